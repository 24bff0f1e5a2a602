# SPDX-License-Identifier: EUPL-1.2
"""Guessing of passwords: five times at a name, four times as often from an address, behind which a hospital may sit."""

from typing import Any

from axes.handlers.database import AxesDatabaseHandler
from django.conf import settings
from django.db.models import Sum
from django.http import HttpRequest

from shared.encryption import lookup_hash
from ueoz.accounts.origins import origin_of

ADDRESS_SHARE = 4


class Handler(AxesDatabaseHandler):  # type: ignore[misc]  # axes has no types
    """Weighs failures by name and by address differently."""

    def get_failures(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> int:
        by_name, by_address = (
            attempts.aggregate(sum=Sum("failures_since_start"))["sum"] or 0
            for attempts in self.get_user_attempts(request, credentials)
        )
        return int(max(by_name, by_address // ADDRESS_SHARE))


def address(request: HttpRequest) -> str | None:
    """From where somebody guesses."""
    return origin_of(request).address


def hidden_name(request: HttpRequest, credentials: dict[str, Any] | None) -> str:
    """A name as it may lie in tables and logs: people type a PESEL or even a password into the wrong field."""
    typed = (credentials or {}).get("username") or request.POST.get("username", "")
    return lookup_hash(f"login:{str(typed).strip().casefold()}", settings.LOOKUP_KEY)
