# SPDX-License-Identifier: EUPL-1.2
"""The only places where what is said about a patient and states of cards are written."""

from collections.abc import Mapping
from datetime import date, datetime

from engine.answers import Sheet, carry_over
from shared.clock import now
from ssoz.access.actors import Actor
from ssoz.audit.operations import record
from ssoz.cards.enums import CardKind
from ssoz.cards.fields import ADMITTED, DISCHARGED
from ssoz.cards.models import Card, CardTransition, CardVersion
from ssoz.cards.queries.forms import edition_for, form_of, year_of
from ssoz.cards.queries.verdicts import tally
from ssoz.cards.sealing import Content, digest_of, duplicate_key, pseudonym, seal
from ssoz.cards.states import TO_CORRECT, Move
from ssoz.catalogue.queries import definition_of

WRITTEN = (
    *("sealed", "digest", "duplicate_key", "pseudonym", "errors", "warnings", "version", "edition"),
    *("admitted_on", "discharged_on", "filled_by", "on_behalf", "edited_at", "edited_by"),
)


def put(card: Card, content: Content) -> Content:
    """The sealed text and all that is derived from it always change together, and with them the version."""
    content = _in_its_edition(card, content)
    sheet = content.sheet
    card.sealed = seal(card.public_id, content)
    card.digest = digest_of(content)
    card.duplicate_key = duplicate_key(card.unit_id, sheet)
    card.pseudonym = pseudonym(sheet)
    card.admitted_on = _day(sheet, ADMITTED) or card.admitted_on
    card.discharged_on = _day(sheet, DISCHARGED) if card.kind == CardKind.DISCHARGE else None
    card.errors, card.warnings = tally(card, content)
    card.version += 1
    return content


def _in_its_edition(card: Card, content: Content) -> Content:
    """A stay that ended in a later year is told on the form of that year."""
    edition = edition_for(year_of(card, content))
    if edition.pk == card.edition_id:
        return content
    moved = carry_over(definition_of(edition), form_of(card), content.sheet)
    card.edition = edition
    return content.with_sheet(moved)


def _day(sheet: Sheet, address: str) -> date | None:
    value = sheet.cells.get(address)
    return date.fromisoformat(str(value)) if value else None


def mark_filled(card: Card, by: Actor, on_behalf: bool) -> None:
    """Whoever filled in a card never decides on it."""
    card.on_behalf = card.on_behalf or on_behalf
    if by.person_id is not None and by.person_id not in card.filled_by:
        card.filled_by = [*card.filled_by, by.person_id]
    card.edited_at = now()
    card.edited_by = by.person_name


def told(by: Actor, card: Card, action: str, **data: object) -> None:
    """Number and kind are all that the trail keeps of a card."""
    known: Mapping[str, object] = {"number": card.number, "kind": card.kind, "version": card.version}
    record(by=by, action=action, object_type="card", object_id=str(card.public_id), data={**known, **data})


def transit(card: Card, by: Actor, move: Move, *, reason: str = "", on_behalf: bool = False) -> datetime:
    """One change of state: row and trail. Before a correction the card is kept as it stood; the caller saves it."""
    at = now()
    if move.target == TO_CORRECT:
        _keep(card, at)
    card.status = move.target
    card.version += 1
    CardTransition.objects.create(
        card=card,
        source=move.source,
        target=move.target,
        person_id=by.person_id,
        person_name=by.person_name,
        unit_name=by.unit_name,
        on_behalf=on_behalf,
        reason=reason,
        at=at,
    )
    told(by, card, move.action, **{"from": move.source, "to": move.target, "reason": reason})
    return at


def _keep(card: Card, at: datetime) -> None:
    CardVersion.objects.create(
        card=card,
        number=card.versions.count() + 1,
        edition=card.edition,
        sealed=card.sealed,
        digest=card.digest,
        at=at,
    )
