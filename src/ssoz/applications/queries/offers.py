# SPDX-License-Identifier: EUPL-1.2
"""Roles a person can apply for in a unit, beside those they hold or have asked for already."""

from dataclasses import dataclass

from ssoz.access.models import ProfileRole
from ssoz.access.roles import ROLES, Role, roles_for
from ssoz.applications.models import Application
from ssoz.applications.states import OPEN
from ssoz.registers.models import Unit


@dataclass(frozen=True)
class RoleOffer:
    """Roles of the unit's character: to choose from, held already, asked for already."""

    available: tuple[Role, ...]
    held: tuple[Role, ...]
    pending: tuple[Role, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(role.code for role in self.available)


def role_offer(person: int, unit: Unit) -> RoleOffer:
    held = set(
        ProfileRole.objects.filter(profile__person=person, profile__unit=unit, revoked_at=None).values_list(
            "role", flat=True
        )
    )
    asked = Application.objects.filter(profile__person=person, profile__unit=unit, status__in=OPEN)
    pending = set(asked.values_list("role", flat=True)) - held
    offered = roles_for(character=unit.character, kind=unit.kind)
    return RoleOffer(
        available=tuple(role for role in offered if role.code not in held | pending),
        held=tuple(role for code, role in ROLES.items() if code in held),
        pending=tuple(role for code, role in ROLES.items() if code in pending),
    )
