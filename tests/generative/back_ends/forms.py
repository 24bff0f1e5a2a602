# SPDX-License-Identifier: EUPL-1.2
"""Random forms: fixed tables, rows people add, single values of all types; totals that are computed."""

from dataclasses import dataclass, field, replace
from random import Random

from engine.definitions import FormDefinition, load

CODES = {"4500": "Chirurgia", "4501": "Chirurgia dziecięca", "4000": "Interna", "1000": "Poradnia", "KOD-DŁUGI-1": "?"}
NUMBERS = ("int", "int", "int", "dec(1)", "dec(2)", "dec(4)", "money", "money(2)")
OTHERS = ("bool", "date", "date", "code, list: kody", "code, list: kody", "text")
SCALES = {"dec(1)": 1, "dec(2)": 2, "dec(4)": 4, "money(2)": 2}


@dataclass(frozen=True)
class Section:
    """`columns` and `singles`: code → type; a section of singles is one column of rows with types of their own."""

    code: str
    rows: tuple[str, ...] = ()
    columns: dict[str, str] = field(default_factory=dict)
    singles: dict[str, str] = field(default_factory=dict)
    total: bool = False
    summed: str = ""
    added: str = ""

    def text(self) -> str:
        lines = [f"- code: {self.code}", "  title: Dział", "  table:", "    columns:"]
        lines += [f"    - {{code: {code}, {_type(kind)}}}" for code, kind in self.columns.items()]
        if self.summed:
            lines.append(f"    - {{code: kx, type: dec(2), min: null, computed: '{self.summed}'}}")
        rows = [f"    - {{code: {row}}}" for row in self.rows]
        if self.total:
            rows[0] = f"    - {{code: {self.rows[0]}, computed: 'sum({self.code}[*, .])'}}"
        rows += [f"    - {{code: {row}, {_type(kind)}}}" for row, kind in self.singles.items()]
        lines += ["    rows:", *rows] if rows else []
        if self.added:
            lines.append(f"    dynamic: {{max: 50, key: {{code: klucz, {_type(self.added)}}}}}")
        return "\n".join(lines)


def _type(kind: str) -> str:
    return f"type: {kind}, min: null" if kind in NUMBERS else f"type: {kind}"


@dataclass(frozen=True)
class Check:
    """`denied`: the opposite stands in the form too, so that „certainly true” is seen as well."""

    foreach: str
    text: str


@dataclass(frozen=True)
class Form:
    sections: tuple[Section, ...]
    checks: tuple[Check, ...] = ()
    denied: bool = True

    def text(self) -> str:
        lines = ["form: LOSOWY", "edition: 2025", "title: Formularz losowy", "sections:"]
        lines += [section.text() for section in self.sections]
        lines += ["checks:"] if self.checks else []
        for number, check in enumerate(self.checks):
            lines.append(self._check(f"C{number}", check.foreach, check.text))
            if self.denied:
                lines.append(self._check(f"N{number}", check.foreach, f"not ({check.text})"))
        return "\n".join(lines) + "\n"

    def _check(self, name: str, foreach: str, text: str) -> str:
        loop = f"foreach: '{foreach}', " if foreach else ""
        return f"- {{id: {name}, {loop}target: '{self.target}', check: '{text}'}}"

    @property
    def target(self) -> str:
        first = next(section for section in self.sections if section.rows or section.singles)
        return f"{first.code}[{(*first.rows, *first.singles)[0]},{next(iter(first.columns))}]"

    def load(self) -> FormDefinition:
        return load(self.text(), code_lists={"kody": CODES})

    def with_checks(self, *checks: Check) -> "Form":
        return replace(self, checks=checks)


def random_form(random: Random) -> Form:
    sections = [_table(random, number) for number in range(1, 1 + random.randint(1, 2))]
    sections += [_added(random, f"a{number}") for number in range(1, 1 + random.choice((0, 1, 1, 2)))]
    if random.random() < 0.8:
        singles = {f"w{number:02}": random.choice(OTHERS) for number in range(1, random.randint(3, 8))}
        sections.append(Section("s1", columns={"k1": "text"}, singles=singles))
    return Form(tuple(sections))


def _table(random: Random, number: int) -> Section:
    columns = {f"k{column}": random.choice(NUMBERS) for column in range(1, 1 + random.randint(1, 4))}
    rows = tuple(f"w{row:02}" for row in range(1, 1 + random.randint(2, 5)))
    return Section(f"d{number}", rows, columns, total=random.random() < 0.3)


def _added(random: Random, code: str) -> Section:
    kinds = [random.choice(NUMBERS), *(random.choice((*NUMBERS, *OTHERS)) for _ in range(random.randint(0, 3)))]
    columns = {f"k{number}": kind for number, kind in enumerate(kinds, 1)}
    plain = [column for column, kind in columns.items() if kind in NUMBERS and not kind.startswith("money")]
    summed = f"round({code}[., {plain[0]}] / 3, 2)" if plain and random.random() < 0.3 else ""
    rows = ("w01", "w02")[: random.randint(0, 2)]
    total = len(rows) == 2 and random.random() < 0.4
    key = random.choice(("code, list: kody", "code, list: kody", "text"))
    return Section(code, rows, columns, total=total, summed=summed, added=key)
