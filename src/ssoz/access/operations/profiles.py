# SPDX-License-Identifier: EUPL-1.2
"""Profiles and their roles; which of one's profiles one works in."""

from datetime import datetime
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
def grant_role(*, by: Actor, profile: Profile, role: str) -> ProfileRole:
    """Give a role that fits the profile's unit; one already held stays as it is."""
    require(by, Permission.USER_MANAGE, unit=profile.unit)
    definition = ROLES[role]
    if not definition.fits(character=profile.unit.character, kind=profile.unit.kind):
        raise RoleDoesNotFit(definition, profile.unit.name)
    held, created = ProfileRole.objects.get_or_create(
        profile=profile,
        role=role,
        revoked_at=None,
        defaults={"granted_at": clock.now(), "granted_by_id": by.person_id},
    )
    if created:
        record(by=by, action="role_granted", object_type="profile", object_id=str(profile.pk), data={"role": role})
    return held


@transaction.atomic
def revoke_role(*, by: Actor, profile: Profile, role: str) -> None:
    """Take a role away; the row stays as history."""
    require(by, Permission.USER_MANAGE, unit=profile.unit)
    held = ProfileRole.objects.filter(profile=profile, role=role, revoked_at=None)
    if held.update(revoked_at=clock.now(), revoked_by_id=by.person_id):
        record(by=by, action="role_revoked", object_type="profile", object_id=str(profile.pk), data={"role": role})


@transaction.atomic
def block_profile(*, by: Actor, profile: Profile, reason: str) -> None:
    """Shut a profile, at once: the next request of its person no longer finds it active."""
    require(by, Permission.USER_BLOCK, unit=profile.unit)
    _set_blocked(profile, clock.now(), by.person_id, reason)
    record(by=by, action="profile_blocked", object_type="profile", object_id=str(profile.pk), data={"reason": reason})


@transaction.atomic
def unblock_profile(*, by: Actor, profile: Profile, reason: str) -> None:
    """Open a blocked profile again."""
    require(by, Permission.USER_BLOCK, unit=profile.unit)
    _set_blocked(profile, None, None, "")
    record(by=by, action="profile_unblocked", object_type="profile", object_id=str(profile.pk), data={"reason": reason})


def _set_blocked(profile: Profile, at: datetime | None, by_id: int | None, reason: str) -> None:
    profile.blocked_at, profile.blocked_by_id, profile.blocked_reason = at, by_id, reason
    profile.save(update_fields=["blocked_at", "blocked_by", "blocked_reason"])
