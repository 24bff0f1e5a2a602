# SPDX-License-Identifier: EUPL-1.2
"""Profiles and their roles; which of one's profiles one works in."""

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from shared import clock
from ssoz.access.actors import Actor
from ssoz.access.errors import ProfileNotAvailable, RoleDoesNotFit
from ssoz.access.models import Person, Profile, ProfileRole
from ssoz.access.permissions import Permission
from ssoz.access.policies import require
from ssoz.access.queries import active_profiles
from ssoz.access.roles import ROLES
from ssoz.audit.operations import record
from ssoz.registers.models import Unit


@transaction.atomic
def choose_profile(*, by: Actor, profile: UUID) -> int:
    """Work in another of one's own active profiles from now on; returns its id for the session."""
    chosen = active_profiles(by.person_id or 0).filter(public_id=profile).first()
    if chosen is None:
        raise ProfileNotAvailable(_("Ten profil nie jest aktywny albo nie należy do Ciebie."))
    data = {"unit": str(chosen.unit.public_id), "before": by.profile_id}
    record(by=by, action="profile_chosen", object_type="profile", object_id=str(chosen.pk), data=data)
    return chosen.pk


@transaction.atomic
def create_profile(*, by: Actor, person: Person, unit: Unit, phone: str = "", email: str = "") -> Profile:
    """Bind a person to a unit; the same pair keeps the profile it has."""
    require(by, Permission.USER_MANAGE, unit=unit)
    profile, created = Profile.objects.get_or_create(
        person=person, unit=unit, defaults={"phone": phone, "email": email}
    )
    if created:
        record(by=by, action="profile_created", object_type="profile", object_id=str(profile.pk))
    return profile


@transaction.atomic
def open_profile(*, by: Actor, unit: Unit, phone: str, email: str) -> Profile:
    """A person binds themselves to a unit. Without a role nothing can be done in the profile, so nobody is asked."""
    person = Person.objects.get(pk=by.person_id or 0)
    contact = {"phone": phone, "email": email}
    profile, created = Profile.objects.get_or_create(person=person, unit=unit, defaults=contact)
    if created:
        record(by=by, action="profile_created", object_type="profile", object_id=str(profile.pk))
    elif (profile.phone, profile.email) != (phone, email):
        profile.phone, profile.email = phone, email
        profile.save(update_fields=["phone", "email"])
        record(by=by, action="contact_changed", object_type="profile", object_id=str(profile.pk))
    return profile


@transaction.atomic
def grant_role(*, by: Actor, profile: Profile, role: str) -> ProfileRole:
    """Give a role that fits the profile's unit; one already held stays as it is."""
    definition = ROLES[role]
    require(by, Permission.USER_MANAGE, unit=profile.unit, subject=definition.subject or None)
    if not definition.fits(character=profile.unit.character, kind=profile.unit.kind):
        raise RoleDoesNotFit(definition, profile.unit.name)
    return hold_role(by=by, profile=profile, role=role, granted_by=by.person_id, data={})


def hold_role(
    *, by: Actor, profile: Profile, role: str, granted_by: int | None, data: Mapping[str, object]
) -> ProfileRole:
    """Write down that the profile holds a role from now on; who may decide that was asked before."""
    held, created = ProfileRole.objects.get_or_create(
        profile=profile, role=role, revoked_at=None, defaults={"granted_at": clock.now(), "granted_by_id": granted_by}
    )
    if created:
        what = {"role": role, **data}
        record(by=by, action="role_granted", object_type="profile", object_id=str(profile.pk), data=what)
    return held
