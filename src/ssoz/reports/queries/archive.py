# SPDX-License-Identifier: EUPL-1.2
"""Cells of an older system as a sheet of one of our editions: what fits, and why the rest does not."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from engine.answers import CellError, Sheet, Value, address_parts, format_cell, parse_cell
from engine.checks import Period
from engine.definitions import ADDED_ROW, CellSpec, FormDefinition, UnknownCell
from shared.tables import Refusal
from ssoz.catalogue.enums import FormKind
from ssoz.catalogue.models import Edition
from ssoz.catalogue.queries import definition_of, editions
from ssoz.registers.models import Unit
from ssoz.reports.queries.forms import compiled_for
from ssoz.rounds.periods import MONTHS, latest

YEAR = re.compile(r"([0-9]{4})(?:-(0[1-9]|1[0-2]))?")
NUMBERS = {9: "regon", 14: "regon", 10: "nip", 12: "register_number"}  # which number has so many digits
Refuse = Callable[[Refusal], None]


@dataclass(frozen=True, slots=True)
class Given:
    line: int
    cell: str
    value: str


@dataclass(frozen=True, slots=True)
class Asked:
    """An edition whose addresses the cells have, and the period they tell of."""

    edition: Edition
    form: FormDefinition
    period: Period


class NoPlace(ValueError):
    """A whole report cannot be kept; the text says why."""


def asked(form: str, year: str) -> Asked:
    """The edition of that year, or of the next one that has any."""
    found = YEAR.fullmatch(year)
    if found is None:
        raise NoPlace(f"„{year}” to nie jest rok; wpisz na przykład 2021 albo 2021-07 (początek okresu)")
    number = int(found[1])
    edition = editions().filter(form__iexact=form, year__gte=number).order_by("year").first()
    if edition is None:
        raise NoPlace(f"nie ma formularza „{form}” za rok {number} ani późniejszego")
    if edition.kind == FormKind.CARD:
        raise NoPlace(f"{edition.form}: kart z danymi osobowymi nie sprowadza się do archiwum")
    definition = definition_of(edition)
    return Asked(edition, definition, _period(definition, number, int(found[2] or 0)))


def _period(form: FormDefinition, year: int, month: int) -> Period:
    months = MONTHS.get(form.period)
    if months is None:
        raise NoPlace(f"{form.form} nie ma okresów, które następują po sobie")
    if months == 12:
        start, end = latest(form.period, year)
        if month in (0, start.month):
            return Period(start, end)
    elif month and (month - 1) % months == 0:
        after = year * 12 + month - 1 + months
        return Period(date(year, month, 1), date.fromordinal(date(after // 12, after % 12 + 1, 1).toordinal() - 1))
    raise NoPlace(f"{form.form}: podaj początek okresu, na przykład {year}-{1 if months < 12 else start.month:02}")


def units_by_number(numbers: Collection[str]) -> Mapping[str, int]:
    """The unit of each number, where it is one: the one that still is in the register before those struck off."""
    found: dict[str, list[Unit]] = {}
    wanted = {name: [one for one in numbers if NUMBERS.get(len(one)) == name] for name in set(NUMBERS.values())}
    for name, own in wanted.items():
        rows = Unit.objects.filter(**{f"{name}__in": own}).only("pk", "valid_to", name) if own else []
        for unit in rows:
            found.setdefault(getattr(unit, name), []).append(unit)
    return {number: one for number, rows in found.items() if (one := _the_one(rows)) is not None}


def _the_one(units: list[Unit]) -> int | None:
    current = [unit for unit in units if unit.valid_to is None] or units
    return current[0].pk if len(current) == 1 else None


def sheet_of(wanted: Asked, given: Iterable[Given], known: Sheet, refuse: Refuse) -> Sheet:
    """What is known of the report, with what was given: a blank takes a value away, a sum has to be one."""
    entered: dict[str, Value | None] = {}
    sums: dict[str, tuple[Given, Value]] = {}
    lines: dict[str, Given] = {}
    for one in given:
        try:
            spec, value = _parsed(wanted.form, one)
            _first(lines, one, entered.get(one.cell, sums.get(one.cell, (one, None))[1]), value)
        except (CellError, UnknownCell, NoPlace) as error:
            refuse(Refusal(one.line, f"{one.cell}: {_reason(wanted, error)}"))
            continue
        if spec.computed is None:
            entered[one.cell] = value
        elif value is not None:
            sums[one.cell] = (one, value)
    sheet = _with_rows(wanted.form, known.with_cells(entered), lines, refuse)
    sheet = compiled_for(wanted.form).compute(sheet, wanted.period)
    return _with_sums(wanted.form, sheet, sums, refuse)


def _parsed(form: FormDefinition, one: Given) -> tuple[CellSpec, Value | None]:
    spec = form.cell(one.cell)
    return spec, parse_cell(replace(spec, computed=None), one.value)


def _first(lines: dict[str, Given], one: Given, was: Value | None, value: Value | None) -> None:
    """A cell stands in the file once, or says the same each time."""
    before = lines.setdefault(one.cell, one)
    if before is not one and was != value:
        raise NoPlace(f"wiersz {before.line} podaje inną wartość")


def _reason(wanted: Asked, error: Exception) -> str:
    if isinstance(error, UnknownCell):
        return f"nie ma takiego pola w formularzu {wanted.edition}"
    return error.message if isinstance(error, CellError) else str(error)


def _with_rows(form: FormDefinition, sheet: Sheet, lines: Mapping[str, Given], refuse: Refuse) -> Sheet:
    """Added rows are those that have a key, in the order of their numbers."""
    rows: dict[str, set[str]] = {}
    for address in sheet.cells:
        section, row, _column = address_parts(address)
        if ADDED_ROW.match(row) and section in form.added:
            rows.setdefault(section, set()).add(row)
    lost: set[str] = set()
    kept: dict[str, tuple[str, ...]] = {}
    for section, codes in rows.items():
        key = next(iter(form.added[section]))
        dynamic = form.section(section).table.dynamic
        ordered = sorted(codes, key=lambda code: int(code[1:]))
        named = [row for row in ordered if f"{section}.{row}.{key}" in sheet.cells]
        kept[section] = tuple(named[: dynamic.max if dynamic else 0])
        lost |= {f"{section}.{row}" for row in ordered if row not in kept[section]}
    for address, one in lines.items():
        if address.rpartition(".")[0] in lost:
            refuse(Refusal(one.line, f"{address}: dodany wiersz bez klucza albo ponad liczbę wierszy formularza"))
    cells = {address: value for address, value in sheet.cells.items() if address.rpartition(".")[0] not in lost}
    return Sheet(cells, kept)


def _with_sums(form: FormDefinition, sheet: Sheet, sums: Mapping[str, tuple[Given, Value]], refuse: Refuse) -> Sheet:
    """A sum that was given stands where its parts were not; elsewhere it has to be what they make."""
    alone: dict[str, Value | None] = {}
    for address, (one, value) in sums.items():
        made = sheet.cells.get(address)
        if made is None:
            alone[address] = value
        elif made != value:
            text = format_cell(form.cell(address), made)
            refuse(Refusal(one.line, f"{address}: podano {one.value}, a z pozostałych pól wynika {text}"))
    return sheet.with_cells(alone)
