# SPDX-License-Identifier: EUPL-1.2
"""From an account into systems; which there are is known above."""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.utils.module_loading import import_string


@dataclass(frozen=True)
class Entrance:
    """Where a system begins a sign-in of its own."""

    client_id: str
    name: str
    address: str


def entrances() -> list[Entrance]:
    """Every system that people may be led into."""
    known: Callable[[], list[Entrance]] = import_string(settings.ENTRANCES)
    return known()


def entrance_of(client_id: str) -> str:
    """The address of a system's entrance, while it is open."""
    return next((one.address for one in entrances() if one.client_id == client_id), "")
