# SPDX-License-Identifier: EUPL-1.2
"""Divisions of checks by what may be zero, where nothing says what is demanded then (docs/adr/0053).

A division by zero is blank, so such a check falls silent just where a number is missing. A condition around it
(`d > 0 => n / d <= 3`, `if(d = 0, …)`), `nvl(n / d, …)` or `filled(n / d)` say what is meant.
"""

from collections.abc import Callable, Iterator, Mapping
from math import inf

from engine.checks.compiled import CompiledForm
from engine.checks.grammar import ExpressionError, Syntax, parse_rule
from engine.checks.selection import spec_at
from engine.checks.tree import Node, walk
from engine.definitions import FormDefinition, Problem

Facts = frozenset[Node]  # values known not to be zero
NOTHING: Facts = frozenset()
UNBOUNDED = -inf
MIRRORED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "=", "!=": "!="}
DENIED = {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "=": "!=", "!=": "="}
AWAY_FROM_ZERO: Mapping[str, Callable[[int], bool]] = {  # x ? c says that x is not zero
    ">": lambda c: c >= 0,
    ">=": lambda c: c > 0,
    "<": lambda c: c <= 0,
    "<=": lambda c: c < 0,
    "=": lambda c: c != 0,
    "!=": lambda c: c == 0,
}
NATURAL = frozenset({"add", "mul", "div", "sum", "min", "max", "avg", "round", "nvl"})  # of natural numbers natural


def division_problems(compiled: CompiledForm) -> tuple[Problem, ...]:
    """Each division once, at its place in the text of the check."""
    definition = compiled.definition
    numbers = {check.id: number for number, check in enumerate(definition.checks)}
    found: dict[tuple[int, int], Problem] = {}
    for instance in compiled.instances:
        number, text = numbers[instance.check.id], instance.check.check
        for node in Divisions(definition).unguarded(instance.tree, NOTHING):
            divisor = _divisor(node, instance.tree, parse_rule(text))
            shown = text[divisor.start : divisor.end]
            message = f"Dzielenie przez „{shown}”, które może być zerem; wtedy kontrola milczy."
            advice = f"Napisz, co ma być wtedy: {shown} > 0 => …, nvl(…, 0) albo pomnóż obie strony."
            error = ExpressionError(f"{message} {advice}", divisor.start, divisor.end)
            found.setdefault(
                (number, divisor.start), definition.problem(("checks", number, "check"), error.shown(text))
            )
    return tuple(found.values())


def _divisor(node: Node, tree: Node, syntax: Syntax) -> Syntax:
    """What stands after the sign of a division: the divisions of a tree come in the order of the text."""
    written = [part for part in _parts(syntax) if part.op == "over"]
    made = [part for part in walk(tree) if part.op == "div"]
    index = next(number for number, part in enumerate(made) if part is node)
    return written[min(index, len(written) - 1)].of[1]


def _parts(syntax: Syntax) -> Iterator[Syntax]:
    yield syntax
    for part in syntax.of:
        yield from _parts(part)


class Divisions:
    """Goes through a tree with what is known where."""

    def __init__(self, definition: FormDefinition) -> None:
        self.definition = definition

    def unguarded(self, node: Node, facts: Facts) -> Iterator[Node]:
        if node.op in {"filled", "blank"}:
            return
        if node.op == "nvl":
            yield from self.unguarded(node.of[1], facts)
            return
        if node.op == "div" and not self.nonzero(node.of[1], facts):
            yield node
        for part, more in self._inside(node):
            yield from self.unguarded(part, facts | more)

    def _inside(self, node: Node) -> Iterator[tuple[Node, Facts]]:
        """The parts of a node, each with what the others say where it decides."""
        if node.op in {"and", "or", "=>"}:
            a, b = node.of
            yield a, known(b, truth=node.op == "and")
            yield b, known(a, truth=node.op != "or")
        elif node.op == "if":
            test, then, other = node.of
            yield test, NOTHING
            yield then, known(test, truth=True)
            yield other, known(test, truth=False)
        else:
            yield from ((part, NOTHING) for part in node.of)

    def nonzero(self, node: Node, facts: Facts) -> bool:
        if node in facts or self.positive(node):
            return True
        if node.op in {"mul", "nvl"}:
            return all(self.nonzero(part, facts) for part in node.of)
        if node.op == "if":
            test, then, other = node.of
            return self.nonzero(then, facts | known(test, True)) and self.nonzero(other, facts | known(test, False))
        return node.op in {"neg", "abs", "div"} and self.nonzero(node.of[0], facts)

    def positive(self, node: Node) -> bool:
        """Where it is known, it is more than zero."""
        if node.op == "num":
            return int(node.value) > 0
        if node.op == "add":
            return all(map(self.natural, node.of)) and any(map(self.positive, node.of))
        return node.op in {"count", "year", "month", "period"} or self._least(node) > 0

    def natural(self, node: Node) -> bool:
        """Where it is known, it is not less than zero."""
        if node.op in NATURAL:
            return all(map(self.natural, node.of))
        if node.op == "num":
            return int(node.value) >= 0
        return node.op == "abs" or self.positive(node) or self._least(node) >= 0

    def _least(self, node: Node) -> float:
        """The least number that anybody may fill into a cell of this sheet."""
        if node.op == "when":
            return self._least(node.of[1])
        if node.at is None or node.at.scope:
            return UNBOUNDED
        spec = spec_at(self.definition, node.at)
        least = spec.type.min if spec is not None and spec.computed is None else None
        return UNBOUNDED if least is None else float(least)


def known(node: Node, truth: bool) -> Facts:
    """What is not zero where a condition certainly holds, or certainly does not."""
    if node.op == "not":
        return known(node.of[0], not truth)
    if node.op in {"and", "or", "=>"}:
        a = known(node.of[0], truth != (node.op == "=>"))
        b = known(node.of[1], truth)
        return a | b if (node.op == "and") == truth else a & b
    if node.op not in AWAY_FROM_ZERO:
        return NOTHING
    (x, c), op = node.of, node.op
    if x.op == "num":
        x, c, op = c, x, MIRRORED[op]
    if c.op != "num" or not AWAY_FROM_ZERO[op if truth else DENIED[op]](int(c.value)):
        return NOTHING
    return frozenset({x, x.of[0]}) if x.op == "nvl" and x.of[1].value == 0 else frozenset({x})
