# SPDX-License-Identifier: EUPL-1.2
"""The short way of filing several forms, offered wherever one of them is named."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from ssoz.access.actors import Actor
from ssoz.reports.queries import joint_offered


@dataclass(frozen=True)
class Shortcut:
    """„MZ-88 i MZ-89 jednym krokiem”, and the reports it is offered at."""

    names: str
    url: str
    reports: frozenset[UUID]


def shortcut(actor: Actor, forms: Iterable[str]) -> Shortcut | None:
    found = joint_offered(actor, forms)
    if found is None:
        return None
    url = reverse("reporter:joint", args=[found.filing.code])
    return Shortcut(_(" i ").join(found.filing.forms), url, frozenset(one.report.public_id for one in found.reports))
