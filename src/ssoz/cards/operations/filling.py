# SPDX-License-Identifier: EUPL-1.2
"""Filling in a card: cells merge under a row lock as on a report; explanations are sealed with the cells."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from engine import answers
from engine.answers import CellProblem, Change, Conflict, Sheet
from shared.clock import now
from ssoz.access.actors import Actor
from ssoz.cards.errors import BadRequest, Resembling
from ssoz.cards.fields import ADMITTED, GIVEN
from ssoz.cards.models import Card, CardEdit
from ssoz.cards.operations.locking import lock_to_fill
from ssoz.cards.operations.writing import WRITTEN, mark_filled, put, told
from ssoz.cards.policies import check_can_edit, check_explanation
from ssoz.cards.queries.details import resembling
from ssoz.cards.queries.forms import form_of
from ssoz.cards.queries.verdicts import judge
from ssoz.cards.sealing import Content, opened
from ssoz.reports.operations import Edit
from ssoz.reports.operations.repeating import names_of
from ssoz.reports.queries.findings import values_of

LONGEST_TEXT = 4000  # as the field on the page takes


@dataclass(frozen=True)
class Saved:
    card: Card
    content: Content
    problems: Sequence[CellProblem] = ()
    conflicts: Sequence[Conflict] = ()
    resembling: Sequence[Resembling] = ()
    row: str = ""
    made: tuple[int, ...] = ()  # versions of the card that came of it


@dataclass(frozen=True)
class Deed:
    """What a save changes, for those who know it by its name and for those who work on the card beside."""

    cells: Sequence[str]
    ids: Sequence[UUID] = ()


def _taken(by: Actor, card: UUID) -> tuple[Card, bool, Content]:
    row, on_behalf = lock_to_fill(by, card)
    check_can_edit(row)
    return row, on_behalf, opened(row.public_id, row.sealed)


def _made_before(card: Card, ids: Collection[UUID]) -> list[CardEdit]:
    """Saves in which any of these edits was made; the card's row is locked, so there will be no other."""
    return list(CardEdit.objects.filter(card=card, ids__overlap=list(ids))) if ids else []


def _store(card: Card, by: Actor, on_behalf: bool, content: Content, told_of: Mapping[str, object]) -> Content:
    mark_filled(card, by, on_behalf)
    content = put(card, content)
    card.save(update_fields=WRITTEN)
    told(by, card, "card_saved", on_behalf=on_behalf, **told_of)
    return content


def _keep(card: Card, by: Actor, on_behalf: bool, deed: Deed) -> tuple[int, ...]:
    """The version says which save it was."""
    CardEdit.objects.create(
        card=card,
        version=card.version,
        cells=list(deed.cells),
        ids=list(deed.ids),
        person_id=by.person_id,
        person_name=by.person_name,
        on_behalf=on_behalf,
        at=card.edited_at,
    )
    return (card.version,)


@transaction.atomic
def save_cells(*, by: Actor, card: UUID, changes: Sequence[Change]) -> Saved:
    """Write what was typed. Bad cells come back with their text; a cell changed by somebody else is not overwritten.

    The trail keeps which cells were changed, never what stood in them. An edit that was made before, for its answer
    was lost on the way, is not made again, also when the card has been closed since."""
    row, on_behalf = lock_to_fill(by, card)
    content = opened(row.public_id, row.sealed)
    known = {name for edit in _made_before(row, names_of(changes)) for name in edit.ids}
    fresh = [one for one in changes if not (isinstance(one, Edit) and one.id in known)]
    if known and not fresh:
        return Saved(row, content)
    check_can_edit(row)
    return _merged(by, row, on_behalf, content, fresh)


def _merged(by: Actor, row: Card, on_behalf: bool, content: Content, changes: Sequence[Change]) -> Saved:
    applied = answers.apply(form_of(row), content.sheet, [one for one in changes if one.address not in GIVEN])
    sheet, problems = applied.sheet, list(applied.problems)
    if ADMITTED not in sheet.cells:
        problems.append(CellProblem(ADMITTED, "", _("Karta musi mieć datę przyjęcia.")))
        sheet = sheet.with_cells({ADMITTED: content.sheet.cells.get(ADMITTED)})
    if sheet == content.sheet:
        return Saved(row, content, problems, applied.conflicts)
    refused = {one.address for one in problems} | {one.address for one in applied.conflicts}
    changed = [one.address for one in answers.difference(content.sheet, sheet)]
    content = _store(row, by, on_behalf, content.with_sheet(sheet), {"cells": changed})
    made = _keep(row, by, on_behalf, Deed(changed, names_of([one for one in changes if one.address not in refused])))
    alike = resembling(row.unit_id, row.duplicate_key, row.kind, row.pk)
    return Saved(row, content, problems, applied.conflicts, alike, made=made)


def _check_dynamic(card: Card, section: str) -> None:
    if section not in form_of(card).added:
        raise BadRequest(_("W tym dziale nie ma wierszy, które można dodawać."))


@transaction.atomic
def add_row(*, by: Actor, card: UUID, section: str, edit: UUID | None = None) -> Saved:
    """One more stay on a ward; asked for again under the same name, none."""
    row, on_behalf = lock_to_fill(by, card)
    content = opened(row.public_id, row.sealed)
    for made in _made_before(row, [edit] if edit else []):
        return Saved(row, content, row=made.cells[0].rpartition(".")[2])
    check_can_edit(row)
    _check_dynamic(row, section)
    try:
        sheet, added = answers.add_row(form_of(row), content.sheet, section)
    except answers.RowRefused as error:
        raise BadRequest(str(error)) from error
    content = _store(row, by, on_behalf, content.with_sheet(sheet), {"section": section, "added": added})
    deed = Deed([f"{section}.{added}"], [edit] if edit else ())
    return Saved(row, content, row=added, made=_keep(row, by, on_behalf, deed))


@transaction.atomic
def remove_row(*, by: Actor, card: UUID, section: str, row: str) -> Saved:
    held, on_behalf, content = _taken(by, card)
    _check_dynamic(held, section)
    sheet: Sheet = answers.remove_row(form_of(held), content.sheet, section, row)
    if sheet == content.sheet:
        return Saved(held, content, row=row)
    content = _store(held, by, on_behalf, content.with_sheet(sheet), {"section": section, "removed": row})
    return Saved(held, content, row=row, made=_keep(held, by, on_behalf, Deed([f"{section}.{row}"])))


@transaction.atomic
def explain(*, by: Actor, card: UUID, key: str, code: str, text: str = "") -> None:
    """Answer a warning, for the values it stands on now, by a reason of those its check lists."""
    row, on_behalf, content = _taken(by, card)
    found = next((item.finding for item in judge(row, content).findings if item.finding.key == key), None)
    if found is None:
        raise BadRequest(_("Ta niezgodność już nie występuje. Sprawdź kartę ponownie."))
    check_explanation(found, code)
    given = {
        "code": code,
        "text": text.strip()[:LONGEST_TEXT],
        "values": values_of(found),
        "by": by.person_name,
        "at": now().isoformat(),
    }
    content = replace(content, explained={**content.explained, key: given})
    _store(row, by, on_behalf, content, {"explained": key, "code": code})
