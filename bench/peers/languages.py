# SPDX-License-Identifier: EUPL-1.2
"""Our checks in the languages of others, written from the same trees (`engine.checks.tree.to_json`).

Each is written as somebody who knows that language would: where it has no blanks, nothing is added to imitate them.
A cell is called `t1_w2_k3`, that of last year `p_t1_w2_k3`.
"""

from collections.abc import Callable, Sequence
from typing import Any

Tree = list[Any]
COMPARISONS = frozenset({"=", "!=", "<", "<=", ">", ">="})


def name_of(scope: str, section: str, row: str, column: str) -> str:
    return f"{'p_' if scope else ''}{section}_{row}_{column}"


def names(tree: Tree) -> list[str]:
    """Names of the cells a tree reads, each once."""
    if tree[0] == "cell":
        return [name_of(*tree[1])]
    return list(dict.fromkeys(name for part in tree[4:] for name in names(part)))


def jsonlogic(tree: Tree, absolute: bool = True) -> Any:
    """JSONLogic; `absolute`: the engine has `abs`, which the standard lacks."""
    op, payload, *_ = tree
    parts = [jsonlogic(part, absolute) for part in tree[4:]]
    if op == "cell":
        return {"var": name_of(*payload)}
    if op == "num":
        return payload
    if op == "=>":
        return {"or": [{"!": [parts[0]]}, parts[1]]}
    if op == "abs" and not absolute:
        return {"if": [{"<": [parts[0], 0]}, {"-": parts}, parts[0]]}
    called = {"=": "==", "sum": "+", "add": "+", "sub": "-", "mul": "*", "not": "!"}
    return {called.get(op, op): parts}


class Infix:
    """A language with operators between their operands. `signs`: its names where they are not ours."""

    def __init__(self, cell: Callable[[str, str, str, str], str], **signs: str) -> None:
        self.cell = cell
        self.signs = {"add": "+", "sub": "-", "mul": "*"} | signs

    def __call__(self, tree: Tree) -> str:
        op, payload, *_ = tree
        if op == "cell":
            return self.cell(*payload)
        if op == "num":
            return str(payload)
        parts = [self(part) for part in tree[4:]]
        if op == "sum":
            return self.total(parts)
        if op in {"abs", "not"}:
            return f"{self.signs.get(op, op)}({parts[0]})"
        if op == "=>":
            return f"({self.signs.get('not', 'not')}({parts[0]}) {self.signs.get('or', 'or')} {parts[1]})"
        if op not in COMPARISONS | {"and", "or", "add", "sub", "mul"}:
            raise ValueError(f"no translation for {op}")
        return f"({parts[0]} {self.signs.get(op, op)} {parts[1]})"

    def total(self, parts: list[str]) -> str:
        return f"({' + '.join(parts)})"


class Sql(Infix):
    """SQL skips no blank in a + b: a sum of what is filled has to be spelled out."""

    def total(self, parts: list[str]) -> str:
        blank = " AND ".join(f"{part} IS NULL" for part in parts)
        return f"CASE WHEN {blank} THEN NULL ELSE {' + '.join(f'coalesce({part}, 0)' for part in parts)} END"


class Frames(Infix):
    """Polars: source of an expression; `total` is the driver's."""

    def total(self, parts: list[str]) -> str:
        return f"total({', '.join(parts)})"

    def __call__(self, tree: Tree) -> str:
        return f"({super().__call__(tree[4])}).abs()" if tree[0] == "abs" else super().__call__(tree)


def _braces(*at: str) -> str:
    return "{" + name_of(*at) + "}"


def _path(scope: str, section: str, row: str, column: str) -> str:
    return f"/data/{'p_' if scope else ''}{section}/{name_of(scope, section, row, column)}"


def jsonb(scope: str, section: str, row: str, column: str) -> str:
    """A cell of the JSON document; last year's is joined as `p`."""
    return f"({'p' if scope else 'r'}.answers->'cells'->>'{section}.{row}.{column}')::bigint"


CEL = Infix(name_of, **{"=": "==", "and": "&&", "or": "||", "not": "!", "abs": "math.abs"})
SURVEYJS = Infix(_braces, **{"not": "!"})
XPATH = Infix(_path)
DUCKDB = Sql(name_of)
POSTGRES = Sql(jsonb)
POLARS = Frames(lambda *at: f'cell("{name_of(*at)}")', **{"=": "==", "and": "&", "or": "|", "not": "~"})


def xform(trees: Sequence[Tree], cells: Sequence[str], before: Sequence[str]) -> str:
    """An ODK XForm: a group a section, an input a cell, a calculation a check ("1": it holds)."""
    groups: dict[str, list[str]] = {}
    for name in [*cells, *before]:
        groups.setdefault(name.rsplit("_", 2)[0], []).append(name)
    instance = "".join(f"<{group}>{''.join(f'<{one}/>' for one in own)}</{group}>" for group, own in groups.items())
    results = "".join(f"<R{number}/>" for number in range(len(trees)))
    binds = [f'<bind nodeset="/data/{group}/{one}" type="int"/>' for group, own in groups.items() for one in own]
    for number, tree in enumerate(trees):
        text = XPATH(tree).replace("<", "&lt;").replace(">", "&gt;")
        binds.append(f'<bind nodeset="/data/R{number}" type="string" calculate="if({text}, \'1\', \'0\')"/>')
    body = "".join(
        f'<group ref="/data/{group}"><label>{group}</label>'
        + "".join(f'<input ref="/data/{group}/{one}"><label>{one}</label></input>' for one in own)
        + "</group>"
        for group, own in groups.items()
    )
    return (
        '<?xml version="1.0"?><h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml" '
        'xmlns:jr="http://openrosa.org/javarosa"><h:head><h:title>Pomiar</h:title><model>'
        f'<instance><data id="bench">{instance}{results}<meta><instanceID/></meta></data></instance>{"".join(binds)}'
        f"</model></h:head><h:body>{body}</h:body></h:html>"
    )
