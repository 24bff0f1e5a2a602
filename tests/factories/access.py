# SPDX-License-Identifier: EUPL-1.2
"""People for tests: `profile(role="uw_admin")` finds a fitting unit; `signed_in(client, …)` skips the sign-in."""

from itertools import count
from typing import Any

from django.test import Client

from shared import clock, passwords
from ssoz.access import sessions
from ssoz.access.actors import Actor
from ssoz.access.models import LegacyAccount, Person, Profile, ProfileRole
from ssoz.access.queries import legacy_login_hash, profile_actor
from ssoz.access.roles import ROLES
from ssoz.audit.operations.recording import know_name
from ssoz.registers.enums import UnitCharacter, UnitKind
from ssoz.registers.models import Unit
from tests.factories import registers
from tests.factories.exports import EXPORTS
from tests.factories.exports import PASSWORD as LEGACY_PASSWORD

__all__ = ["LEGACY_PASSWORD"]
_numbers = count(1)
USUAL_KIND = {
    UnitCharacter.CENTRAL: UnitKind.EHEALTH_CENTRE,
    UnitCharacter.SUPERVISING: UnitKind.VOIVODESHIP_OFFICE,
    UnitCharacter.REPORTING: UnitKind.HOSPITAL,
}


def person(**fields: str) -> Person:
    """Somebody who has signed in once."""
    number = next(_numbers)
    usual = {
        "issuer": "http://ueoz.localhost:8002",
        "subject": f"sub-{number}",
        "given_name": "Jan",
        "family_name": f"Próbny-{number}",
    }
    made = Person.objects.create(**{**usual, **fields})
    know_name(made.pk, made.name)  # signing in did
    return made


def unit_for(role: str) -> Unit:
    """A unit whose people may have the role; the one office of the voivodeship is used again."""
    definition = ROLES[role]
    kind = next(iter(definition.kinds), USUAL_KIND[definition.character])
    return Unit.objects.filter(kind=kind).exclude(kind=UnitKind.HOSPITAL).first() or registers.unit(kind)


def profile(
    *roles: str, role: str = "reporter_nonfinancial", unit: Unit | None = None, person: Person | None = None
) -> Profile:
    """An active profile with the role (or several: `profile("reporter_financial", "reporter_nonfinancial")`)."""
    codes = roles or (role,)
    made = Profile.objects.create(person=person or _somebody(), unit=unit or unit_for(codes[0]))
    for code in codes:
        ProfileRole.objects.create(profile=made, role=code, granted_at=clock.now())
    return made


def actor(*roles: str, role: str = "reporter_nonfinancial", unit: Unit | None = None) -> Actor:
    """Somebody acting in a new profile."""
    return profile_actor(profile(*roles, role=role, unit=unit), "192.0.2.1")


def signed_in(client: Client, profile: Profile) -> Client:
    """The client, in a session of the profile's person."""
    return signed_in_person(client, profile.person, profile)


def signed_in_person(client: Client, person: Person, profile: Profile | None = None) -> Client:
    """The client, in a session of somebody who has chosen no profile yet."""
    moment = clock.now().timestamp()
    session = client.session
    session[sessions.PERSON] = person.pk
    session[sessions.PROFILE] = profile.pk if profile else None
    session[sessions.BEGAN] = session[sessions.ACTIVE] = moment
    session[sessions.ID_TOKEN] = ""
    session.save()
    return client


def legacy_account(person: Person, **fields: Any) -> LegacyAccount:
    """An account of SSOZ I of this person, with the password `LEGACY_PASSWORD`."""
    login = fields.pop("login", f"konto.{next(_numbers)}")
    usual = {
        "given_name": person.given_name,
        "family_name": person.family_name,
        "email": "dawny@example.test",
        "password": passwords.read(EXPORTS["django pbkdf2_sha256"]),
        "roles": ["unit_admin", "legacy_author_financial", "legacy_observer"],
        "created_on": clock.today(),
    }
    unit = fields.pop("unit", None) or registers.unit(UnitKind.HOSPITAL)
    return LegacyAccount.objects.create(
        login=login, login_hash=legacy_login_hash(login), unit=unit, **{**usual, **fields}
    )


def _somebody() -> Person:
    return person()
