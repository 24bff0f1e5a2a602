# SPDX-License-Identifier: EUPL-1.2
"""The one door in front of every operation, and what a profile's state is good for."""

from ssoz.access.actors import Actor
from ssoz.access.enums import ProfileStatus
from ssoz.access.errors import Forbidden, HigherRole, OwnMatter, ReasonMissing
from ssoz.access.permissions import Permission
from ssoz.access.roles import permissions_of
from ssoz.access.scopes import Located, scope


def require(by: Actor, permission: Permission, *, unit: Located | None = None, subject: str | None = None) -> None:
    """Refuse unless the actor has the permission and it reaches this unit or subject (when one is named)."""
    if not by.may(permission):
        raise Forbidden(permission)
    named = unit is not None or subject is not None
    if named and not scope(by, permission).covers(unit=unit, subject=subject):
        raise Forbidden(permission, out_of_reach=True)


def check_not_own(by: Actor, person_id: int) -> None:
    """Four eyes: whoever decides is somebody else than whom it concerns."""
    if by.person_id == person_id:
        raise OwnMatter


def check_reason(reason: str) -> str:
    """The reason without its margins, unless there is none."""
    if not (words := reason.strip()):
        raise ReasonMissing
    return words


def check_may_block(by: Actor, roles: tuple[str, ...]) -> None:
    """The administrator of a unit blocks its people, not those who manage users."""
    if Permission.USER_MANAGE in permissions_of(roles) and not by.may(Permission.USER_MANAGE):
        raise HigherRole


def profile_status(*, blocked: bool, unit_closed: bool, roles_held: int, roles_ever: int) -> ProfileStatus:
    """Blocked wins; then one role held is enough; what remains tells whether there ever was one."""
    if blocked or unit_closed:
        return ProfileStatus.BLOCKED
    if roles_held:
        return ProfileStatus.ACTIVE
    return ProfileStatus.REJECTED if roles_ever else ProfileStatus.NOT_ACTIVATED
