# SPDX-License-Identifier: EUPL-1.2
"""Reads."""

from datetime import date

from django.conf import settings
from django.db.models import QuerySet

from shared.encryption import lookup_hash
from ueoz.eploz.enums import OPEN, Code
from ueoz.eploz.models import Case


def open_case(pesel: str) -> Case | None:
    """The migration a person is in."""
    return Case.objects.filter(pesel_hash=lookup_hash(pesel, settings.LOOKUP_KEY), state__in=OPEN).first()


def cases(*, number: str = "", day: date | None = None, code: str = "") -> QuerySet[Case]:
    """Cases as the help desk looks for them, the newest first."""
    found = Case.objects.select_related("account")
    if number:
        found = found.filter(event_number__iexact=number.strip())
    if day:
        found = found.filter(began_at__date=day)
    if code in Code.values:
        found = found.filter(code=code)
    return found
