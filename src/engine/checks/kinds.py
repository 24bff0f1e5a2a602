# SPDX-License-Identifier: EUPL-1.2
"""Kinds of values, and what comes of two that meet."""

from decimal import Decimal

from engine.checks.grammar import ExpressionError, Syntax
from engine.checks.tree import RATIO, Node

LITERAL = "num"  # a bare number fits everything
NUMBERS = frozenset({"int", "dec", "money", LITERAL})
TEXTS = frozenset({"text", "code"})
ONLY_ANSWERS = (
    "Odpowiedź „tak” albo „nie” można zestawić tylko z taką samą odpowiedzią; 1 znaczy „tak”, 0 znaczy „nie”."
)
MAX_SCALE = 12
MAX_DEGREE = 12  # products stay far below the largest float, the shape of a blank


def error(message: str, syntax: Syntax) -> ExpressionError:
    return ExpressionError(message, syntax.start, syntax.end)


def number_of(syntax: Syntax) -> Node:
    text = syntax.value
    if len(text) <= 9 and text.isdigit():
        return Node("num", LITERAL, value=int(text))
    exact = Decimal(text)
    scale = max(0, -int(exact.as_tuple().exponent))
    if scale > MAX_SCALE or len(text) > 18:
        raise error("Liczba ma za dużo cyfr.", syntax)
    return Node("num", LITERAL, scale=scale, value=int(exact.scaleb(scale)))


def are_answers(a: Node, b: Node) -> bool:
    """Yes or no, and the same or how it is written: 1 or 0."""
    return "bool" in {a.kind, b.kind} and all(node.kind == "bool" or _is_written(node) for node in (a, b))


def _is_written(node: Node) -> bool:
    return node.kind == LITERAL and node.op == "num" and node.scale == 0 and node.value in {0, 1}


def joined(a: Node, b: Node, syntax: Syntax) -> str:
    """Kind of two values that meet in a sum or a comparison."""
    if a.kind == b.kind and (a.kind in NUMBERS or a.kind == "date"):
        return a.kind
    if "bool" in {a.kind, b.kind}:
        raise error(ONLY_ANSWERS, syntax)
    if a.kind not in NUMBERS or b.kind not in NUMBERS:
        if {a.kind, b.kind} & TEXTS and {a.kind, b.kind} & NUMBERS:
            raise error("Nie można zestawić tekstu z liczbą. Kody i teksty pisze się w cudzysłowie.", syntax)
        as_written = " Datę pisze się tak: 2025-02-03." if {a.kind, b.kind} == {"date", LITERAL} else ""
        raise error(f"Tych wartości nie można ze sobą zestawić.{as_written}", syntax)
    if LITERAL in {a.kind, b.kind}:
        return a.kind if b.kind == LITERAL else b.kind
    if "money" not in {a.kind, b.kind}:
        return "dec"
    raise error("Kwoty nie można zestawić z liczbą, która kwotą nie jest.", syntax)


def plus(op: str, a: Node, b: Node, syntax: Syntax) -> Node:
    if a.kind == "date" and b.kind == "date" and op == "sub":
        return Node("sub", "int", (a, b))
    if b.kind == "date" and op == "add":
        a, b = b, a
    if a.kind == "date" and b.kind in {"int", LITERAL} and b.scale == 0:
        return Node(op, "date", (a, b))
    if "date" in {a.kind, b.kind}:
        same = "Dat nie można dodawać." if a.kind == b.kind else ""
        raise error(same or "Do daty dodaje się i od niej odejmuje całkowitą liczbę dni.", syntax)
    kind = joined(a, b, syntax)
    return Node(op, kind, (a, b), common_scale(a, b))


def times(a: Node, b: Node, syntax: Syntax) -> Node:
    if a.kind == b.kind == "money":
        raise error("Kwoty nie można mnożyć przez kwotę.", syntax)
    kind = next(kind for kind in ("money", "dec", "int", LITERAL) if kind in {a.kind, b.kind})
    found = Node("mul", kind, (a, b), RATIO if RATIO in {a.scale, b.scale} else a.scale + b.scale)
    if _degree(found) > MAX_DEGREE:
        raise error(f"Najwięcej czynników iloczynu to {MAX_DEGREE}.", syntax)
    return found


def _degree(node: Node) -> int:
    """How many cells are multiplied with each other."""
    inner = [_degree(part) for part in node.of]
    return sum(inner) if node.op == "mul" else max(inner, default=1)


def common_scale(a: Node, b: Node) -> int:
    return RATIO if RATIO in {a.scale, b.scale} else max(a.scale, b.scale)


def choice(op: str, test: tuple[Node, ...], a: Node, b: Node, syntax: Syntax) -> Node:
    if a.kind in TEXTS and b.kind in TEXTS:
        return Node(op, "text", (*test, a, b))
    kind = joined(a, b, syntax)
    return Node(op, kind, (*test, a, b), common_scale(a, b))
