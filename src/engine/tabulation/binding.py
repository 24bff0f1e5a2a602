# SPDX-License-Identifier: EUPL-1.2
"""A declared table laid over a form: every reference resolved to cells, or a complaint."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from engine.definitions import FormDefinition, Section, UnknownCell
from engine.tabulation.declarations import Declaration
from engine.tabulation.language import (
    Aggregate,
    Cell,
    Comparison,
    Condition,
    Literal,
    Logic,
    Membership,
    Operand,
    Reference,
    RowField,
    UnitField,
    aggregates,
    operands,
)
from engine.tabulation.tables import Grouping, OutputTable

NUMERIC = frozenset({"int", "dec", "money", "bool"})
UNIT_FIELDS = ("voivodeship", "county", "teryt", "kind", "activity_code")


class BindingError(ValueError):
    """A reference that does not fit the form; the message is a Polish sentence."""


@dataclass(frozen=True)
class Leaf:
    """One number read from the data for each area: fixed cells, columns of added rows, or a count."""

    function: str
    cells: tuple[str, ...] = ()
    section: str | None = None  # of the added rows
    columns: tuple[str, ...] = ()
    where: Condition | None = None


@dataclass(frozen=True)
class BoundTable:
    table: OutputTable
    definition: FormDefinition
    grouping: Grouping | None
    leaves: Mapping[Aggregate, tuple[Leaf, ...]] = field(hash=False)

    def scale(self, address: str) -> int:
        return self.definition.cell(address).type.scale

    def row_scale(self, section: str, column: str) -> int:
        return row_columns(section_of(self.definition, section))[column].scale


@dataclass(frozen=True)
class RowColumn:
    kind: str
    scale: int
    computed: bool


def section_of(definition: FormDefinition, code: str) -> Section:
    try:
        return definition.section(code)
    except UnknownCell:
        raise BindingError(f"formularz {definition.form} nie ma działu „{code}”") from None


def row_columns(section: Section) -> dict[str, RowColumn]:
    """Columns of the section's added rows, its key among them; empty where people cannot add any."""
    dynamic = section.table.dynamic
    columns = (dynamic.key, *section.table.columns) if dynamic else ()
    return {
        column.code: RowColumn(column.type.kind, column.type.scale, column.computed is not None) for column in columns
    }


def bind(
    table: OutputTable, definition: FormDefinition, groupings: Mapping[str, Grouping], source: Declaration | None = None
) -> BoundTable:
    """Raises DeclarationError with the line of every expression that does not fit the form."""
    source = source or Declaration("", table.table)
    leaves: dict[Aggregate, tuple[Leaf, ...]] = {}
    grouping = _grouping(table, definition, groupings, source)
    if table.form != definition.form:
        source.complain(("form",), f"tablica jest z formularza {table.form}, a podano {definition.form}")
    for index, column in enumerate(table.columns):
        for aggregate in aggregates(column.expression):
            try:
                leaves[aggregate] = resolve(aggregate, definition, table)
            except BindingError as error:
                source.complain(("columns", index, "value"), f"kolumna „{column.code}”: {error}")
    if table.condition:
        try:
            check_condition(table.condition, definition, None)
        except BindingError as error:
            source.complain(("where",), str(error))
    source.raise_if_any()
    return BoundTable(table, definition, grouping, leaves)


def _grouping(
    table: OutputTable, definition: FormDefinition, groupings: Mapping[str, Grouping], source: Declaration
) -> Grouping | None:
    if table.by is None:
        return None
    try:
        dynamic = section_of(definition, table.by.rows).table.dynamic
        if dynamic is None:
            source.complain(("by", "rows"), f"w dziale „{table.by.rows}” nie dodaje się wierszy")
        elif dynamic.key.type.kind != "code":
            source.complain(("by", "rows"), f"wiersze działu „{table.by.rows}” nie mają kodu, według którego dzielić")
    except BindingError as error:
        source.complain(("by", "rows"), str(error))
    if table.by.groups is None:
        return None
    if table.by.groups not in groupings:
        source.complain(("by", "groups"), f"nie ma grup „{table.by.groups}”")
    return groupings.get(table.by.groups)


def resolve(aggregate: Aggregate, definition: FormDefinition, table: OutputTable | None = None) -> tuple[Leaf, ...]:
    """An aggregate as leaves over fixed cells and over added rows."""
    by = table.by if table else None
    if aggregate.function == "reports":
        check_condition(aggregate.where, definition, None)
        return (Leaf("reports", section=by.rows if by else None, where=aggregate.where),)
    fixed: list[str] = []
    added: dict[str, list[str]] = {}
    for reference in aggregate.cells:
        section = section_of(definition, reference.section)
        fixed += _fixed(aggregate.function, reference, section, definition)
        if reference.rows[0] in ("rows", "*"):
            added.setdefault(section.code, []).extend(_added(aggregate.function, reference, section))
    leaves = [Leaf(aggregate.function, tuple(dict.fromkeys(fixed)), where=aggregate.where)] if fixed else []
    leaves += [
        Leaf(aggregate.function, section=code, columns=tuple(dict.fromkeys(columns)), where=aggregate.where)
        for code, columns in added.items()
        if columns or aggregate.function == "rows"
    ]
    _check_leaves(leaves, definition, by.rows if by else None)
    return tuple(leaves)


def _check_leaves(leaves: list[Leaf], definition: FormDefinition, by: str | None) -> None:
    if not leaves:
        raise BindingError("zakres nie obejmuje żadnego pola")
    for leaf in leaves:
        check_condition(leaf.where, definition, leaf.section)
        if by is not None and leaf.section != by:
            raise BindingError(f"tablica jest w podziale według wierszy działu „{by}”: można sumować tylko te wiersze")
        if leaf.function in ("min", "max") and len(leaves) > 1:
            raise BindingError(f"{leaf.function} nie łączy pól stałych z wierszami dodawanymi")


def _fixed(function: str, reference: Reference, section: Section, definition: FormDefinition) -> list[str]:
    if reference.rows[0] == "rows":
        return []
    rows = {row.code: row.computed is not None for row in section.table.rows}
    columns = {column.code: column.computed is not None for column in section.table.columns}
    found = []
    for row in _span(reference.rows, rows, "wiersza", section):
        for column in _span(reference.columns, columns, "rubryki", section):
            cell = definition.cells[f"{section.code}.{row}.{column}"]
            if cell.closed:
                continue
            if cell.type.kind not in NUMERIC and reference.columns[0] == "*":
                continue
            _check_kind(function, cell.type.kind, cell.address)
            found.append(cell.address)
    return found


def _added(function: str, reference: Reference, section: Section) -> list[str]:
    columns = row_columns(section)
    if not columns:
        if reference.rows[0] == "rows":
            raise BindingError(f"w dziale „{section.code}” nie dodaje się wierszy")
        return []
    if function == "rows":
        return []
    names = {code: column.computed for code, column in columns.items()}
    if reference.columns[0] == "*":
        names = {code: skip or columns[code].kind not in NUMERIC for code, skip in names.items()}
    found = _span(reference.columns, names, "rubryki", section)
    for code in found:
        _check_kind(function, columns[code].kind, f"{section.code}[rows,{code}]")
    return found


def _span(ends: tuple[str, str], known: Mapping[str, bool], what: str, section: Section) -> list[str]:
    """Codes from end to end in the order of the form; `*` is every one that is not computed."""
    if ends[0] == "*":
        return [code for code, computed in known.items() if not computed]
    for end in ends:
        if end not in known:
            raise BindingError(f"dział „{section.code}” nie ma {what} „{end}”")
    codes = list(known)
    first, last = codes.index(ends[0]), codes.index(ends[1])
    if first > last:
        raise BindingError(f"zakres {ends[0]}..{ends[1]} biegnie wstecz")
    return codes[first : last + 1]


def _check_kind(function: str, kind: str, name: str) -> None:
    if function in ("sum", "min", "max") and kind not in NUMERIC:
        raise BindingError(f"pole {name} nie jest liczbą (typ {kind})")


def check_condition(condition: Condition | None, definition: FormDefinition, section: str | None) -> None:
    for operand in operands(condition):
        kind_of(operand, definition, section)
    match condition:
        case Comparison(_, left, right):
            _check_alike({kind_of(side, definition, section) for side in (left, right)})
        case Membership(operand, _) if kind_of(operand, definition, section) in NUMERIC:
            raise BindingError("`in` działa na kodach, nie na liczbach")
        case Logic(_, parts):
            for part in parts:
                check_condition(part, definition, section)
        case _:
            pass


def _check_alike(kinds: set[str]) -> None:
    if len({kind in NUMERIC for kind in kinds}) > 1:
        raise BindingError("warunek porównuje liczbę z tekstem (kody pisze się w cudzysłowie)")


def kind_of(operand: Operand, definition: FormDefinition, section: str | None) -> str:
    match operand:
        case Literal(value):
            return "code" if isinstance(value, str) else "int"
        case UnitField(name):
            if name not in UNIT_FIELDS:
                raise BindingError(f"nieznana cecha jednostki „{name}” (są: {', '.join(UNIT_FIELDS)})")
            return "code"
        case RowField(name):
            columns = row_columns(section_of(definition, section)) if section else {}
            if name not in columns:
                raise BindingError(f"warunek na row.{name} pasuje tylko do wierszy dodawanych z rubryką „{name}”")
            return columns[name].kind
        case Cell(address):  # no other kind
            try:
                return definition.cell(address).type.kind
            except UnknownCell:
                raise BindingError(f"formularz {definition.form} nie ma pola {address}") from None
