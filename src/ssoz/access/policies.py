# SPDX-License-Identifier: EUPL-1.2
"""The one door in front of every operation, and what a profile's state is good for."""

from ssoz.access.actors import Actor
from ssoz.access.enums import ProfileStatus
from ssoz.access.errors import Forbidden
from ssoz.access.permissions import Permission
from ssoz.access.scopes import Located, scope


def require(by: Actor, permission: Permission, *, unit: Located | None = None, subject: str | None = None) -> None:
    """Refuse unless the actor has the permission and it reaches this unit or subject (when one is named)."""
    if not by.may(permission):
        raise Forbidden(permission)
    named = unit is not None or subject is not None
    if named and not scope(by, permission).covers(unit=unit, subject=subject):
        raise Forbidden(permission, out_of_reach=True)


def profile_status(*, blocked: bool, unit_closed: bool, roles_held: int, roles_ever: int) -> ProfileStatus:
    """Blocked wins; then one role held is enough; what remains tells whether there ever was one."""
    if blocked or unit_closed:
        return ProfileStatus.BLOCKED
    if roles_held:
        return ProfileStatus.ACTIVE
    return ProfileStatus.REJECTED if roles_ever else ProfileStatus.NOT_ACTIVATED
