# SPDX-License-Identifier: EUPL-1.2
"""What is done to other people's profiles: roles taken away, profiles blocked and unblocked; each with a reason."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from shared import clock
from ssoz.access.actors import Actor
from ssoz.access.errors import AlreadyDone, LastAdministrator
from ssoz.access.models import Profile, ProfileRole
from ssoz.access.permissions import Permission, Text
from ssoz.access.policies import check_may_block, check_not_own, check_reason, require
from ssoz.access.queries import active
from ssoz.access.roles import ADMINISTRATOR, ROLES
from ssoz.audit.operations import record
from ssoz.notifications import operations as notifications
from ssoz.notifications.enums import MessageKind


@transaction.atomic
def revoke_role(*, by: Actor, profile: Profile, role: str, reason: str) -> None:
    """Take a role away; the row stays as history."""
    require(by, Permission.USER_MANAGE, unit=profile.unit, subject=ROLES[role].subject or None)
    check_not_own(by, profile.person_id)
    words = check_reason(reason)
    if role == ADMINISTRATOR:
        _keep_an_administrator(profile)
    held = ProfileRole.objects.filter(profile=profile, role=role, revoked_at=None)
    if not held.update(revoked_at=clock.now(), revoked_by_id=by.person_id):
        raise AlreadyDone(_("Tę rolę już odebrano."))
    data = {"role": role, "reason": words}
    record(by=by, action="role_revoked", object_type="profile", object_id=str(profile.pk), data=data)
    tell(profile=profile, kind=MessageKind.ROLE_REVOKED, reason=words, role=ROLES[role].name)


@transaction.atomic
def block_profile(*, by: Actor, profile: Profile, reason: str) -> None:
    """Shut a profile, at once: the next request of its person no longer finds it active."""
    require(by, Permission.USER_BLOCK, unit=profile.unit)
    check_not_own(by, profile.person_id)
    words = check_reason(reason)
    roles = tuple(profile.roles.filter(revoked_at=None).values_list("role", flat=True))
    check_may_block(by, roles)
    if ADMINISTRATOR in roles:
        _keep_an_administrator(profile)
    if not _set_blocked(profile, clock.now(), by.person_id, words):
        raise AlreadyDone(_("Ten profil jest już zablokowany."))
    record(by=by, action="profile_blocked", object_type="profile", object_id=str(profile.pk), data={"reason": words})
    tell(profile=profile, kind=MessageKind.PROFILE_BLOCKED, reason=words)


@transaction.atomic
def unblock_profile(*, by: Actor, profile: Profile, reason: str) -> None:
    """Open a blocked profile again."""
    require(by, Permission.USER_BLOCK, unit=profile.unit)
    check_not_own(by, profile.person_id)
    words = check_reason(reason)
    check_may_block(by, tuple(profile.roles.filter(revoked_at=None).values_list("role", flat=True)))
    if not _set_blocked(profile, None, None, ""):
        raise AlreadyDone(_("Ten profil nie jest zablokowany."))
    record(by=by, action="profile_unblocked", object_type="profile", object_id=str(profile.pk), data={"reason": words})
    tell(profile=profile, kind=MessageKind.PROFILE_UNBLOCKED, reason=words)


def tell(*, profile: Profile, kind: MessageKind, **context: Text) -> None:
    """Write to the person in the transaction of the deed: where it stands, the message is there, too."""
    known = {"unit": profile.unit.name, **context}
    notifications.write(kind=kind, recipients=[profile.email or profile.person.email], context=known)


def _set_blocked(profile: Profile, at: datetime | None, by_id: int | None, reason: str) -> bool:
    """Whether it was the other way round until now."""
    values = {"blocked_at": at, "blocked_by_id": by_id, "blocked_reason": reason}
    changed = Profile.objects.filter(pk=profile.pk, blocked_at__isnull=at is not None).update(**values)
    profile.refresh_from_db(fields=["blocked_at", "blocked_by", "blocked_reason"])
    return bool(changed)


def _keep_an_administrator(profile: Profile) -> None:
    """Refuse to lose the last one; two who would remove each other at once wait for one another here."""
    rows = ProfileRole.objects.select_for_update().filter(role=ADMINISTRATOR, revoked_at=None).order_by("pk")
    others = {row.profile_id for row in rows} - {profile.pk}
    if not active(Profile.objects.filter(pk__in=others)).exists():
        raise LastAdministrator
