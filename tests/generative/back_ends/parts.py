# SPDX-License-Identifier: EUPL-1.2
"""Random expressions right by type, kept as trees of text so that they can be made smaller."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from random import Random

from tests.generative.back_ends.forms import NUMBERS, Form, Section

COMPARE = ("=", "=", "!=", "<", "<=", ">", ">=")
LEAVES = {"truth": "1 = 1", "number": "1", "money": "1000", "text": '"4500"', "date": "2025-03-01"}


@dataclass(frozen=True)
class Part:
    """`template` with {} for each of its parts."""

    kind: str
    template: str
    parts: tuple["Part", ...] = ()

    def __str__(self) -> str:
        return self.template.format(*self.parts)

    def smaller(self) -> Iterator["Part"]:
        """The same with one part left out: replaced by something of its kind inside it, or by the simplest there is."""
        yield from (inner for inner in self._inside() if inner.kind == self.kind)
        if self.parts:
            yield Part(self.kind, LEAVES[self.kind])
        for number, part in enumerate(self.parts):
            for less in part.smaller():
                yield replace(self, parts=(*self.parts[:number], less, *self.parts[number + 1 :]))

    def _inside(self) -> Iterator["Part"]:
        for part in self.parts:
            yield part
            yield from part._inside()


@dataclass
class Expressions:
    """`loops`: variable → section of added rows it runs over."""

    random: Random
    form: Form
    loops: dict[str, Section] = field(default_factory=dict)

    def chosen(self, depth: int, kind: str, *choices: tuple[str, str]) -> Part:
        """One of some templates; beside each stand the kinds of its parts, by their first letters."""
        template, letters = self.random.choice(choices)
        names = {name[0] if name != "text" else "c": name for name in LEAVES} | {"t": "truth"}
        return Part(kind, template, tuple(getattr(self, names[letter])(depth - 1) for letter in letters))

    # conditions

    def truth(self, depth: int) -> Part:
        if depth <= 0 or self.random.random() < 0.5:
            return self.comparison(depth)
        return self.chosen(
            depth, "truth", ("({}) and ({})", "tt"), ("({}) or ({})", "tt"), ("({}) => ({})", "tt"), ("not ({})", "t")
        )

    def comparison(self, depth: int) -> Part:
        sign = self.random.choice(COMPARE)
        return self.chosen(
            depth,
            "truth",
            *[(f"{{}} {sign} {{}}", "nn")] * 6,
            (f"{{}} {sign} {{}} within {self.random.choice(('0', '2', '0.5', '10%', '12.5%'))}", "nn"),
            ("{} in (0, 1, 2.5, 10)", "n"),
            *[(f"{{}} {sign} {{}}", "mm")] * 2,
            (f"{{}} {sign} {{}}", "dd"),
            (f"{{}} {self.random.choice(('=', '!='))} {{}}", "cc"),
            ('{} in ("45*", "1000", "KOD*")', "c"),
            (self.random.choice(('{} in list("kody")', '{} in list("kody", "4*")')), "c"),
            (f"{self.random.choice(('filled', 'blank'))}({{}})", self.random.choice("nncdm")),
            *[(self.boolean(), "")] * 1,
        )

    def boolean(self) -> str:
        answer, other = self._scoped(self._cell("bool")), self._scoped(self._cell("bool"))
        sign = self.random.choice(("=", "!="))
        said = self.random.choice((answer, f"{answer} {sign} {other}", f"{answer} {sign} {self.random.choice('01')}"))
        return said if answer else f"filled({self.number(0)})"

    # values

    def number(self, depth: int) -> Part:
        if depth <= 0 or self.random.random() < 0.45:
            return Part("number", self._number())
        sign = self.random.choice("+-*/+-")
        return self.chosen(
            depth,
            "number",
            *[(f"({{}} {sign} {{}})", "nn")] * 4,
            *[(self.aggregate(depth), "")] * 5,
            ("abs({})", "n"),
            ("-({})", "n"),
            (f"round({{}}, {self.random.choice('012')})", "n"),
            ("nvl({}, {})", "nn"),
            ("nvl({}, 0)", "n"),
            ("if({}, {}, {})", "tnn"),
            ("days({}, {})", "dd"),
            (self.random.choice(("year({})", "month({})")), "d"),
            ("years({}, {})", "dd"),
        )

    def money(self, depth: int) -> Part:
        cell = self._scoped(self._cell("money")) or "1000"
        return self.chosen(
            depth, "money", *[(cell, "")] * 3, ("1000", ""), (f"({cell} * {{}})", "n"), (f"{cell} / {{}}", "n")
        )

    def date(self, depth: int) -> Part:
        cell = self._scoped(self._cell("date")) or "2025-03-02"
        shifted = [(f"({cell} {sign} 2)", "") for sign in "+-"]
        return self.chosen(depth, "date", *[(cell, "")] * 4, ("period.start", ""), ("2025-03-01", ""), *shifted)

    def text(self, depth: int) -> Part:
        cell = self._scoped(self._cell("code") or self._cell("text")) or "unit.teryt"
        fixed = ('"4500"', '"KOD-DŁUGI-1"', "unit.teryt", f'nvl({cell}, "1000")')
        return self.chosen(depth, "text", *[(cell, "")] * 4, *((text, "") for text in fixed))

    def aggregate(self, depth: int) -> str:
        name = self.random.choice(("sum", "sum", "sum", "min", "max", "avg", "count"))
        section = self.random.choice([one for one in self.form.sections if _plain(one)] or [None])
        if section is None:
            return "1"
        columns = "|".join(self.random.sample(_plain(section), self.random.randint(1, len(_plain(section)))))
        rows = "*" if section.added else self.random.choice(("*", f"{section.rows[0]}..{section.rows[-1]}"))
        found = self._scoped(f"{section.code}[{rows},{columns}]")
        if self.random.random() < 0.3:
            found += f" where {section.code}[.,{_plain(section)[0]}] {self.random.choice(COMPARE)} {self._number()}"
        elif self.random.random() < 0.2:
            found += f", {self._number()}"
        return f"{name}({found})"

    def _number(self) -> str:
        cell = self._scoped(self._cell("number"))
        constants = ("0", "1", "2", "10", "0.5", "2.25", "100", "unit.beds", "days(period)", "period.quarter")
        foreign = [f'form("X").{cell}'] if cell.startswith("d") and self._whole(cell) else []
        choices = [*[cell] * 6, *foreign, self.random.choice(constants)]
        return self.random.choice([choice for choice in choices if choice])

    def _whole(self, cell: str) -> bool:
        section = next(one for one in self.form.sections if cell.startswith(f"{one.code}["))
        return section.columns.get(cell[:-1].partition(",")[2]) == "int"

    def _scoped(self, cell: str) -> str:
        if not cell or self.random.random() < 0.8:
            return cell
        return f"prior({cell}{self.random.choice(('', '', ', 2'))})"

    def _cell(self, family: str) -> str:
        """A cell of some kind, of a row at hand where there is one; empty where the form has none."""
        found = [cell for name, section in self.loops.items() for cell in _cells(section, [name], family)] * 3
        found += [cell for section in self.form.sections for cell in _cells(section, section.rows, family)]
        for section in self.form.sections:
            found += [f"{section.code}[{row},k1]" for row, kind in section.singles.items() if _of(kind, family)]
        return self.random.choice(found) if found else ""


def _cells(section: Section, rows: tuple[str, ...] | list[str], family: str) -> list[str]:
    columns = [column for column, kind in section.columns.items() if not section.singles and _of(kind, family)]
    columns += ["kx"] if section.summed and family == "number" else []
    looped = bool(rows) and rows[0] not in section.rows
    columns += ["klucz"] if looped and _of(section.added, family) else []
    return [f"{section.code}[{row},{column}]" for row in rows for column in columns]


def _of(kind: str, family: str) -> bool:
    return (kind in NUMBERS and not kind.startswith("money")) if family == "number" else kind.startswith(family)


def _plain(section: Section) -> list[str]:
    return [column for column, kind in section.columns.items() if _of(kind, "number")]
