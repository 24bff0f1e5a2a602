# SPDX-License-Identifier: EUPL-1.2
"""Accounts that come from a file: people of a demo, of a training, of another installation."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from stdnum.pl import pesel as numbers

from shared import clock
from shared.identifiers import IdentifierError, clean_pesel
from ueoz.accounts.enums import AccountState, EventKind
from ueoz.accounts.models import Account, Event
from ueoz.accounts.operations.lives import hidden_pesel

BATCH = 2_000
FIELDS = ("given_name", "family_name", "birth_date", "email", "email_verified_at", "state")


@dataclass(frozen=True)
class Taken:
    """How many accounts are there now because of the file, how many of them are new, and who was left out and why."""

    known: int
    new: int
    refused: tuple[str, ...]


@transaction.atomic
def take_in(rows: Iterable[dict[str, Any]]) -> Taken:
    """Make each row's person an active account with the row's `sub`; doing it twice changes nothing."""
    wanted, refused = _read(rows)
    hashes = {account.subject: account.pesel_hash for account in wanted}
    here = dict(Account.objects.filter(pesel_hash__in=list(hashes.values())).values_list("pesel_hash", "subject"))
    known = set(Account.objects.filter(subject__in=list(hashes)).values_list("subject", flat=True))
    free = [account for account in wanted if here.get(account.pesel_hash, account.subject) == account.subject]
    refused += [f"{one.subject}: ten PESEL ma już inne konto" for one in wanted if one not in free]
    Account.objects.bulk_create(
        free,
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["subject"],
        update_fields=[*FIELDS, "pesel_encrypted", "pesel_hash"],
    )
    new = [account.subject for account in free if account.subject not in known]
    fresh = Account.objects.filter(subject__in=new)
    Event.objects.bulk_create(
        [Event(account=account, kind=EventKind.TAKEN_IN, by="system", at=clock.now()) for account in fresh],
        batch_size=BATCH,
    )
    return Taken(len(free), len(new), tuple(refused))


def _read(rows: Iterable[dict[str, Any]]) -> tuple[list[Account], list[str]]:
    """Each person once; the last row of a `sub` or of a PESEL wins nothing, the first does."""
    accounts: dict[str, Account] = {}
    hashes: set[str] = set()
    refused: list[str] = []
    for number, row in enumerate(rows, 1):
        try:
            account = _account(row)
        except (KeyError, IdentifierError) as error:
            refused.append(f"wiersz {number}: {error}")
            continue
        if account.subject in accounts or account.pesel_hash in hashes:
            refused.append(f"wiersz {number}: osoba jest w pliku drugi raz")
            continue
        accounts[account.subject] = account
        hashes.add(account.pesel_hash)
    return list(accounts.values()), refused


def _account(row: dict[str, Any]) -> Account:
    pesel = clean_pesel(str(row["pesel"]))
    return Account(
        subject=row["sub"],
        given_name=row["given_name"],
        family_name=row["family_name"],
        birth_date=numbers.get_birth_date(pesel),
        email=row["email"],
        email_verified_at=clock.now(),
        state=AccountState.ACTIVE,
        **hidden_pesel(pesel),
    )
