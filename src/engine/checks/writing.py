# SPDX-License-Identifier: EUPL-1.2
"""What generated Python and generated numpy write alike: conditions by the dual rail, scales, arithmetic."""

import re
from abc import ABC, abstractmethod
from collections.abc import Iterable
from fnmatch import translate
from typing import Any, ClassVar

from engine.answers.packing import TEXTS
from engine.checks.tree import RATIO, Node

OPPOSITE = {"<": ">=", "<=": ">", ">": "<=", ">=": "<"}
END = r"\Z"  # as Python 3.14's fnmatch does not spell it any more: generated code is approved text, alike everywhere


def any_of(choices: Iterable[str]) -> re.Pattern[str]:
    """Codes with their asterisks, as one pattern."""
    return re.compile("|".join(translate(choice)[: -len(END)] + END for choice in choices))


class Writing(ABC):
    """Writes expressions of one form. A condition is written as „certainly true” or as „certainly false”."""

    both: ClassVar[str]  # how conditions are joined: all of them, or any
    either: ClassVar[str]

    def __init__(self) -> None:
        self.constants: dict[str, Any] = {}
        self._names: dict[Any, str] = {}

    @abstractmethod
    def condition(self, node: Node, truth: bool) -> str:
        """Certainly true, or certainly false."""

    @abstractmethod
    def value(self, node: Node) -> str:
        """A scaled integer, a text, or a pair for a quotient."""

    @abstractmethod
    def number(self, value: int) -> str:
        """A number that stands in the form."""

    @abstractmethod
    def same(self, x: str, y: str, truth: bool) -> str:
        """Two texts are certainly equal, or certainly not."""

    @abstractmethod
    def unequal(self, node: Node, x: str, y: str) -> str:
        """Two numbers are certainly not equal."""

    def constant(self, value: Any) -> str:
        key = (type(value), value)
        if key not in self._names:
            self._names[key] = f"K{len(self._names)}"
            self.constants[self._names[key]] = value
        return self._names[key]

    # conditions

    def true(self, node: Node) -> str:
        return self.condition(node, True)

    def false(self, node: Node) -> str:
        return self.condition(node, False)

    def logic(self, node: Node, truth: bool) -> str:
        if node.op == "not":
            return self.condition(node.of[0], not truth)
        a, b = node.of
        first = self.condition(a, truth != (node.op == "=>"))
        joint = self.both if (node.op == "and") == truth else self.either
        return f"({first}{joint}{self.condition(b, truth)})"

    def compare(self, node: Node, truth: bool) -> str:
        a, b = node.of
        if a.kind in TEXTS:
            return self.same(self.value(a), self.value(b), (node.op == "=") == truth)
        if RATIO in {a.scale, b.scale}:
            x, y = f"rcompare({self.ratio(a)},{self.ratio(b)})", "0"
        else:
            scale = max(a.scale, b.scale)
            x, y = self.scaled(a, scale), self.scaled(b, scale)
        if node.op in OPPOSITE:
            return f"({x}{node.op if truth else OPPOSITE[node.op]}{y})"
        return f"({x}=={y})" if (node.op == "=") == truth else self.unequal(node, x, y)

    def yes(self, node: Node, truth: bool) -> str:
        return f"({self.value(node.of[0])}=={int(truth)})"

    # values

    def scaled(self, node: Node, scale: int) -> str:
        more = 10 ** (scale - node.scale)
        if node.op == "num":
            return self.number(int(node.value) * more)
        return self.value(node) if more == 1 else f"({self.value(node)}*{more})"

    def ratio(self, node: Node) -> str:
        return self.value(node) if node.scale == RATIO else f"({self.value(node)},{10**node.scale})"

    def rounded(self, node: Node, scale: int) -> str:
        """A number as an integer of a given scale, rounded where it must be."""
        if node.scale != RATIO and node.scale <= scale:
            return self.scaled(node, scale)
        return f"rround({self.ratio(node)},{10**scale})"

    def alike(self, node: Node, part: Node) -> str:
        """A part in the shape of the whole."""
        return self.ratio(part) if node.scale == RATIO else self.scaled(part, node.scale)

    def sum_or_difference(self, node: Node) -> str:
        a, b = node.of
        if node.scale == RATIO:
            return f"r{node.op}({self.ratio(a)},{self.ratio(b)})"
        sign = "+" if node.op == "add" else "-"
        return f"({self.scaled(a, node.scale)}{sign}{self.scaled(b, node.scale)})"

    def product(self, node: Node) -> str:
        a, b = node.of
        if node.scale == RATIO:
            return f"rmul({self.ratio(a)},{self.ratio(b)})"
        return f"({self.value(a)}*{self.value(b)})"

    def quotient(self, node: Node) -> str:
        return f"rdiv({self.ratio(node.of[0])},{self.ratio(node.of[1])})"

    def alone(self, node: Node) -> str:
        part = node.of[0]
        if node.op == "round":
            return self.rounded(part, node.scale)
        x = self.value(part)
        if node.scale == RATIO:
            return f"r{node.op}({x})"
        return f"abs({x})" if node.op == "abs" else f"(-{x})"

    def calendar(self, node: Node) -> str:
        return f"{node.op}({','.join(map(self.value, node.of))})"
