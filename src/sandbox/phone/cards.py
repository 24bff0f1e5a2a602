# SPDX-License-Identifier: EUPL-1.2
"""Identity cards: three wrong PINs and the card stays shut for a quarter of an hour."""

from datetime import timedelta
from hmac import compare_digest

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from sandbox.citizens.models import Citizen
from sandbox.phone.models import CardTries
from shared import clock
from shared.refusals import Refusal

TRIES = 3
SHUT = timedelta(minutes=15)


class CardError(Refusal):
    """The card says no; the sentence says why."""


def check_pin(citizen: Citizen, pin: str) -> None:
    """Ask the card. A try is taken before the comparison."""
    now = clock.now()
    tries, _made = CardTries.objects.get_or_create(citizen=citizen, defaults={"begun_at": now})
    mine = CardTries.objects.filter(pk=tries.pk)
    mine.filter(begun_at__lte=now - SHUT).update(wrong=0, begun_at=now)
    if not mine.filter(wrong__lt=TRIES).update(wrong=F("wrong") + 1, begun_at=now):
        raise CardError(_("E-dowód jest zablokowany po trzech błędnych próbach. Spróbuj za kwadrans."))
    if not compare_digest(citizen.card_pin.encode(), pin.strip().encode()):
        raise CardError(_("Niepoprawny PIN."))
    mine.update(wrong=0)
