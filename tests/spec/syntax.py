# SPDX-License-Identifier: EUPL-1.2
"""What the parser makes of an expression: the tree with the text that each part was read from."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from engine.checks.grammar import Syntax, parse_loop, parse_rule

FOLDER = Path(__file__).resolve().parent / "syntax"
RULES = (
    "not d1[w01,k1] = 1 and this.k2 >= - 2 or d1.k3 < 3.50",
    "1 + 2 - 3 * 4 / -5 => 6 != - - 7 => 8 <= 9",
    "(1 + 2) * ((3)) > (4 - (5 - 6))",
    "not (not a.b = 1 and 2 > 3) or 4 in (5, 6.5) and c.d in (\"7\", \"8*\")",
    'unit.kind in list("kinds") and d1[w01, k1] in list ( "codes" , "4*" ) => 1 < 2',
    "d1[w01,k1] = d1[w02,k1] within 5 % and d1[w01,k1] <= 3 within 0.5",
    "d1[*|w01..w03|., k1|k2..k4] = 1",
    "sum(d1[*, .], d2.k2 where this.k1 > 1) + abs(-3) = nvl(if(1 < 2, 3, 4), 5)",
    'form("MZ-88").d1[w01, k4] > form("MZ-88") . d2 . w01 + prior ( d1[w01,k1] , 2 )',
    "days(period) = years(2025-01-01, 2024-02-29)",
    "  period.year  >  2000\n  and\tperiod.month = 1  ",
    "foreach r in d1.rows, c in d2.columns[k1, k4..k5] : d1[r, c] >= 0 and 1 = 1",
    "and.or = 2 => where.in > list.within",
)  # fmt: skip
LOOPS = ("r in d2.rows", "r  in d2 . rows [ w01 .. w03 , * , w05 ]", "c in d1.columns[k1]")


def documents() -> Mapping[str, str]:
    """Files of tests/spec/syntax and their texts."""
    return {"rules.txt": "\n".join(map(shown, RULES)), "loops.txt": "\n".join(map(shown, LOOPS))}


def shown(text: str) -> str:
    """An expression and its tree: what each part is, what it was read from, how deep it is."""
    tree = (parse_loop if text in LOOPS else parse_rule)(text)
    return "\n".join([f"# {' '.join(text.split())}", *_tree(tree, text, ""), ""])


def _tree(node: Syntax, text: str, indent: str) -> Iterator[str]:
    value = f" {node.value}" if node.value else ""
    yield f"{indent}{node.op}{value} ‹{' '.join(text[node.start : node.end].split())}› {node.depth}"
    for part in node.of:
        yield from _tree(part, text, f"{indent}  ")
