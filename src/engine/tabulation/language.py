# SPDX-License-Identifier: EUPL-1.2
"""The language of measures: arithmetic over sums and counts of cells, with conditions.

sum(d2[w01,k1])                              one cell, summed over reports
sum(d3[w01..w05,k1], d4[*,k2])               ranges, `*` for every row that people fill in
sum(d2[rows,k1] where row.oddzial in ("47*"))   added rows, narrowed by their own cells
reports(where d1[w02,k1] = "1")              how many reports
rows(d2)                                     how many added rows
leczeni / population(2023-06-30) * 10000     other measures of the same table, seeds
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from lark import Lark, Token, Transformer, UnexpectedInput, v_args

GRAMMAR = r"""
?start: expr
?expr: expr "+" term -> add
     | expr "-" term -> subtract
     | term
?term: term "*" factor -> multiply
     | term "/" factor -> divide
     | factor
?factor: "-" factor -> negate
       | atom
?atom: NUMBER -> number
     | NAME -> measure
     | "(" expr ")"
     | "population" "(" DATE ")" -> population
     | "reports" "(" [where] ")" -> reports
     | "rows" "(" NAME [where] ")" -> rows
     | AGGREGATE "(" cells [where] ")" -> aggregate
cells: ref ("," ref)*
ref: NAME "[" selector "," selector "]"
selector: NAME | NAME ".." NAME -> span | STAR
where: "where" condition
?condition: condition "or" conjunction -> either
          | conjunction
?conjunction: conjunction "and" negation -> both
            | negation
?negation: "not" negation -> opposite
         | "(" condition ")"
         | operand COMPARISON operand -> comparison
         | operand "in" "(" STRING ("," STRING)* ")" -> membership
         | "filled" "(" operand ")" -> filled
?operand: NAME "[" NAME "," NAME "]" -> cell
        | "unit" "." NAME -> unit_field
        | "row" "." NAME -> row_field
        | STRING -> text
        | NUMBER -> literal
        | "-" NUMBER -> minus
AGGREGATE.2: /(sum|count|min|max)(?=\s*\()/
COMPARISON: "<=" | ">=" | "!=" | "=" | "<" | ">"
STAR: "*"
DATE.2: /\d{2}-\d{2}/
NUMBER: /\d+(\.\d+)?/
STRING: /"[^"]*"/
NAME: /[a-z_][a-z0-9_]*/
%ignore /\s+/
"""


@dataclass(frozen=True)
class Number:
    value: float


@dataclass(frozen=True)
class Measure:
    """Another column of the same table."""

    code: str


@dataclass(frozen=True)
class Population:
    """People of the area on a day (month-day) of the year the period ends in."""

    day: str


@dataclass(frozen=True)
class Binary:
    operator: str
    left: "Expression"
    right: "Expression"


@dataclass(frozen=True)
class Reference:
    """Rows and columns of a section; an end equal to the start is one of them, `*` all."""

    section: str
    rows: tuple[str, str]
    columns: tuple[str, str]


@dataclass(frozen=True)
class Cell:
    address: str


@dataclass(frozen=True)
class UnitField:
    name: str


@dataclass(frozen=True)
class RowField:
    name: str


@dataclass(frozen=True)
class Literal:
    value: str | float


Operand = Cell | UnitField | RowField | Literal


@dataclass(frozen=True)
class Comparison:
    operator: str
    left: Operand
    right: Operand


@dataclass(frozen=True)
class Membership:
    """Exact codes, or beginnings of codes that end in `*`."""

    operand: Operand
    codes: tuple[str, ...]


@dataclass(frozen=True)
class Filled:
    operand: Operand


@dataclass(frozen=True)
class Logic:
    operator: str  # and | or | not
    parts: tuple["Condition", ...]


Condition = Comparison | Membership | Filled | Logic


@dataclass(frozen=True)
class Aggregate:
    """What is read from the data: `function` is sum, count, min, max, reports or rows."""

    function: str
    cells: tuple[Reference, ...] = ()
    where: Condition | None = None


Expression = Number | Measure | Population | Binary | Aggregate


class MeasureSyntaxError(ValueError):
    """An expression that cannot be read; the message is a Polish sentence."""


def _binary(operator: str) -> Callable[[Any, Any, Any], Binary]:
    return lambda _self, left, right: Binary(operator, left, right)


@v_args(inline=True)
class _Builder(Transformer[Token, Expression]):
    add = _binary("+")
    subtract = _binary("-")
    multiply = _binary("*")
    divide = _binary("/")

    def negate(self, value: Expression) -> Binary:
        return Binary("-", Number(0), value)

    def number(self, token: Token) -> Number:
        return Number(float(token))

    def measure(self, token: Token) -> Measure:
        return Measure(str(token))

    def population(self, token: Token) -> Population:
        return Population(str(token))

    def reports(self, where: Condition | None) -> Aggregate:
        return Aggregate("reports", (), where)

    def rows(self, section: Token, where: Condition | None) -> Aggregate:
        return Aggregate("rows", (Reference(str(section), ("rows", "rows"), ("*", "*")),), where)

    def aggregate(self, function: Token, cells: tuple[Reference, ...], where: Condition | None) -> Aggregate:
        return Aggregate(str(function), cells, where)

    def cells(self, *references: Reference) -> tuple[Reference, ...]:
        return references

    def ref(self, section: Token, rows: tuple[str, str], columns: tuple[str, str]) -> Reference:
        return Reference(str(section), rows, columns)

    def selector(self, token: Token) -> tuple[str, str]:
        return str(token), str(token)

    def span(self, first: Token, last: Token) -> tuple[str, str]:
        return str(first), str(last)

    def where(self, condition: Condition) -> Condition:
        return condition

    def either(self, left: Condition, right: Condition) -> Logic:
        return Logic("or", (left, right))

    def both(self, left: Condition, right: Condition) -> Logic:
        return Logic("and", (left, right))

    def opposite(self, part: Condition) -> Logic:
        return Logic("not", (part,))

    def comparison(self, left: Operand, operator: Token, right: Operand) -> Comparison:
        return Comparison(str(operator), left, right)

    def membership(self, operand: Operand, *codes: Token) -> Membership:
        return Membership(operand, tuple(code[1:-1] for code in codes))

    def filled(self, operand: Operand) -> Filled:
        return Filled(operand)

    def cell(self, section: Token, row: Token, column: Token) -> Cell:
        return Cell(f"{section}.{row}.{column}")

    def unit_field(self, name: Token) -> UnitField:
        return UnitField(str(name))

    def row_field(self, name: Token) -> RowField:
        return RowField(str(name))

    def text(self, token: Token) -> Literal:
        return Literal(token[1:-1])

    def literal(self, token: Token) -> Literal:
        return Literal(float(token))

    def minus(self, token: Token) -> Literal:
        return Literal(-float(token))


@lru_cache(maxsize=8)
def _parser(start: str) -> Lark:
    return Lark(GRAMMAR, parser="lalr", start=start, maybe_placeholders=True)


@lru_cache(maxsize=1024)
def parse(text: str) -> Expression:
    expression: Expression = _read(text, "start")
    return expression


def parse_condition(text: str) -> Condition:
    condition: Condition = _read(text, "condition")
    return condition


def _read(text: str, start: str) -> Any:
    try:
        return _Builder().transform(_parser(start).parse(text))
    except UnexpectedInput as error:
        where = f"znak {error.column}" if error.column and error.column > 0 else "koniec"
        raise MeasureSyntaxError(f"nie rozumiem wyrażenia „{text}” ({where})") from None


def aggregates(expression: Expression) -> tuple[Aggregate, ...]:
    if isinstance(expression, Aggregate):
        return (expression,)
    if isinstance(expression, Binary):
        return aggregates(expression.left) + aggregates(expression.right)
    return ()


def measures(expression: Expression) -> tuple[str, ...]:
    if isinstance(expression, Measure):
        return (expression.code,)
    if isinstance(expression, Binary):
        return measures(expression.left) + measures(expression.right)
    return ()


def days(expression: Expression) -> tuple[str, ...]:
    if isinstance(expression, Population):
        return (expression.day,)
    if isinstance(expression, Binary):
        return days(expression.left) + days(expression.right)
    return ()


def operands(condition: Condition | None) -> tuple[Operand, ...]:
    match condition:
        case None:
            return ()
        case Comparison(_, left, right):
            return (left, right)
        case Membership(operand, _) | Filled(operand):
            return (operand,)
        case Logic(_, parts):  # no other kind
            return tuple(operand for part in parts for operand in operands(part))
