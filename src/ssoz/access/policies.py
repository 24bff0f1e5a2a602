# SPDX-License-Identifier: EUPL-1.2
"""The one door in front of every operation, and what lets an account of SSOZ I be carried over."""

from datetime import date

from django.conf import settings
from django.utils.translation import gettext as _

from shared import names
from ssoz.access.actors import Actor
from ssoz.access.errors import Forbidden, HigherRole, OwnMatter, ReasonMissing, TransferRefused
from ssoz.access.models import LegacyAccount, Person, Profile
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


def is_owner(person: Person, account: LegacyAccount) -> bool:
    """Whether an account of SSOZ I is this person's; who has married keeps the given name and the e-mail address."""
    same_email = bool(account.email) and account.email.casefold() == person.email.casefold()
    return names.same_given_name(person.given_name, account.given_name) and (
        same_email or names.same_family_name(person.family_name, account.family_name)
    )


def check_can_transfer(account: LegacyAccount, *, on: date) -> None:
    """Refuse accounts that are too old, or of a unit that is there no more."""
    if settings.TRANSFER_YEARS and (account.created_on is None or account.created_on < _years_before(on)):
        raise TransferRefused(
            _("To konto SSOZ I jest zbyt stare, aby przenieść jego uprawnienia. Złóż wniosek o nowy profil.")
        )
    if not account.unit.holds_on(on):
        sentence = _("Jednostka „{unit}” została wykreślona z rejestru. Złóż wniosek o profil w innej jednostce.")
        raise TransferRefused(sentence.format(unit=account.unit.name))


def check_can_receive(profile: Profile) -> None:
    """Refuse to add roles to a profile that an administrator has shut."""
    if profile.blocked_at is not None:
        sentence = _("Twój profil w jednostce „{unit}” jest zablokowany. Skontaktuj się z administratorem.")
        raise TransferRefused(sentence.format(unit=profile.unit.name))


def _years_before(on: date) -> date:
    """The same day so many years ago; of the 29th of February the 28th."""
    year = on.year - settings.TRANSFER_YEARS
    return on.replace(year=year, day=28) if (on.month, on.day) == (2, 29) else on.replace(year=year)
