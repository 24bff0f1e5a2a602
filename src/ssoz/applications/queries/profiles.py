# SPDX-License-Identifier: EUPL-1.2
"""Profiles with what follows from their applications. The status is nowhere stored: it is derived, here and only here.

`status_of` says it of what is in memory, `with_status` the same in the database, for lists to filter and sort by.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypedDict
from uuid import UUID

from django.db.models import Case, CharField, Exists, OuterRef, Prefetch, Q, QuerySet, Value, When
from django.utils.translation import gettext as _
from django_stubs_ext import WithAnnotations

from shared import clock
from ssoz.access.enums import ProfileStatus
from ssoz.access.models import Profile, ProfileRole
from ssoz.access.permissions import Text
from ssoz.access.roles import ROLES, Role
from ssoz.applications.models import Application
from ssoz.applications.policies import profile_status
from ssoz.applications.states import UNDECIDED
from ssoz.registers.models import Unit, valid_on

ONE_TRANSACTION = timedelta(minutes=1)


class Status(TypedDict):
    """What the profile is good for."""

    status: str


@dataclass(frozen=True, kw_only=True)
class HeldRole:
    """A role from one moment to another; without a number it came from SSOZ I or from before."""

    role: Role
    granted_at: datetime
    revoked_at: datetime | None
    granted_by: str
    revoked_by: str
    number: str

    @property
    def is_held(self) -> bool:
        return self.revoked_at is None


@dataclass(frozen=True, kw_only=True)
class ProfileView:
    """A profile with its roles, held and lost, and its applications, the newest first."""

    pk: int
    public_id: UUID
    person_id: int
    person_name: str
    unit: Unit
    status: ProfileStatus
    created_at: datetime
    changed_at: datetime
    phone: str
    email: str
    blocked_at: datetime | None
    blocked_reason: str
    history: tuple[HeldRole, ...]
    applications: tuple[Application, ...]

    @property
    def unit_name(self) -> str:
        return self.unit.name

    @property
    def unit_kind(self) -> str:
        return self.unit.get_kind_display()

    @property
    def unit_data(self) -> tuple[tuple[Text, str], ...]:
        return unit_data(self.unit)

    @property
    def is_active(self) -> bool:
        return self.status == ProfileStatus.ACTIVE

    @property
    def roles(self) -> tuple[HeldRole, ...]:
        """Those held now."""
        return tuple(held for held in self.history if held.is_held)


def profiles_of(person_id: int) -> tuple[ProfileView, ...]:
    """Every profile of a person, whatever its status, by the name of the unit."""
    return tuple(view(profile) for profile in whole(Profile.objects.filter(person=person_id)))


def whole(profiles: QuerySet[Profile]) -> QuerySet[Profile]:
    """The profiles with all that `view` reads: three queries, however many there are."""
    roles = Prefetch("roles", ProfileRole.objects.select_related("granted_by", "revoked_by"))
    finished = Application.objects.filter(submission__finished_at__isnull=False)
    handed_in = Prefetch("applications", finished.select_related("decided_by").order_by("-year", "-ordinal"))
    return profiles.select_related("unit", "person").prefetch_related(roles, handed_in)


def view(profile: Profile) -> ProfileView:
    """The profile as people see it."""
    roles, handed_in = list(profile.roles.all()), list(profile.applications.all())
    return ProfileView(
        pk=profile.pk,
        public_id=profile.public_id,
        person_id=profile.person_id,
        person_name=profile.person.name,
        unit=profile.unit,
        status=status_of(profile),
        created_at=profile.created_at,
        changed_at=max(_moments(profile, roles, handed_in)),
        phone=profile.phone,
        email=profile.email,
        blocked_at=profile.blocked_at,
        blocked_reason=profile.blocked_reason,
        history=tuple(_held(row, handed_in) for row in roles),
        applications=tuple(handed_in),
    )


def status_of(profile: Profile) -> ProfileStatus:
    """The status of a profile whose roles and applications are at hand."""
    roles, handed_in = profile.roles.all(), profile.applications.all()
    undecided = sum(application.status in UNDECIDED for application in handed_in)
    return profile_status(
        blocked=profile.blocked_at is not None,
        unit_closed=not profile.unit.holds_on(clock.today()),
        roles_held=sum(row.revoked_at is None for row in roles),
        undecided=undecided,
        ended=len(roles) + len(handed_in) - undecided,
    )


def with_status(profiles: QuerySet[Profile]) -> "QuerySet[WithAnnotations[Profile, Status]]":
    """The same table, said by the database."""
    roles = ProfileRole.objects.filter(profile=OuterRef("pk"))
    handed_in = Application.objects.filter(profile=OuterRef("pk"), submission__finished_at__isnull=False)
    undecided = handed_in.filter(status__in=sorted(UNDECIDED))
    table = Case(
        When(Q(blocked_at__isnull=False) | ~valid_on(clock.today(), "unit__"), then=Value(ProfileStatus.BLOCKED.value)),
        When(Exists(roles.filter(revoked_at=None)), then=Value(ProfileStatus.ACTIVE.value)),
        When(Exists(undecided), then=Value(ProfileStatus.NOT_ACTIVATED.value)),
        When(Exists(roles) | Exists(handed_in), then=Value(ProfileStatus.REJECTED.value)),
        default=Value(ProfileStatus.NOT_ACTIVATED.value),
        output_field=CharField(),
    )
    return profiles.annotate(status=table)


def _moments(profile: Profile, roles: Iterable[ProfileRole], handed_in: Iterable[Application]) -> Iterable[datetime]:
    yield profile.created_at
    if profile.blocked_at:
        yield profile.blocked_at
    yield from (row.revoked_at or row.granted_at for row in roles)
    yield from (application.status_at for application in handed_in)


def _held(row: ProfileRole, handed_in: Iterable[Application]) -> HeldRole:
    numbers = [str(application.number) for application in handed_in if _brought(application, row)]
    return HeldRole(
        role=ROLES[row.role],
        granted_at=row.granted_at,
        revoked_at=row.revoked_at,
        granted_by=row.granted_by.name if row.granted_by else "",
        revoked_by=row.revoked_by.name if row.revoked_by else "",
        number=numbers[0] if numbers else "",
    )


def _brought(application: Application, row: ProfileRole) -> bool:
    """Whether the decision on the application gave the role: the same hand in the same transaction."""
    if application.role != row.role or application.decided_at is None:
        return False
    soon = row.granted_at <= application.decided_at < row.granted_at + ONE_TRANSACTION
    return soon and application.decided_by_id == row.granted_by_id


def unit_data(unit: Unit) -> tuple[tuple[Text, str], ...]:
    """What the register says of a unit, as pages about people show it."""
    return (
        (_("Rodzaj jednostki"), unit.get_kind_display()),
        (_("Nazwa"), unit.name),
        (_("NIP"), unit.nip or "–"),
        (_("REGON"), unit.regon or "–"),
        (_("Numer księgi rejestrowej"), unit.register_number or "–"),
        (_("Kod TERYT"), unit.teryt),
        (_("Adres"), unit.address or "–"),
    )
