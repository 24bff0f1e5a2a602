# SPDX-License-Identifier: EUPL-1.2
"""Random expressions of the check language, right by type, and random sheets to try them on.

Everything is drawn from one `random.Random`: a seeded one for bulk, Hypothesis's own where failures should shrink.
"""

from collections.abc import Callable
from datetime import date
from random import Random

from engine.answers import Sheet, Value
from engine.checks import Context, Period
from engine.definitions import FormDefinition, load

FORM = """
form: FUZZ
edition: 2025
title: Formularz do porównań
reads: [X]
sections:
- code: d1
  title: Stały
  table:
    columns:
    - {code: k1, type: int, min: null}
    - {code: k2, type: dec(1), min: null}
    - {code: k3, type: dec(2), min: null}
    - {code: k4, type: money(2), min: null}
    rows: [{code: w01}, {code: w02}, {code: w03}, {code: w04}]
    closed: [w04.k3]
- code: d2
  title: Dodawany
  table:
    columns:
    - {code: k1, type: int, min: null}
    - {code: k2, type: dec(2), min: null}
    - {code: k3, type: int, min: null, computed: "d2[., k1] + round(d2[., k2], 0)"}
    rows: [{code: w01, computed: "sum(d2[*, .])"}, {code: w02}]
    dynamic: {key: {code: klucz, type: code, list: kody}}
- code: d3
  title: Inne typy
  table:
    columns: [{code: k1, type: text}]
    rows:
    - {code: w01, type: bool}
    - {code: w02, type: bool}
    - {code: w03, type: date}
    - {code: w04, type: date}
    - {code: w05, type: code, list: kody}
    - {code: w06, type: code, list: kody}
"""
CODES = ("4500", "4501", "4000", "1000")
CODE_LISTS = {"kody": CODES, "inne": ("4500", "4000")}
LISTS = ('"kody"', '"kody", "45*"', '"inne"', '"inne", "4?0*"')
SCALES = {"k1": 0, "k2": 1, "k3": 2, "k4": 2}
DAYS = ("2025-03-01", "2025-03-02", "2025-03-03", "2024-02-29", "1999-12-31")
COMPARE = ("=", "!=", "<", "<=", ">", ">=")
ROWS = ("w01", "w02", "w03", "w04")


def with_checks(checks: list[tuple[str, str]]) -> FormDefinition:
    """The form with checks: pairs of foreach (may be empty) and expression."""
    written = [
        f"- {{id: C{n}, foreach: '{loop}', target: 'd1[w01,k1]', check: '{text}'}}"
        for n, (loop, text) in enumerate(checks)
    ]
    lines = [line.replace("foreach: '', ", "") for line in written]
    return load("\n".join([FORM, "checks:" if lines else "", *lines]), code_lists=CODE_LISTS)


class Expressions:
    """`loop`: inside foreach r in d2.rows."""

    def __init__(self, random: Random, loop: bool = False) -> None:
        self.random = random
        self.loop = loop

    def one(self, *choices: Callable[[int], str], depth: int) -> str:
        return self.random.choice(choices)(depth - 1)

    # conditions

    def condition(self, depth: int) -> str:
        if depth <= 0 or self.random.random() < 0.45:
            return self.one(self.numbers, self.moneys, self.dates, self.codes, self.presence, self.yes, depth=depth)
        if self.random.random() < 0.2:
            return f"not ({self.condition(depth - 1)})"
        sign = self.random.choice(("and", "or", "=>"))
        return f"({self.condition(depth - 1)}) {sign} ({self.condition(depth - 1)})"

    def numbers(self, depth: int) -> str:
        found = f"{self.number(depth)} {self.random.choice(COMPARE)} {self.number(depth)}"
        if self.random.random() < 0.15:
            found += f" within {self.random.choice(('0', '2', '0.5', '10%', '12.5%'))}"
        elif self.random.random() < 0.1:
            found = f"{self.number(depth)} in (0, 1, 2.5, 10)"
        return found

    def moneys(self, depth: int) -> str:
        return f"{self.money(depth)} {self.random.choice(COMPARE)} {self.money(depth)}"

    def dates(self, depth: int) -> str:
        return f"{self.day()} {self.random.choice(COMPARE)} {self.day()}"

    def codes(self, depth: int) -> str:
        left = self.random.choice(("d3[w05,k1]", "d3[w06,k1]", "unit.teryt", *(["d2[r,klucz]"] * self.loop)))
        kind = self.random.random()
        if kind < 0.3:
            return f'{left} in ("45*", "{self.random.choice(CODES)}")'
        if kind < 0.6:
            return f"{left} in list({self.random.choice(LISTS)})"
        right = self.random.choice(("d3[w06,k1]", '"4500"', 'nvl(d3[w05,k1], "1000")'))
        return f"{left} {self.random.choice(('=', '!='))} {right}"

    def presence(self, depth: int) -> str:
        subject = self.random.choice((self.cell(), self.cell(), "d3[w05,k1]", "d3[w03,k1]", self.number(depth)))
        return f"{self.random.choice(('filled', 'blank'))}({subject})"

    def yes(self, depth: int) -> str:
        return self.random.choice(("d3[w01,k1]", "d3[w02,k1] = 1", "prior(d3[w01,k1])"))

    # numbers

    def number(self, depth: int) -> str:
        if depth <= 0 or self.random.random() < 0.4:
            return self.random.choice((self.cell, self.cell, self.constant, self.elsewhere))()
        kinds = (self.aggregate, self.aggregate, self.arithmetic, self.arithmetic, self.function)
        return self.one(*kinds, depth=depth)

    def cell(self) -> str:
        if self.loop and self.random.random() < 0.2:
            return f"this.{self.random.choice(('k1', 'k2', 'k3'))}"
        if self.loop and self.random.random() < 0.5:
            return f"d2[r,{self.random.choice(('k1', 'k2', 'k3'))}]"
        if self.random.random() < 0.2:
            return f"d2[{self.random.choice(('w01', 'w02'))},{self.random.choice(('k1', 'k2', 'k3'))}]"
        return f"d1[{self.random.choice(ROWS[:3])},{self.random.choice(('k1', 'k2', 'k3'))}]"

    def constant(self) -> str:
        return self.random.choice(("0", "1", "2", "10", "0.5", "2.25", "100"))

    def elsewhere(self) -> str:
        return self.random.choice(
            (
                f"prior({self.cell()})",
                'form("X").d1[w01,k1]',
                "unit.beds",
                "days(period)",
                f"prior({self.cell()}, 2)",
                "period.month",
            )
        )

    def arithmetic(self, depth: int) -> str:
        return f"({self.number(depth)} {self.random.choice('+-*/')} {self.nonzero(depth)})"

    def nonzero(self, depth: int) -> str:
        found = self.number(depth)
        return "3" if found == "0" else found

    def function(self, depth: int) -> str:
        inner = self.number(depth)
        return self.random.choice(
            (
                f"abs({inner})",
                f"-({inner})",
                f"round({inner}, {self.random.choice('012')})",
                f"nvl({inner}, {self.number(depth - 1)})",
                f"if({self.condition(depth - 1)}, {inner}, {self.number(depth - 1)})",
                f"days({self.day()}, {self.day()})",
                f"years({self.day()}, {self.day()})",
                f"{self.random.choice(('year', 'month'))}({self.day()})",
            )
        )

    def aggregate(self, depth: int) -> str:
        name = self.random.choice(("sum", "sum", "min", "max", "avg", "count"))
        columns = self.random.choice(("k1", "k1..k2", "k1..k3", "k1|k3"))
        rows = self.random.choice(("*", "w01..w03", "w02", "w01|w03..w04"))
        reference = self.random.choice(
            (
                f"d1[{rows},{columns}]",
                f"d2[*,{columns}]",
                f"prior(d2[*,{columns}])",
                f"d1[w01,k1], d2[*,k2], {self.cell()}",
                'd2[*,k1] where d2[.,klucz] in ("45*")',
                f"d1[*,k1..k3] where d1[.,k1] {self.random.choice(COMPARE)} {self.number(0)}",
                f"d2[*,k2] where this.k1 > {self.constant()}",
                f"d2[*,k2] where d2[.,k1] > {self.number(0)}",
                "d2.k1, prior(d2.k2)",
            )
        )
        return f"{name}({reference})"

    def money(self, depth: int) -> str:
        cell = f"d1[{self.random.choice(ROWS)},k4]"
        return self.random.choice(
            (
                cell,
                f"sum(d1[*,k4]) - {cell}",
                f"({cell} * {self.nonzero(depth - 1)})",
                "1000",
                f"{cell} / {self.nonzero(0)}",
            )
        )

    def day(self) -> str:
        plain = ("d3[w03,k1]", "d3.w04", "period.start", "2025-03-01", "(d3[w03,k1] + 2)")
        return self.random.choice((*plain, "max(d3[w03..w04,k1])", f"(d3.w04 - d1[{self.random.choice(ROWS)},k1])"))


class Strangers(Expressions):
    """With cells of the current row and column in sections that may not have them: a mistake easily made."""

    def cell(self) -> str:
        if self.random.random() < 0.4:
            return super().cell()
        scope = self.random.choice(("{}", "{}", "prior({})", 'form("X").{}'))
        section, row = self.random.choice(("d1", "d2", "d3")), self.random.choice((".", ".", "w01", "r"))
        return scope.format(f"{section}[{row},{self.random.choice(('.', 'k1', 'k1', 'k2', 'klucz'))}]")

    def aggregate(self, depth: int) -> str:
        over = self.random.choice(("d1[*,k1]", "d2[*,k1..k2]", "d2[*,klucz]", "prior(d2[*,k1])", "d3[w01,k1]"))
        over = over if self.random.random() < 0.8 else f'form("X").{self.random.choice(("d1", "d2"))}[*,k1]'
        return f"{self.random.choice(('sum', 'count', 'min'))}({over} where {self.numbers(0)})"


class Sheets:
    def __init__(self, random: Random) -> None:
        self.random = random

    def value(self) -> int:
        return self.random.choice((0, 0, 1, 2, 3, 5, 10, 25, 100, self.random.randint(-50, 500), 99_999_999_999_999))

    def sheet(self) -> Sheet:
        cells: dict[str, Value] = {f"d1.{row}.{column}": self.value() for row in ROWS for column in SCALES}
        del cells["d1.w04.k3"]
        cells |= {f"d2.w02.{column}": self.value() for column in ("k1", "k2")}
        rows = tuple(f"r{n}" for n in range(1, 1 + self.random.choice((0, 1, 2, 2, 4))))
        for row in rows:
            cells |= {f"d2.{row}.k1": self.value(), f"d2.{row}.k2": self.value()}
            cells[f"d2.{row}.klucz"] = self.random.choice(CODES)
        cells |= {"d3.w01.k1": self.random.randint(0, 1), "d3.w02.k1": self.random.randint(0, 1)}
        cells |= {f"d3.{row}.k1": self.random.choice(DAYS) for row in ("w03", "w04")}
        cells |= {f"d3.{row}.k1": self.random.choice(CODES) for row in ("w05", "w06")}
        filled = {address: value for address, value in cells.items() if self.random.random() > 0.25}
        return Sheet(filled, {"d2": rows})

    def context(self) -> Context:
        return Context(
            prior={back: self.sheet() for back in (1, 2) if self.random.random() < 0.8},
            forms={"X": self.sheet()} if self.random.random() < 0.8 else {},
            unit={name: value for name, value in {"teryt": "4500", "beds": 25}.items() if self.random.random() < 0.7},
            period=Period(date(2025, 1, 1), date(2025, 3, 31)),
        )
