# SPDX-License-Identifier: EUPL-1.2
"""Codes by SMS and by e-mail: eight digits, five minutes, three tries, once."""

import hmac
import re
import secrets
from datetime import timedelta

from django.conf import settings
from django.db.models import F
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_variables

from sandbox.profiles.errors import WrongCodeError
from sandbox.profiles.models import OneTimeCode, Purpose
from shared import clock

DIGITS = 8
LASTS = timedelta(minutes=5)
TRIES = 3


@sensitive_variables("code")
def issue(purpose: Purpose) -> tuple[int, str]:
    """Make a code; returns the number to ask about it later, and the code itself, which is not kept."""
    code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
    kept = OneTimeCode.objects.create(purpose=purpose, digest="", tries_left=TRIES, expires_at=clock.now() + LASTS)
    OneTimeCode.objects.filter(pk=kept.pk).update(digest=_digest(kept.pk, code))
    return kept.pk, code


@sensitive_variables("text")
def use(number: int, purpose: Purpose, text: str) -> None:
    """Use a code up, or say what is wrong. The try is taken before the comparison."""
    found = OneTimeCode.objects.filter(pk=number, purpose=purpose, tries_left__gt=0, expires_at__gt=clock.now())
    if not found.update(tries_left=F("tries_left") - 1):
        raise WrongCodeError(_("Ten kod wygasł albo nie można go już użyć. Poproś o nowy."), is_dead=True)
    code = OneTimeCode.objects.filter(pk=number).first()
    if code is None or not hmac.compare_digest(code.digest, _digest(number, re.sub(r"[\s-]", "", text))):
        _refuse(code)
    if not OneTimeCode.objects.filter(pk=number).delete()[0]:
        raise WrongCodeError(_("Ten kod wygasł albo nie można go już użyć. Poproś o nowy."), is_dead=True)


def _refuse(code: OneTimeCode | None) -> None:
    if code is None or code.tries_left == 0:
        raise WrongCodeError(_("Kod jest niepoprawny i nie można już próbować. Poproś o nowy."), is_dead=True)
    raise WrongCodeError(_("Kod jest niepoprawny. Sprawdź go i wpisz ponownie."), is_dead=False)


def _digest(number: int, code: str) -> str:
    return hmac.new(settings.SECRET_KEY.encode(), f"{number}:{code}".encode(), "sha256").hexdigest()
