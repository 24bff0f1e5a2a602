# SPDX-License-Identifier: EUPL-1.2
"""Who somebody is now, and which profiles they have."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, TypedDict
from uuid import UUID

from django.conf import settings
from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django_stubs_ext import WithAnnotations

from shared import clock
from shared.encryption import lookup_hash
from shared.postgres.questions import Question
from ssoz.access.actors import Actor
from ssoz.access.enums import LocalState
from ssoz.access.models import LegacyAccount, LocalAccount, Person, Profile
from ssoz.access.permissions import Permission, Text
from ssoz.access.roles import ROLES, Role
from ssoz.access.scopes import Scope, scope

__all__ = ["Scope", "active_profiles", "actor_of", "knows_pesel", "scope"]


class Codes(TypedDict):
    """Codes of the roles held now."""

    codes: list[str]


def _actors(*, person: int, profile: int, on: date) -> "QuerySet[Profile, tuple[Any, ...]]":
    """What an actor is made of; asked with every request."""
    names = ("person__given_name", "person__family_name", "public_id", "codes")
    unit = ("unit_id", "unit__name", "unit__public_id", "unit__kind", "unit__voivodeship")
    return active(on=on).filter(pk=profile, person=person).order_by().values_list(*names, *unit)


_ACTOR = Question(_actors, person=-1, profile=-2, on=date.max)
_NAMES = Question(lambda person: Person.objects.filter(pk=person).values_list("given_name", "family_name"), person=-1)


def _with_pesel(issuer: str, subject: str) -> "QuerySet[Person, tuple[Any, ...]]":
    return Person.objects.filter(issuer=issuer, subject=subject).exclude(pesel_hash="").values_list("pk")


_WITH_PESEL = Question(_with_pesel, issuer="an issuer", subject="a subject")


def actor_of(person_id: int, profile_id: int | None, address: str | None) -> Actor | None:
    """Return the person in this profile if it is active at this moment, without a profile otherwise."""
    if profile_id is None:
        return _without_profile(person_id, address)
    found = _ACTOR.row(person=person_id, profile=profile_id, on=clock.today())
    if found is None:
        return _without_profile(person_id, address)
    given_name, family_name, public_id, codes, unit_id, unit_name, unit_public_id, unit_kind, voivodeship = found
    return Actor(
        person_id=person_id,
        person_name=Person(given_name=given_name, family_name=family_name).name,
        profile_id=profile_id,
        profile_public_id=public_id,
        unit_id=unit_id,
        unit_name=unit_name,
        unit_public_id=unit_public_id,
        unit_kind=unit_kind,
        voivodeship=voivodeship,
        roles=tuple(sorted(codes)),
        address=address,
    )


def _without_profile(person_id: int, address: str | None) -> Actor | None:
    names = _NAMES.row(person=person_id)
    if names is None:
        return None
    given_name, family_name = names
    name = Person(given_name=given_name, family_name=family_name).name
    return Actor(person_id=person_id, person_name=name, address=address)


def knows_pesel(*, issuer: str, subject: str) -> bool:
    """Whether the person has told their PESEL at an earlier sign-in."""
    return _WITH_PESEL.row(issuer=issuer, subject=subject) is not None


def profile_actor(profile: Profile, address: str | None = None) -> Actor:
    """Return the person of this profile acting in it; for work done without a browser."""
    actor = actor_of(profile.person_id, profile.pk, address)
    if actor is None or actor.profile_id is None:
        raise Profile.DoesNotExist(str(profile))
    return actor


def active_profiles(person_id: int) -> QuerySet[Profile]:
    """Profiles one can work in now, by the name of the unit."""
    return _profiles(person_id, clock.today())


def _profiles(person: int, on: date) -> "QuerySet[WithAnnotations[Profile, Codes]]":
    mine = active(Profile.objects.filter(person=person), on)
    return mine.select_related("unit").order_by("unit__name_key", "id")


_PROFILES = Question(_profiles, person=-1, on=date.max)


def profiles_of(person_id: int) -> "list[WithAnnotations[Profile, Codes]]":
    """The same, asked for by every sign-in and every page's switch."""
    return _PROFILES.instances(person=person_id, on=clock.today())


def addresses(unit: int, permission: Permission) -> list[str]:
    """E-mail addresses of those in the unit who hold the permission."""
    codes = [code for code, role in ROLES.items() if permission in role.permissions]
    holders = active().filter(unit=unit, roles__role__in=codes, roles__revoked_at=None).select_related("person")
    return [profile.email or profile.person.email for profile in holders]


def latest_transfer(person_id: int) -> LegacyAccount | None:
    """The account of SSOZ I whose roles the person carried over last."""
    mine = LegacyAccount.objects.filter(transferred_to__person=person_id).select_related("transferred_to__unit")
    return mine.order_by("-transferred_at").first()


def has_transferred(person_id: int, login: str) -> bool:
    """Whether the person has carried over the roles of just this account; told to nobody else."""
    return LegacyAccount.objects.filter(transferred_to__person=person_id, login_hash=legacy_login_hash(login)).exists()


def local_accounts(actor: Actor, state: str = LocalState.WAITING) -> QuerySet[LocalAccount]:
    """Accounts in that state of units whose users the actor manages, the longest waiting first."""
    reach = scope(actor, Permission.USER_MANAGE).as_q()
    return LocalAccount.objects.filter(reach, state=state).select_related("unit", "decided_by")


def local_account(public_id: UUID) -> LocalAccount | None:
    return LocalAccount.objects.filter(public_id=public_id).select_related("unit").first()


def has_password(person_id: int | None) -> bool:
    """Whether the person signs in here with a password of their own."""
    return LocalAccount.objects.filter(person=person_id, state=LocalState.ACTIVE).exists()


def registrations_from(address: str | None, since: datetime) -> int:
    """How many accounts were registered from a network address lately."""
    return LocalAccount.objects.filter(registered_from=address, registered_at__gte=since).count()


def legacy_login_hash(login: str) -> str:
    """By what a login of SSOZ I is found: case and outer spaces do not matter."""
    return lookup_hash(f"ssoz1:{login.strip().casefold()}", settings.LOOKUP_KEY)


def active(
    profiles: QuerySet[Profile] | None = None, on: date | None = None
) -> "QuerySet[WithAnnotations[Profile, Codes]]":
    """Those of the profiles that one can work in now: not blocked, of a unit that exists, with a role."""
    held = Q(roles__revoked_at__isnull=True, roles__isnull=False)
    closed = Q(unit__valid_to__lt=on or clock.today())
    return (
        (Profile.objects.all() if profiles is None else profiles)
        .filter(held, blocked_at__isnull=True)
        .exclude(closed)
        .annotate(codes=ArrayAgg("roles__role", filter=held))
    )


def roles_of(profile: Profile) -> tuple[Role, ...]:
    """The roles held in a profile now, in the order in which they were given."""
    held = profile.roles.filter(revoked_at=None)
    return tuple(ROLES[code] for code in held.values_list("role", flat=True))


def unit_data(profile: Profile) -> Iterable[tuple[Text, str]]:
    """What the register says of the profile's unit, as people read it."""
    unit = profile.unit
    yield _("Rodzaj jednostki"), unit.get_kind_display()
    yield _("Nazwa"), unit.name
    yield _("NIP"), unit.nip or "–"
    yield _("REGON"), unit.regon or "–"
    yield _("Numer księgi rejestrowej"), unit.register_number or "–"
    yield _("Kod TERYT"), unit.teryt
    yield _("Adres"), unit.address or "–"


def profile_names(profiles: Iterable[int]) -> dict[int, str]:
    """Whose they are, and of which unit."""
    rows = Profile.objects.filter(pk__in=list(profiles)).select_related("person", "unit")
    return {row.pk: f"{row.person.name}, {row.unit.name}" for row in rows}
