# SPDX-License-Identifier: EUPL-1.2
"""A card is opened when a patient is admitted: who, when, where to; the rest is filled in during the stay."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from engine.answers import CellError, Sheet, Value, add_row, parse_cell
from engine.definitions import FormDefinition
from shared.clock import now, today
from ssoz.access.actors import Actor
from ssoz.cards.enums import CardKind
from ssoz.cards.errors import BadFields, Duplicate
from ssoz.cards.fields import ADMITTED, BORN, FROM, NAME, NUMBER, SEX, STAYS, SURNAME, WARD
from ssoz.cards.models import Card
from ssoz.cards.operations.locking import take_number, unit_to_fill
from ssoz.cards.operations.writing import mark_filled, put, told
from ssoz.cards.queries.details import resembling
from ssoz.cards.queries.forms import edition_for
from ssoz.cards.sealing import Content, capitals, duplicate_key
from ssoz.catalogue.queries import definition_of
from ssoz.registers.models import Unit

WARD_CELL = f"{STAYS}.r1.{WARD}"
ASKED = (NUMBER, SURNAME, NAME, SEX, BORN, ADMITTED, WARD_CELL)
NEEDED = frozenset({SURNAME, NAME, SEX, ADMITTED, WARD_CELL})


@dataclass(frozen=True, kw_only=True)
class Admission:
    """What is typed when a patient comes: text by address. `sure`: another card of the same stay does not matter."""

    typed: Mapping[str, str] = field(default_factory=dict)
    unit: UUID | None = None
    sure: bool = False


@transaction.atomic
def open_card(*, by: Actor, admission: Admission) -> Card:
    unit, on_behalf = unit_to_fill(by, admission.unit)
    edition = edition_for(today().year)
    form = definition_of(edition)
    sheet, wanted = _read(form, admission.typed)
    key = duplicate_key(unit.pk, sheet)
    if not admission.sure and (found := resembling(unit.pk, key, CardKind.DISCHARGE)):
        raise Duplicate(found)
    card = Card(unit=unit, edition=edition, kind=CardKind.DISCHARGE, edited_at=now())
    card.book_year = int(str(sheet.cells[ADMITTED])[:4])
    card.number = take_number(unit.pk, card.kind, card.book_year, wanted)
    mark_filled(card, by, on_behalf)
    put(card, Content(Sheet.empty()).with_sheet(sheet))
    card.save(force_insert=True)
    told(by, card, "card_opened", on_behalf=on_behalf)
    return card


def _read(form: FormDefinition, typed: Mapping[str, str]) -> tuple[Sheet, int | None]:
    """The sheet of an admission and the number that was wanted; or what is wrong, cell by cell."""
    sheet, _row = add_row(form, Sheet.empty(), STAYS)
    cells: dict[str, Value | None] = {}
    problems: dict[str, str] = {}
    for address in ASKED:
        try:
            cells[address] = parse_cell(form.cell(address), typed.get(address, ""))
        except CellError as error:
            problems[address] = error.message
            continue
        if cells[address] is None and address in NEEDED:
            problems[address] = _("To pole jest wymagane.")
    problems |= _too_early(cells, problems)
    if problems:
        raise BadFields(problems)
    number = cells.pop(NUMBER)
    cells |= {address: capitals(str(cells[address])) for address in (SURNAME, NAME)}
    cells[f"{STAYS}.r1.{FROM}"] = cells[ADMITTED]
    return sheet.with_cells(cells), None if number is None else int(number)


def _too_early(cells: Mapping[str, Value | None], problems: Mapping[str, str]) -> dict[str, str]:
    """Dates that cannot be: nobody is admitted tomorrow or before they were born."""
    admitted, born = cells.get(ADMITTED), cells.get(BORN)
    if ADMITTED in problems or admitted is None:
        return {}
    if str(admitted) > today().isoformat():
        return {ADMITTED: _("Data przyjęcia jest w przyszłości.")}
    if born is not None and str(born) > str(admitted):
        return {BORN: _("Data urodzenia jest późniejsza niż data przyjęcia.")}
    return {}


def unit_for(*, by: Actor, unit: UUID | None) -> Unit:
    """The unit for which this person would open cards."""
    return unit_to_fill(by, unit)[0]
