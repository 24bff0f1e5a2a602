# SPDX-License-Identifier: EUPL-1.2
"""What every template knows about who is looking."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from ssoz.access.modules import modules_for
from ssoz.access.queries import active_profiles


def access(request: HttpRequest) -> dict[str, Any]:
    """`actor`, the `profiles` they can switch to, the `modules` open to them."""
    actor = getattr(request, "actor", None)
    if actor is None:
        return {"actor": None, "profiles": (), "modules": ()}
    return {
        "actor": actor,
        "profiles": SimpleLazyObject(lambda: list(active_profiles(actor.person_id))),
        "modules": SimpleLazyObject(lambda: list(modules_for(actor))),
    }
