# SPDX-License-Identifier: EUPL-1.2
"""Psychiatric cards on the home page: what stands where in the own unit, what waits for whoever verifies."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from shared.design.formatting import counted, day, plural
from ssoz.access.actors import Actor
from ssoz.access.permissions import Permission
from ssoz.cards.enums import CardStatus
from ssoz.cards.queries import counts, waiting
from ssoz.www.home.blocks import Block, Count
from ssoz.www.home.steps import Step

SHOWN = (CardStatus.OPEN, CardStatus.CLOSED, CardStatus.TO_CORRECT, CardStatus.TO_VERIFY, CardStatus.ACCEPTED)


def block(actor: Actor) -> Iterator[Block]:
    """The module, for whoever may read cards: all states of the own unit; of others only what waits."""
    if not actor.may(Permission.REPORT_READ_CARD):
        return
    lines = tuple(_own(actor)) if actor.may(Permission.REPORT_FILL_CARD) else ()
    if actor.may(Permission.REPORT_VERIFY_CARD):
        count = waiting(actor).count
        lines = (*lines, Count(_("Karty do weryfikacji"), reverse("cards:verify"), count, "warn" if count else ""))
    yield Block(_("Karty psychiatryczne"), reverse("cards:list"), _("Przejdź do kart psychiatrycznych"), lines)


def _own(actor: Actor) -> Iterator[Count]:
    numbers = counts(actor)
    for status in SHOWN:
        url = f"{reverse('cards:list')}?{urlencode({'stan': status.value})}"
        turn = status == CardStatus.TO_CORRECT and numbers[status]
        yield Count(status.of_many, url, numbers[status], "warn" if turn else "")


def step(actor: Actor) -> Step | None:
    """For whoever decides about cards: how many wait and since when."""
    if not actor.may(Permission.REPORT_VERIFY_CARD):
        return None
    found = waiting(actor)
    if not found.count:
        return None
    title = _("Następne: na weryfikację %(waits)s %(cards)s") % {
        "waits": plural(found.count, _("czeka|czekają|czeka")),
        "cards": counted(found.count, _("karta psychiatryczna|karty psychiatryczne|kart psychiatrycznych")),
    }
    return Step(
        title, _("Najstarsze przekazano %(day)s.") % {"day": day(found.since)}, _("Zweryfikuj"), reverse("cards:verify")
    )
