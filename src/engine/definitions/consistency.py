# SPDX-License-Identifier: EUPL-1.2
"""What each part of a form alone cannot see: parts that contradict each other."""

from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase
from itertools import pairwise

from engine.definitions.crosswalk import own_problems
from engine.definitions.errors import suggestion
from engine.definitions.forms import FormDefinition, closed_spots
from engine.definitions.models import ADDED_ROW, CellType, Dates, Section, Table
from engine.definitions.source import Where
from engine.definitions.stable import stable_problems

Located = tuple[Where, str]


def contradictions(definition: FormDefinition) -> Iterator[Located]:
    """What each part alone cannot see."""
    yield from _repeated(("sections",), (section.code for section in definition.sections), "Kod działu")
    yield from _repeated(("checks",), (check.id for check in definition.checks), "Identyfikator kontroli")
    for number, section in enumerate(definition.sections):
        yield from _section(definition, section, ("sections", number, "table"))
    yield from _forms_beside(definition)
    yield from _due(definition)
    if len(definition.by_code) == len(definition.sections):
        yield from own_problems(definition)
        yield from stable_problems(definition)


def _forms_beside(definition: FormDefinition) -> Iterator[Located]:
    if definition.form in definition.after:
        yield ("after",), "Formularz nie może czekać sam na siebie."
    if definition.form in definition.reads:
        yield ("reads",), "Własne pola czyta się wprost, bez reads; poprzedni okres czyta prior(…)."


def _due(definition: FormDefinition) -> Iterator[Located]:
    yield from _repeated(("versions",), definition.versions, "Wersja")
    dated = definition.due.versions
    for version in dated:
        if version not in definition.versions:
            yield ("due", version), f"Formularz nie ma wersji „{version}”; wymień ją w versions."
    yield from _dates(definition, ("due",), definition.due)
    for version, dates in dated.items():
        yield from _dates(definition, ("due", version), dates)
    for version in definition.versions:
        if dated and version not in dated:
            yield ("due",), f"Brak terminów wersji „{version}”."


def _dates(definition: FormDefinition, where: Where, dates: Dates) -> Iterator[Located]:
    """First units send, then supervisors decide, then the country is added up; none of it before the year begins."""
    known = {name: day for name in Dates.model_fields if (day := getattr(dates, name)) is not None}
    for name, day in known.items():
        if day.year < definition.edition:
            yield (*where, name), f"Termin {day} jest wcześniejszy niż rok, za który się sprawozdaje."
    for (_, earlier), (name, day) in pairwise(known.items()):
        if day < earlier:
            yield (*where, name), f"Termin {day} jest wcześniejszy niż poprzedni z nich, {earlier}."


def _repeated(where: Where, names: Iterable[str], what: str) -> Iterator[Located]:
    seen: set[str] = set()
    for index, name in enumerate(names):
        if name in seen:
            yield (*where, index), f"{what} „{name}” powtarza się."
        seen.add(name)


def _section(definition: FormDefinition, section: Section, where: Where) -> Iterator[Located]:
    table = section.table
    yield from _repeated((*where, "columns"), (column.code for column in table.columns), "Kod kolumny")
    yield from _repeated((*where, "rows"), (row.code for row in table.rows), "Kod wiersza")
    for index, row in enumerate(table.rows):
        if ADDED_ROW.match(row.code):
            message = f"Kod „{row.code}” jest zastrzeżony dla wierszy dodawanych; użyj na przykład w01."
            yield (*where, "rows", index), message
        if row.type:
            yield from _answer(definition, row.type, row.computed, (*where, "rows", index))
    for index, column in enumerate(table.columns):
        yield from _answer(definition, column.type, column.computed, (*where, "columns", index))
    yield from _dynamic(definition, section, (*where, "dynamic"))
    yield from _closed(table, (*where, "closed"))
    yield from _dims(section, where)


def _answer(definition: FormDefinition, cell_type: CellType, computed: str | None, where: Where) -> Iterator[Located]:
    if computed and not cell_type.numeric:
        yield (*where, "computed"), "Wyliczać można tylko liczby."
    yield from _code_list(definition, cell_type, where)


def _dims(section: Section, where: Where) -> Iterator[Located]:
    """An open cell has one value of each dimension, whether its row or its column gives it."""
    columns = [column for column in section.table.columns if column.dims]
    closed = closed_spots(section)
    for index, row in enumerate(section.table.rows):
        for column in columns if row.dims else ():
            for name in () if f"{row.code}.{column.code}" in closed else row.dims.keys() & column.dims.keys():
                if row.dims[name] != column.dims[name]:
                    values = f"wiersz {row.dims[name]}, kolumna {column.code} {column.dims[name]}"
                    yield (*where, "rows", index, "dims", name), f"Wymiar {name} ma dwie wartości: {values}."


def _closed(table: Table, where: Where) -> Iterator[Located]:
    spots = [f"{row.code}.{column.code}" for row in table.rows for column in table.columns]
    for index, pattern in enumerate(table.closed):
        if not any(fnmatchcase(spot, pattern) for spot in spots):
            yield (*where, index), f"Wzorzec „{pattern}” nie wskazuje żadnego pola tabeli."


def _dynamic(definition: FormDefinition, section: Section, where: Where) -> Iterator[Located]:
    dynamic = section.table.dynamic
    if dynamic is None:
        return
    if dynamic.key.type.kind not in {"code", "text"}:
        yield (*where, "key", "type"), "Kluczem wiersza dodawanego jest kod albo tekst."
    if dynamic.key.computed:
        yield (*where, "key", "computed"), "Klucza wiersza nie wylicza się: wpisują go ludzie."
    if dynamic.min > dynamic.max:
        yield (*where, "min"), "Najmniejsza liczba wierszy jest większa niż największa."
    if any(column.code == dynamic.key.code for column in section.table.columns):
        yield (*where, "key"), f"Kod kolumny „{dynamic.key.code}” powtarza się."
    yield from _code_list(definition, dynamic.key.type, (*where, "key"))


def _code_list(definition: FormDefinition, cell_type: CellType, where: Where) -> Iterator[Located]:
    if cell_type.kind != "code" or not definition._lists:
        return
    if cell_type.list not in definition._lists:
        yield (*where, "list"), f"Nie ma słownika „{cell_type.list}”.{suggestion(cell_type.list, definition._lists)}"
    elif not definition.codes(cell_type):
        yield (*where, "where"), f"Żaden kod słownika „{cell_type.list}” nie pasuje do wzorca „{cell_type.where}”."
