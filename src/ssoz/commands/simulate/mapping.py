# SPDX-License-Identifier: EUPL-1.2
"""Mapping files: how a publication is laid out, who files, and which measure of the form carries which figure.

    mapping: mz-29-szpitale
    form: MZ-29
    year: 2023
    file: {area: terc2, year: year, table: table, measure: measure, value: value}    # a line per figure …
    file: {area: terc2, group: oddzial_grupa}                                        # … or a column per measure
    by: {rows: d2, groups: ward-groups, residual: "99", title: Oddział}              # with a second dimension only
    units:                                           # classes of units; `set` gives cells their values
    - {name: stacjonarny, kind: hospital, count: tab11.szpitale, set: {d1.w02.k1: "1"}}
    - {name: dzienny, kind: hospital, share: 0.02, set: {d1.w02.k1: "2"}, rows: {d2: ["4670"]}}
    measures:
    - {published: tab11.lozka, value: "sum(d2[w01,k1])"}
    - {published: tab11.lozka_na_10tys, value: "sum(d2[w01,k1]) / population(12-31) * 10000"}
    - {published: tab11.inne, skip: "z innego źródła"}
    typical:                                         # what is not published: about so much, or a part of something
      d2.$.k4: 20
      d2.$.k7: 0.92 d2.$.k11

Addresses in `typical` and `limits` may hold `*`; a later line beats an earlier one. `d2.$.k1` is a cell of an added
row, `d2.#` the number of added rows of a report.
"""

import re
from fnmatch import fnmatchcase
from pathlib import Path

from pydantic import Field, model_validator

from engine.tabulation import Declaration, Declared, OutputTable, TableColumn
from engine.tabulation.language import Expression, MeasureSyntaxError, measures, parse
from engine.tabulation.tables import By, Code

RATIO = re.compile(r"^(\d+(?:\.\d+)?) ([a-z][a-z0-9_]*\.[$a-z0-9_]+\.[a-z0-9_]+)$")


class Layout(Declared):
    """Columns of the published file; `groups` and `areas` translate names to codes, an empty code is all together."""

    area: str = "terc2"
    year: str = ""
    table: str = ""
    measure: str = ""
    value: str = ""
    group: str = ""
    groups: dict[str, str] = {}
    areas: dict[str, str] = {}

    @property
    def is_long(self) -> bool:
        return bool(self.measure)

    @model_validator(mode="after")
    def _one_of_two(self) -> "Layout":
        if bool(self.measure) != bool(self.value):
            raise ValueError("measure i value podaje się razem (wiersz na liczbę) albo wcale (kolumna na miarę)")
        return self


class UnitClass(Declared):
    """Units that are alike: how many in each area, what they are, what is known of their answers."""

    name: Code
    kind: str = "hospital"
    activity_code: str = ""
    count: str = ""  # a number, or a published measure
    share: float = Field(default=0.0, ge=0, le=1)  # or a part of --units
    set: dict[str, str] = {}
    rows: dict[str, tuple[str, ...]] = {}
    limits: dict[str, tuple[int, int]] = {}

    @model_validator(mode="after")
    def _some(self) -> "UnitClass":
        if bool(self.count) == bool(self.share):
            raise ValueError("podaj count albo share")
        return self

    def limit(self, address: str) -> tuple[int, int] | None:
        found = [limits for pattern, limits in self.limits.items() if fnmatchcase(address, pattern)]
        return found[-1] if found else None


class Carried(Declared):
    """A published measure and the expression that gives it, or why it is left out."""

    published: str
    value: str = ""
    skip: str = ""

    @model_validator(mode="after")
    def _one_of_two(self) -> "Carried":
        if bool(self.value) == bool(self.skip):
            raise ValueError("podaj value albo skip")
        return self

    @property
    def code(self) -> str:
        return "m_" + re.sub(r"[^a-z0-9]+", "_", self.published.lower())


class MappingFile(Declared):
    mapping: Code
    title: str = ""
    form: str
    year: int
    file: Layout
    where: str | None = None
    by: By | None = None
    units: tuple[UnitClass, ...] = Field(min_length=1)
    measures: tuple[Carried, ...] = Field(min_length=1)
    typical: dict[str, str] = {}

    @property
    def carried(self) -> tuple[Carried, ...]:
        return tuple(item for item in self.measures if item.value)

    @property
    def table(self) -> OutputTable:
        """The mapping as an output table: the same machinery as of every other table counts it."""
        columns = [{"code": item.code, "title": item.published, "value": item.value} for item in self.carried]
        return OutputTable(
            table=self.mapping,
            title={"pl": self.title or self.mapping},
            form=self.form,
            source={"pl": self.mapping},
            where=self.where,
            by=self.by,
            columns=tuple(TableColumn.model_validate(column) for column in columns),
        )

    def typical_of(self, address: str) -> tuple[float, str]:
        """(amount, "") or (factor, of what); nothing said is nothing there."""
        found = [text for pattern, text in self.typical.items() if fnmatchcase(address, pattern)]
        ratio = RATIO.match(found[-1]) if found else None
        if ratio:
            return float(ratio[1]), ratio[2]
        return (float(found[-1]), "") if found else (0.0, "")


def load_mapping(path: Path) -> MappingFile:
    """Raises DeclarationError with line and reason of everything wrong."""
    declaration = Declaration(path.read_text(encoding="utf-8"), path.name)
    mapping = declaration.validate(MappingFile)
    codes: dict[str, str] = {}
    for index, item in enumerate(mapping.measures):
        if item.code in codes:
            message = f"miara „{item.published}” powtarza „{codes[item.code]}”"
            declaration.complain(("measures", index, "published"), message)
        codes[item.code] = item.published
    known = {item.code for item in mapping.carried}
    for index, item in enumerate(mapping.measures):
        _check_value(item, known, declaration, ("measures", index, "value"))
    for address, text in mapping.typical.items():
        if not RATIO.match(text) and not re.fullmatch(r"\d+(\.\d+)?", text):
            declaration.complain(("typical", address), "ma być liczba albo „liczba adres”, na przykład 0.92 d2.$.k11")
    declaration.raise_if_any()
    return mapping


def _check_value(item: Carried, known: set[str], declaration: Declaration, where: tuple[str | int, ...]) -> None:
    if not item.value:
        return
    try:
        expression: Expression = parse(item.value)
    except MeasureSyntaxError as error:
        declaration.complain(where, f"miara „{item.published}”: {error}")
        return
    for name in measures(expression):
        if name not in known:
            declaration.complain(where, f"miara „{item.published}” powołuje się na nieznaną „{name}”")
