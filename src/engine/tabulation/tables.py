# SPDX-License-Identifier: EUPL-1.2
"""Output tables and groupings of codes as they are declared in YAML."""

from collections import Counter
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from engine.definitions import Text
from engine.tabulation.declarations import Declaration
from engine.tabulation.language import Condition, Expression, MeasureSyntaxError, measures, parse, parse_condition

Code = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]*$")]
ColumnCode = Annotated[str, Field(pattern=r"^[a-z_][a-z0-9_]*$")]
Format = Literal["0", "0.0", "0.00", "0.000"]


class Declared(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, coerce_numbers_to_str=True)


class TableColumn(Declared):
    code: ColumnCode
    title: Text
    group: tuple[Text, ...] = ()  # headings above this one
    unit: Text | None = None
    value: str
    format: Format = "0"
    hidden: bool = False  # only other columns use it

    @property
    def places(self) -> int:
        return len(self.format.partition(".")[2])

    @property
    def expression(self) -> Expression:
        return parse(self.value)


class By(Declared):
    """The second dimension: the key of added rows, or groups of its codes."""

    rows: str
    groups: Code | None = None  # a code list that the key's codes correspond to
    residual: str = ""  # group of codes that correspond to none
    title: Text


class OutputTable(Declared):
    table: Code
    number: str = ""
    title: Text
    form: str
    unit: Text | None = None
    note: Text | None = None
    source: Text
    where: str | None = None  # which reports the whole table is made from
    by: By | None = None
    columns: Annotated[tuple[TableColumn, ...], Field(min_length=1)]

    def column(self, code: str) -> TableColumn:
        return next(column for column in self.columns if column.code == code)

    @property
    def shown(self) -> tuple[TableColumn, ...]:
        return tuple(column for column in self.columns if not column.hidden)

    @property
    def condition(self) -> Condition | None:
        return parse_condition(self.where) if self.where else None

    @property
    def in_steps(self) -> tuple[tuple[TableColumn, ...], ...]:
        """Columns after those that they are derived from, as many at once as can be."""
        steps: list[tuple[TableColumn, ...]] = []
        done: set[str] = set()
        while len(done) < len(self.columns):
            waiting = (column for column in self.columns if column.code not in done)
            steps.append(tuple(column for column in waiting if done.issuperset(measures(column.expression))))
            done.update(column.code for column in steps[-1])
        return tuple(steps)


class Group(Declared):
    code: Code
    title: Text
    codes: tuple[str, ...] = ()  # exact, or beginnings that end in `*`


class Grouping(Declared):
    """Codes of a code list put together for publication; what is left over is the residual group."""

    groups: Code
    title: Text
    source: str
    items: Annotated[tuple[Group, ...], Field(min_length=1)]
    residual: Group

    def group_of(self, code: str) -> str:
        """An exact code before a beginning, a longer beginning before a shorter one."""
        found, length = self.residual.code, -1
        for item in self.items:
            for pattern in item.codes:
                if _matches(pattern, code) and len(pattern.rstrip("*")) + (pattern == code) > length:
                    found, length = item.code, len(pattern.rstrip("*")) + (pattern == code)
        return found

    @property
    def all(self) -> tuple[Group, ...]:
        return (*self.items, self.residual)


def _matches(pattern: str, code: str) -> bool:
    return code.startswith(pattern[:-1]) if pattern.endswith("*") else code == pattern


def load_table(text: str, path: str = "") -> OutputTable:
    """One table; raises DeclarationError with line and reason of everything that is wrong."""
    source = Declaration(text, path)
    table = source.validate(OutputTable)
    check_expressions(table, source)
    source.raise_if_any()
    return table


def check_expressions(table: OutputTable, source: Declaration, at: tuple[str | int, ...] = ()) -> None:
    """Every expression can be read, names exist once, nothing is derived from itself."""
    for code, times in Counter(column.code for column in table.columns).items():
        if times > 1:
            source.complain((*at, "columns"), f"powtórzona kolumna „{code}”")
    try:
        _ = table.condition
    except MeasureSyntaxError as error:
        source.complain((*at, "where"), str(error))
    uses: dict[str, tuple[str, ...]] = {}
    for index, column in enumerate(table.columns):
        try:
            uses[column.code] = measures(column.expression)
        except MeasureSyntaxError as error:
            source.complain((*at, "columns", index, "value"), f"kolumna „{column.code}”: {error}")
    for index, column in enumerate(table.columns):
        _check_names(column.code, uses, source, (*at, "columns", index, "value"))


def _check_names(
    code: str, uses: dict[str, tuple[str, ...]], source: Declaration, where: tuple[str | int, ...]
) -> None:
    seen: set[str] = set()
    waiting = list(uses.get(code, ()))
    while waiting:
        name = waiting.pop()
        if name == code:
            source.complain(where, f"kolumna „{code}” zależy od samej siebie")
            return
        if name not in uses and name in uses.get(code, ()):
            source.complain(where, f"kolumna „{code}” powołuje się na nieznaną kolumnę „{name}”")
        if name not in seen:
            seen.add(name)
            waiting.extend(uses.get(name, ()))


def load_grouping(text: str, path: str = "") -> Grouping:
    source = Declaration(text, path)
    grouping = source.validate(Grouping)
    owners: dict[str, str] = {}
    for index, item in enumerate(grouping.items):
        for code in item.codes:
            if code in owners:
                source.complain(("items", index, "codes"), f"kod {code} jest już w grupie „{owners[code]}”")
            owners[code] = item.code
    source.raise_if_any()
    return grouping
