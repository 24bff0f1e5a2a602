# SPDX-License-Identifier: EUPL-1.2
"""e-PLOZ as UEOZ asks it: one small door, behind which stands our own table now and Keycloak's admin API one day."""

from dataclasses import dataclass
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from shared import clock, passwords
from shared.encryption import lookup_hash
from ueoz.eploz.models import Entry


@dataclass(frozen=True, kw_only=True)
class Found:
    """What e-PLOZ knows about a person."""

    login: str
    given_name: str
    family_name: str
    email: str
    migrated: bool = False


class Directory(Protocol):
    """What UEOZ needs of e-PLOZ. Each method may raise `DirectoryUnavailable`."""

    def find(self, pesel: str) -> Found | None:
        """Return the account of the person with this PESEL."""

    def check(self, login: str, password: str) -> Found | None:
        """Return the account, if it has not migrated and the password is right; takes as long when it has none."""

    def retire(self, pesel: str) -> None:
        """Let the account's password work no longer; twice does no harm."""


def directory() -> Directory:
    """The directory that the settings name."""
    made: Directory = import_string(settings.EPLOZ_DIRECTORY)()
    return made


def login_hash(login: str) -> str:
    """By what a login is found: case and outer spaces do not matter."""
    return lookup_hash(f"login:{login.strip().casefold()}", settings.LOOKUP_KEY)


class OwnTable:
    """Accounts brought by `./ssoz ueoz import-eploz`."""

    def find(self, pesel: str) -> Found | None:
        entry = Entry.objects.filter(pesel_hash=lookup_hash(pesel, settings.LOOKUP_KEY)).first()
        return _found(entry) if entry else None

    def check(self, login: str, password: str) -> Found | None:
        """Look at the password of the account, or of its neighbour in the order of hashes.

        So a login that nobody has is refused by the same one query and the same work, of the same kinds of hashes in
        the same shares, and always the same for the same login.
        """
        wanted = login_hash(login)
        standing = Entry.objects.filter(migrated_at=None).order_by("login_hash")
        entry = standing.filter(login_hash__gte=wanted).first() or standing.first()
        right = passwords.verify(password, entry.password if entry else passwords.NOBODYS)
        return _found(entry) if entry and right and entry.login_hash == wanted else None

    def retire(self, pesel: str) -> None:
        of_person = Entry.objects.filter(pesel_hash=lookup_hash(pesel, settings.LOOKUP_KEY), migrated_at=None)
        of_person.update(password="", migrated_at=clock.now())


def _found(entry: Entry) -> Found:
    return Found(
        login=entry.login,
        given_name=entry.given_name,
        family_name=entry.family_name,
        email=entry.email,
        migrated=entry.migrated_at is not None,
    )
