# SPDX-License-Identifier: EUPL-1.2
"""The form a card follows: the edition of its year, or the nearest there is."""

from django.utils.translation import gettext as _

from engine.checks import CompiledForm, Period
from engine.definitions import FormDefinition
from shared.clock import today
from ssoz.cards.enums import CardKind
from ssoz.cards.errors import NotAllowed
from ssoz.cards.fields import DISCHARGED
from ssoz.cards.models import Card
from ssoz.cards.sealing import Content
from ssoz.catalogue.enums import FormKind
from ssoz.catalogue.models import Edition
from ssoz.catalogue.queries import definition_of, editions
from ssoz.reports.queries import compiled_edition


def edition_for(year: int) -> Edition:
    """That of the year, else the last one before it, else the first there is."""
    known = list(editions().filter(kind=FormKind.CARD).order_by("year"))
    if not known:
        raise NotAllowed(_("Nie ogłoszono jeszcze formularza kart psychiatrycznych."))
    return next((edition for edition in reversed(known) if edition.year <= year), known[0])


def form_of(card: Card) -> FormDefinition:
    return definition_of(card.edition)


def compiled_of(card: Card) -> CompiledForm:
    return compiled_edition(card.edition_id)


def year_of(card: Card, content: Content) -> int:
    """The year a card is counted in: of a discharge that of its date, as long as it has not been handed in."""
    if card.year is not None and (card.kind == CardKind.STOCK or card.delivery_id is not None):
        return card.year
    discharged = content.sheet.cells.get(DISCHARGED)
    return int(str(discharged)[:4]) if discharged else today().year


def period_of(card: Card, content: Content) -> Period:
    return Period.year(year_of(card, content))
