# SPDX-License-Identifier: EUPL-1.2
"""What every template knows about who is looking."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from django.utils.functional import SimpleLazyObject

from ssoz.access import sessions
from ssoz.access.actors import Actor
from ssoz.access.modules import modules_for
from ssoz.access.queries import profiles_of


def access(request: HttpRequest) -> dict[str, Any]:
    """`actor`, the `profiles` they can switch to, the `modules` open to them, what the page knows of the session."""
    actor = getattr(request, "actor", None)
    if actor is None:
        return {"actor": None, "profiles": (), "modules": (), "local_accounts": settings.LOCAL_ACCOUNTS}
    return {
        "actor": actor,
        "local_accounts": settings.LOCAL_ACCOUNTS,
        "profiles": SimpleLazyObject(lambda: profiles_of(actor.person_id)),
        "modules": SimpleLazyObject(lambda: list(modules_for(actor))),
        "session_clock": SimpleLazyObject(lambda: session_clock(request, actor)),
    }


def session_clock(request: HttpRequest, actor: Actor) -> dict[str, Any]:
    """How long the session lasts, and two marks: whose it is and which, for what the page keeps in the browser."""
    life = sessions.life(request.session)
    return {
        "seconds": life.seconds_left,
        "idle": int(settings.SESSION_IDLE.total_seconds()),
        "idle_minutes": max(1, round(settings.SESSION_IDLE.total_seconds() / 60)),
        "longest_hours": max(1, round(settings.SESSION_LONGEST.total_seconds() / 3600)),
        "warning": int(settings.SESSION_WARNING.total_seconds()),
        "is_final": life.is_final,
        "person": salted_hmac("ssoz.session.person", str(actor.person_id)).hexdigest()[:16],
        "session": salted_hmac("ssoz.session.began", life.began.isoformat()).hexdigest()[:16],
    }
