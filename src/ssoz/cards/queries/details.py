# SPDX-License-Identifier: EUPL-1.2
"""One card with everything a page needs to show it. Whoever shows it says so first: `operations.view_card`."""

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from uuid import UUID

from engine.answers import Difference, Sheet, difference
from engine.definitions import FormDefinition
from ssoz.access.actors import Actor
from ssoz.access.permissions import Permission
from ssoz.access.scopes import scope
from ssoz.cards import policies
from ssoz.cards.enums import CardKind, CardStatus
from ssoz.cards.errors import CardNotFound, Resembling
from ssoz.cards.models import Card, CardTransition
from ssoz.cards.queries.forms import form_of
from ssoz.cards.queries.lists import SUBJECT, visible
from ssoz.cards.sealing import Content, opened
from ssoz.cards.states import TO_CORRECT, TO_VERIFY


@dataclass(frozen=True)
class CardDetails:
    """A card as one person sees it. What they may do is permission and policy together."""

    card: Card
    actor: Actor
    definition: FormDefinition
    content: Content
    transitions: tuple[CardTransition, ...]
    resembling: tuple[Resembling, ...]

    def _reaches(self, permission: Permission) -> bool:
        return scope(self.actor, permission).covers(unit=self.card.unit, subject=SUBJECT)

    @cached_property
    def sheet(self) -> Sheet:
        return self.content.whole(self.card.kind, self.card.number)

    @cached_property
    def on_behalf(self) -> bool:
        return self.actor.unit_id != self.card.unit_id

    @cached_property
    def is_filler(self) -> bool:
        filling = Permission.REPORT_FILL_ON_BEHALF_CARD if self.on_behalf else Permission.REPORT_FILL_CARD
        return self._reaches(filling)

    @cached_property
    def editable(self) -> bool:
        return self.is_filler and policies.can_edit(self.card)

    @cached_property
    def can_close(self) -> bool:
        return self.is_filler and policies.can_move(self.card, "close")

    @cached_property
    def can_correct(self) -> bool:
        return self.is_filler and policies.can_move(self.card, "correct")

    @cached_property
    def can_void(self) -> bool:
        return self.is_filler and policies.can_move(self.card, "void")

    @cached_property
    def can_decide(self) -> bool:
        return self._verifies and policies.can_decide(self.card, self.actor, "accept")

    @cached_property
    def can_reopen(self) -> bool:
        return self._reaches(Permission.REPORT_REOPEN) and policies.can_decide(self.card, self.actor, "reopen")

    @cached_property
    def decision_refusal(self) -> str:
        """Why somebody who verifies cards may not decide on this one; empty when they may."""
        if self.card.status != TO_VERIFY or not self._verifies:
            return ""
        return policies.refusal(lambda: policies.check_can_decide(self.card, self.actor, "accept"))

    @cached_property
    def _verifies(self) -> bool:
        return self._reaches(Permission.REPORT_VERIFY_CARD)

    @cached_property
    def returned(self) -> CardTransition | None:
        """The move that sent the card back, as long as it waits to be corrected."""
        if self.card.status != TO_CORRECT:
            return None
        return next((move for move in reversed(self.transitions) if move.target == TO_CORRECT), None)

    @cached_property
    def corrections(self) -> tuple[tuple[int, tuple[Difference, ...]], ...]:
        """What each correction changed, the last one against the card as it stands now."""
        kept = [opened(self.card.public_id, one.sealed).sheet for one in self.card.versions.all()]
        changes = (difference(before, after) for before, after in pairwise([*kept, self.content.sheet]))
        return tuple(enumerate(changes, 1))


def resembling(unit: int, key: str, kind: str, besides: int | None = None) -> tuple[Resembling, ...]:
    """Other cards of the same stay in the unit. A card of the end of a year is one of several of its stay."""
    if not key or kind != CardKind.DISCHARGE:
        return ()
    found = Card.objects.filter(unit=unit, duplicate_key=key, kind=kind).exclude(status=CardStatus.VOID)
    rows = found.exclude(pk=besides or 0).values_list("public_id", "number", "status", "admitted_on").order_by("pk")
    return tuple(Resembling(*row) for row in rows[:5])


def card_for(actor: Actor, public_id: UUID) -> CardDetails:
    rows = Card.objects.filter(visible(actor), public_id=public_id).select_related("unit", "edition")
    card = rows.defer("edition__source", "edition__lists").first()
    if card is None:
        raise CardNotFound
    return CardDetails(
        card=card,
        actor=actor,
        definition=form_of(card),
        content=opened(card.public_id, card.sealed),
        transitions=tuple(card.transitions.all()),
        resembling=resembling(card.unit_id, card.duplicate_key, card.kind, card.pk),
    )
