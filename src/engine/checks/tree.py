# SPDX-License-Identifier: EUPL-1.2
"""The typed tree of an expression: every reference points at a cell that exists, every node knows its type.

A number is an integer scaled by 10^scale, a quotient (scale RATIO) a pair of integers: nothing is ever rounded unasked.
"""

import hashlib
from dataclasses import dataclass
from typing import Any

from engine.definitions import canonical

RATIO = -1
TRUTH = "truth"


@dataclass(frozen=True, slots=True)
class At:
    """A cell. `scope`: "" this sheet, "prior:1", "form:MZ-88". `row`: a code, or $name in a loop over added rows."""

    section: str
    row: str
    column: str
    scope: str = ""

    @property
    def address(self) -> str:
        return f"{self.section}.{self.row}.{self.column}"

    @property
    def looped(self) -> bool:
        return self.row.startswith("$")

    @property
    def anywhere(self) -> str:
        """Its address; where it stands in added rows that of its column in all of them: d2.$.k1."""
        return f"{self.section}.$.{self.column}" if self.looped else self.address

    @property
    def own_loop(self) -> bool:
        """In the loop of an aggregate; a variable of `foreach` is a name, these are numbered."""
        return self.looped and self.row[1:].isdigit()


@dataclass(frozen=True, slots=True)
class Node:
    """kind: int, dec, money, text, date, code, bool (of cells) or truth (of conditions)."""

    op: str
    kind: str
    of: tuple["Node", ...] = ()
    scale: int = 0
    value: int | str = 0
    at: At | None = None
    choices: tuple[str, ...] = ()


def place_of(node: Node) -> At:
    """Where a cell stands; no other part stands anywhere."""
    if node.at is None:
        raise TypeError(node.op)
    return node.at


def walk(node: Node) -> list[Node]:
    """All parts of a tree, in the order of its text."""
    found: list[Node] = []
    _walk(node, found)
    return found


def _walk(node: Node, found: list[Node]) -> None:
    found.append(node)
    for part in node.of:
        _walk(part, found)


def cells(node: Node) -> list[At]:
    """Cells a tree reads, in the order of its text."""
    return [part.at for part in walk(node) if part.op == "cell" and part.at is not None]


def demanded(node: Node) -> list[At]:
    """Cells a tree reads, without those that only choose what to count."""
    if node.op == "when":
        return demanded(node.of[1])
    if node.op == "cell" and node.at is not None:
        return [node.at]
    return [at for part in node.of for at in demanded(part)]


def to_json(node: Node) -> list[Any]:
    """A tree as plain lists, what is hashed and what the browser reads: [op, payload, kind, scale, part, part, …]."""
    return [node.op, _payload(node), node.kind, node.scale, *map(to_json, node.of)]


def _payload(node: Node) -> Any:
    if node.op == "each" and node.at is not None:
        return [node.at.scope, node.at.section, node.value]
    if node.at is not None:
        return [node.at.scope, node.at.section, node.at.row, node.at.column]
    return list(node.choices) if node.op == "in" else node.value


def digest(trees: object) -> str:
    return hashlib.sha256(canonical(trees)).hexdigest()
