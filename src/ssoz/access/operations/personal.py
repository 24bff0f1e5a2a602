# SPDX-License-Identifier: EUPL-1.2
"""Personal data: encrypted anew with the newest key, and removed when the law lets a person be forgotten."""

import secrets
from collections.abc import Callable, Iterable
from hashlib import sha256

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from shared.encryption import Keyring
from ssoz.access.actors import Actor
from ssoz.access.errors import PersonStillActive
from ssoz.access.models import LegacyAccount, LocalAccount, Person, Profile, Session
from ssoz.access.permissions import Permission
from ssoz.access.pesel import PESEL_CONTEXT
from ssoz.access.policies import require
from ssoz.access.queries import active_profiles
from ssoz.audit.operations import forget_names, record

AT_ONCE = 500
NOBODYS = "!"  # no hash of anything
GONE = {"given_name": "Osoba", "family_name": "usunięta"}


def rotate_keys(*, by: Actor, at_once: int = AT_ONCE, tell: Callable[[int], None] | None = None) -> int:
    """Encrypt every PESEL anew that is not under the first key of the ring; returns how many there were.

    Each piece is a transaction: interrupted, it goes on where it stopped, because what is done needs no rotation.
    """
    require(by, Permission.USER_MANAGE)
    keys = Keyring.parse(settings.ENCRYPTION_KEYS)
    total, after = 0, 0
    while True:
        after, rotated = _rotate(keys, after, at_once)
        total += rotated
        if tell:
            tell(total)
        if not after:
            break
    if total:
        data = {"people": total, "key": keys.keys[0][0]}
        record(by=by, action="keys_rotated", object_type="person", object_id="", data=data)
    return total


@transaction.atomic
def _rotate(keys: Keyring, after: int, at_once: int) -> tuple[int, int]:
    """One piece in the order of numbers: where it ended (0: at the end of all), how many were written."""
    waiting = Person.objects.filter(pk__gt=after).exclude(pesel_encrypted="")
    waiting = waiting.exclude(pesel_encrypted__startswith=f"{keys.keys[0][0]}:")
    people = list(waiting.order_by("pk").select_for_update()[:at_once])
    for person in people:
        plain = keys.decrypt(person.pesel_encrypted, context=PESEL_CONTEXT)
        person.pesel_encrypted = keys.encrypt(plain, context=PESEL_CONTEXT)
    Person.objects.bulk_update(people, ["pesel_encrypted"])
    return people[-1].pk if people else 0, len(people)


@transaction.atomic
def forget_person(*, by: Actor, person: Person) -> frozenset[str]:
    """Remove who somebody is, end their sessions; what they did stays, under a number. Returns their addresses.

    Whoever can still work here is not forgotten: the system has to know them.
    """
    require(by, Permission.USER_MANAGE)
    person = Person.objects.select_for_update().get(pk=person.pk)
    if units := [profile.unit.name for profile in active_profiles(person.pk)]:
        raise PersonStillActive(_("Ta osoba ma aktywne profile: {units}.").format(units=", ".join(units)))
    profiles = Profile.objects.filter(person=person)
    emails = frozenset({person.email, *profiles.values_list("email", flat=True)} - {""})
    profiles.update(phone="", email="")
    _forget_accounts(person)
    Session.objects.filter(person=person).delete()
    gone = {**GONE, "email": "", "pesel_encrypted": "", "pesel_hash": "", "subject": f"usunięto-{person.public_id}"}
    Person.objects.filter(pk=person.pk).update(**gone)
    forget_names(person_id=person.pk)
    record(by=by, action="person_forgotten", object_type="person", object_id=str(person.pk))
    return emails


def _forget_accounts(person: Person) -> None:
    """The accounts of SSOZ I that were carried over, and the one of our own: nobody gets in by them again."""
    for old in LegacyAccount.objects.filter(transferred_to__person=person):
        _update([old], login="usunięto", login_hash=_nobody(), email="", phone="", **GONE)
    for own in LocalAccount.objects.filter(person=person):
        login = f"usunięto-{own.pk}"
        _update(
            [own], login=login, login_key=login, password=NOBODYS, phone="–", email="", registered_from=None, **GONE
        )


def _update(rows: Iterable[LegacyAccount | LocalAccount], **values: object) -> None:
    for row in rows:
        for name, value in values.items():
            setattr(row, name, value)
        row.save(update_fields=list(values))


def _nobody() -> str:
    return sha256(secrets.token_bytes(32)).hexdigest()
