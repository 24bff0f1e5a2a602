# SPDX-License-Identifier: EUPL-1.2
"""The parser reads what grammar.lark says, no more and no less: compared with the parser Lark makes of that file."""

from pathlib import Path
from random import Random

import pytest
from lark import Lark, Token, Tree
from lark.exceptions import UnexpectedInput

from engine.checks.grammar import ExpressionError, Syntax, parse_loop, parse_rule
from tests.generative.expressions import Expressions
from tests.spec.chapters import CHAPTERS

ORACLE = Lark(
    (Path(__file__).parent / "grammar.lark").read_text(),
    parser="lalr",
    lexer="contextual",
    start=["rule", "loop"],
    maybe_placeholders=False,
)
Shape = tuple[object, ...]
SIGNS = {"comparison", "tolerance"}
PIECES = (
    "d1", "w01", "(", ")", "[", "]", ",", ".", "..", "|", "*", "+", "-", "/", "=", "=>", "<", "!=", ":", "%", "1",
    "2.5", "2025-01-01", '"45*"', "and", "or", "not", "in", "within", "where", "list", "foreach", "form", "sum",
    "d1[w01,k1]",
)  # fmt: skip
WRITTEN = [case.expression for chapter in CHAPTERS for case in chapter.cases]
LOOPS = [case.foreach for chapter in CHAPTERS for case in chapter.cases if case.foreach]


def of_ours(node: Syntax) -> Shape:
    return (node.op, node.value, *map(of_ours, node.of))


def of_lark(node: Tree[Token] | Token) -> Shape:
    """The oracle's tree in the shape of ours: a sign or name moves into its node."""
    if isinstance(node, Token):
        if node.type == "PERCENT":
            return ("percent", node.rstrip("% \t\r\n"))
        return (node.type, str(node))
    op, parts = str(node.data), list(node.children)
    if op in {"number", "text", "date", "name"}:
        return (op, str(parts[0]))
    if op == "rule" and len(parts) == 1:
        return of_lark(parts[0])
    value = ""
    if op == "call":
        value = str(parts.pop(0))
    elif op in SIGNS:
        value = str(parts.pop(1))
    shapes = [of_lark(part) for part in parts]
    if op == "tolerance" and shapes[2][0] == "NUMBER":
        shapes[2] = ("number", shapes[2][1])
    return (op, value, *shapes)


def differs(text: str, start: str = "rule") -> str:
    """What the two say of a text, where they do not say the same."""
    try:
        expected: Shape | None = of_lark(ORACLE.parse(text, start=start))
    except UnexpectedInput:
        expected = None
    try:
        found: Shape | None = of_ours((parse_rule if start == "rule" else parse_loop)(text))
    except ExpressionError as error:
        found = None if error.message and 0 <= error.start <= len(text) else ("no place", error.message)
    return "" if found == expected else f"{text}\n{expected}\n{found}"


@pytest.mark.parametrize("text", [*WRITTEN, *(f"foreach {loop}: {WRITTEN[0]} > 0" for loop in LOOPS)])
def test_the_manual_is_read_alike(text: str) -> None:
    assert not differs(text)


@pytest.mark.parametrize("text", LOOPS)
def test_loops_are_read_alike(text: str) -> None:
    assert not differs(text, "loop")


@pytest.mark.parametrize(
    "text",
    [
        "not a = 1 and b = 2", "not not a", "a = not b", "- - 1 * 2 < -3", "1 - 2 - 3 = 1 / 2 / 3", "a => b => c",
        "a or b and c => d", "1 = 2 = 3", "1 < 2 in (3)", "a in (1) and b", "1 = 2 within 3 within 4",
        "1 = 2 within 5 %", "and = 1", "or[in, not] = 1", "f(1) .5", "x.y.z", "d1[w01..w02..w03, k1]",
        "d1[*|., k1|k2..k3]", "2025-1-1 = 1", "1.= 2", "1..2", "form(1)", 'form("A").x', 'form("A").x.y',
        "sum(1 where 1 = 1 where 2 = 2)", "sum(where 1 = 1)", "list = 1", 'a in list("b", "c") or d',
        'a in list("b",)', "a <= > b", "a =< b", "a => = b", "foreach: 1", "f()",
    ],
)  # fmt: skip
def test_corners_are_read_alike(text: str) -> None:
    assert not differs(text)


def test_random_expressions_are_read_alike() -> None:
    random = Random(54)
    for _ in range(400):
        assert not differs(Expressions(random, loop=True).condition(4))


def test_spoilt_expressions_are_read_alike() -> None:
    random = Random(55)
    for _ in range(1500):
        parts = Expressions(random, loop=True).condition(2).replace("(", " ( ").replace(",", " , ").split()
        where = random.randrange(len(parts))
        parts[where : where + random.randint(0, 1)] = random.choices(PIECES, k=random.randint(0, 2))
        assert not differs(" ".join(parts))
