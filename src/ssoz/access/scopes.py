# SPDX-License-Identifier: EUPL-1.2
"""How far a permission reaches: own unit, voivodeship, subject of the whole country, everything."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from django.db.models import Q

from ssoz.access.actors import Actor
from ssoz.access.permissions import Permission
from ssoz.access.roles import ROLES, Role
from ssoz.registers.enums import UnitCharacter, UnitKind


class Located(Protocol):
    """A unit, as far as reach is concerned."""

    @property
    def pk(self) -> int: ...
    @property
    def voivodeship(self) -> str: ...
    @property
    def character(self) -> str: ...


@dataclass(frozen=True, kw_only=True)
class Scope:
    """What lies in reach: any of the named is enough."""

    everything: bool = False
    units: frozenset[int] = frozenset()
    voivodeships: frozenset[str] = frozenset()
    reporting_in: frozenset[str] = frozenset()  # voivodeships, of whose units only those that report are meant
    subjects: frozenset[str] = frozenset()

    def __or__(self, other: "Scope") -> "Scope":
        return Scope(
            everything=self.everything or other.everything,
            units=self.units | other.units,
            voivodeships=self.voivodeships | other.voivodeships,
            reporting_in=self.reporting_in | other.reporting_in,
            subjects=self.subjects | other.subjects,
        )

    def covers(self, *, unit: Located | None = None, subject: str | None = None) -> bool:
        """Whether an object of this unit and subject lies in reach."""
        return (
            self.everything
            or (subject is not None and subject in self.subjects)
            or (unit is not None and self._holds(unit))
        )

    def _holds(self, unit: Located) -> bool:
        reports = unit.character == UnitCharacter.REPORTING
        return (
            unit.pk in self.units
            or unit.voivodeship in self.voivodeships
            or (reports and unit.voivodeship in self.reporting_in)
        )

    def as_q(self, *, unit: str = "unit", subject: str | None = None) -> Q:
        """The same for a list: lookups from the listed model to its unit ("" = the unit itself) and its subject."""
        if self.everything:
            return Q()
        prefix = f"{unit}__" if unit else ""
        condition = Q(pk__in=())
        if self.units:
            condition |= Q(**{f"{unit}_id__in" if unit else "pk__in": sorted(self.units)})
        if self.voivodeships:
            condition |= Q(**{f"{prefix}voivodeship__in": sorted(self.voivodeships)})
        if self.reporting_in:
            there = {f"{prefix}voivodeship__in": sorted(self.reporting_in)}
            condition |= Q(**there, **{f"{prefix}character": UnitCharacter.REPORTING})
        if self.subjects and subject:
            condition |= Q(**{f"{subject}__in": sorted(self.subjects)})
        return condition


NOTHING = Scope()
EVERYTHING = Scope(everything=True)


def scope(actor: Actor, *permissions: Permission) -> Scope:
    """How far any of the permissions reaches for this actor, over all roles of the profile."""
    if actor.is_system:
        return EVERYTHING
    reach = NOTHING
    for code in actor.roles:
        for permission in ROLES[code].permissions.intersection(permissions):
            reach |= _reach(actor, ROLES[code], permission)
    return reach


def _reach(actor: Actor, role: Role, permission: Permission) -> Scope:
    if permission.is_for_own_unit or role.character == UnitCharacter.REPORTING:
        return _own(actor)
    if role.character == UnitCharacter.CENTRAL:
        return EVERYTHING
    area = _AREAS.get(actor.unit_kind)
    reach = area(actor) if area else NOTHING
    if permission.is_about_users:
        reach = Scope(reporting_in=reach.voivodeships, subjects=reach.subjects)
    own = not permission.is_about_reports or permission.filling in role.permissions
    return reach | _own(actor) if own else reach


def _own(actor: Actor) -> Scope:
    return Scope(units=frozenset() if actor.unit_id is None else frozenset({actor.unit_id}))


_AREAS: dict[str, Callable[[Actor], Scope]] = {
    UnitKind.VOIVODESHIP_OFFICE: lambda actor: Scope(voivodeships=frozenset({actor.voivodeship})),
    UnitKind.PSYCHIATRY_INSTITUTE: lambda actor: Scope(subjects=frozenset({"psychiatry"})),
    UnitKind.ADDICTION_CENTRE: lambda actor: Scope(subjects=frozenset({"addiction"})),
}
