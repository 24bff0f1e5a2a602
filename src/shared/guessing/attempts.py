# SPDX-License-Identifier: EUPL-1.2
"""Five attempts at a name, four times as many from an address, behind which a hospital may sit."""

from collections.abc import Callable
from typing import Any, TypeVar

from axes.handlers.database import AxesDatabaseHandler
from axes.handlers.proxy import AxesProxyHandler
from axes.utils import reset
from django.conf import settings
from django.contrib.auth.signals import user_login_failed
from django.db.models import Sum
from django.http import HttpRequest

from shared.encryption import lookup_hash
from shared.requests import address_of

ADDRESS_SHARE = 4
Proof = TypeVar("Proof")


class TooManyAttempts(Exception):
    """Nobody gets in by this name or from this address for a while, with the right password either."""


class Handler(AxesDatabaseHandler):  # type: ignore[misc]  # axes has no types
    """Weighs failures by name and by address differently."""

    def get_failures(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> int:
        by_name, by_address = (
            attempts.aggregate(sum=Sum("failures_since_start"))["sum"] or 0
            for attempts in self.get_user_attempts(request, credentials)
        )
        return int(max(by_name, by_address // ADDRESS_SHARE))

    def user_logged_in(self, *_: object, **__: object) -> None:
        """Nothing: a password that holds forgives its name by itself, and other ways in have no failures to forgive."""


def tried(*, request: HttpRequest, name: str, check: Callable[[], Proof | None]) -> Proof | None:
    """Return what `check` finds, unless there were too many attempts; nothing found is one more of them."""
    credentials = {"username": name}
    if not AxesProxyHandler.is_allowed(request, credentials):
        raise TooManyAttempts
    found = check()
    if found is not None:
        reset(username=hidden_name(request, credentials))
        return found
    user_login_failed.send(sender=__name__, credentials=credentials, request=request)
    if getattr(request, "axes_locked_out", False):
        raise TooManyAttempts
    return None


def address(request: HttpRequest) -> str | None:
    """From where somebody guesses."""
    return address_of(request)


def hidden_name(request: HttpRequest, credentials: dict[str, Any] | None) -> str:
    """A name as it may lie in tables and logs: people type a PESEL or even a password into the wrong field."""
    typed = (credentials or {}).get("username") or request.POST.get("username", "")
    return lookup_hash(f"login:{str(typed).strip().casefold()}", settings.LOOKUP_KEY)
