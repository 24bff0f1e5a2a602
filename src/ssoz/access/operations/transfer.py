# SPDX-License-Identifier: EUPL-1.2
"""Roles of an account of SSOZ I carried over to a profile here, once (ADR 0088)."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from shared import clock, passwords
from ssoz.access.actors import Actor
from ssoz.access.errors import TransferRefused
from ssoz.access.models import LegacyAccount, Person, Profile, ProfileRole
from ssoz.access.operations.profiles import hold_role
from ssoz.access.policies import check_can_receive, check_can_transfer, is_owner
from ssoz.access.queries import legacy_login_hash
from ssoz.access.roles import ROLES
from ssoz.audit.operations import record

SOURCE = "ssoz1"


@dataclass(frozen=True)
class Carried:
    """The profile, and whether it is new."""

    profile: Profile
    is_new: bool


def transfer(*, by: Actor, login: str, password: str) -> Carried | None:
    """Carry the roles over, if login and password are right and the account is the person's; else nothing is said."""
    account = _proved(login, password)
    if account is None:
        _refuse(by, "login or password")
        return None
    try:
        return _locked(by, account.pk)
    except TransferRefused as refusal:
        _refuse(by, str(refusal))
        raise


@transaction.atomic
def _locked(by: Actor, pk: int) -> Carried | None:
    account = _standing().select_for_update(of=("self",)).select_related("unit").filter(pk=pk).first()
    person = Person.objects.get(pk=by.person_id or 0)
    if account is None or not is_owner(person, account):
        _refuse(by, "another person's" if account else "transferred meanwhile")
        return None
    check_can_transfer(account, on=clock.today())
    return _carry(by, person, account)


def _proved(login: str, password: str) -> LegacyAccount | None:
    """Look at the password of the account, or of its neighbour in the order of hashes.

    A login that nobody has is refused by the same one query and the same work, and always the same for the same login.
    """
    wanted = legacy_login_hash(login)
    standing = _standing().order_by("login_hash")
    account = standing.filter(login_hash__gte=wanted).first() or standing.first()
    right = passwords.verify(password, account.password if account else passwords.NOBODYS)
    return account if account and right and account.login_hash == wanted else None


def _standing() -> QuerySet[LegacyAccount]:
    return LegacyAccount.objects.filter(transferred_at=None)


def _refuse(by: Actor, reason: str) -> None:
    record(by=by, action="transfer_refused", object_type="legacy_account", object_id="", data={"reason": reason})


def _carry(by: Actor, person: Person, account: LegacyAccount) -> Carried:
    profile, created = Profile.objects.select_related("unit").get_or_create(
        person=person, unit=account.unit, defaults={"phone": account.phone, "email": account.email or person.email}
    )
    check_can_receive(profile)
    roles = list(_fitting(profile, account))
    if not roles:
        raise TransferRefused(_("Ról z tego konta nie można przenieść. Złóż wniosek o role, których potrzebujesz."))
    what = {"login": account.login, "unit": str(account.unit.public_id), "roles": roles, "new": created}
    record(by=by, action="legacy_transferred", object_type="profile", object_id=str(profile.pk), data=what)
    for role in roles:
        hold_role(by=by, profile=profile, role=role, granted_by=None, data={"from": SOURCE})
    account.transferred_at, account.transferred_to, account.password = clock.now(), profile, ""
    account.save(update_fields=["transferred_at", "transferred_to", "password"])
    return Carried(profile, created)


def _fitting(profile: Profile, account: LegacyAccount) -> Iterator[str]:
    """Roles that the unit still has; one that was taken away here does not come back this way."""
    held = dict[str, bool]()
    for role, revoked in ProfileRole.objects.filter(profile=profile).values_list("role", "revoked_at"):
        held[role] = held.get(role, False) or revoked is None
    for role in account.roles:
        fits = ROLES[role].fits(character=profile.unit.character, kind=profile.unit.kind)
        if fits and held.get(role, True):
            yield role
