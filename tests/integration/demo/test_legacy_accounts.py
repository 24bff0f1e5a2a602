# SPDX-License-Identifier: EUPL-1.2
"""The demo's accounts of SSOZ I: taken in whole, and opened by the passwords that its start tells."""

import csv
import json

import pytest

from shared import passwords
from ssoz.access.actors import SYSTEM, Actor
from ssoz.access.errors import TransferRefused
from ssoz.access.models import LegacyAccount
from ssoz.access.operations import import_legacy_accounts, transfer
from ssoz.demo.building import CITIZENS, LEGACY
from ssoz.demo.country import invented
from ssoz.demo.show import LEGACY_ACCOUNTS
from ssoz.registers.operations import create_units, load_seeds
from tests.factories.access import person


def test_the_passwords_told_are_those_of_the_file() -> None:
    with LEGACY.open(encoding="utf-8", newline="") as lines:
        hashes = {row["login"]: row["haslo"] for row in csv.DictReader(lines)}
    told = {login: password for _name, login, password, _hint in LEGACY_ACCOUNTS}
    assert told.keys() == hashes.keys()
    assert all(passwords.verify(told[login], passwords.read(hashes[login])) for login in told)


@pytest.mark.django_db
def test_newcomers_carry_over_what_the_table_says() -> None:
    load_seeds()
    create_units(by=SYSTEM, new=invented())
    with LEGACY.open(encoding="utf-8", newline="") as lines:
        assert import_legacy_accounts(by=SYSTEM, lines=lines).refused == []
    known = {f"{row['given_name']} {row['family_name']}": row for row in json.loads(CITIZENS.read_text())}
    people = {
        name: person(**{field: row[field] for field in ("given_name", "family_name", "email")})
        for name, row in known.items()
    }
    for name, login, password, _hint in LEGACY_ACCOUNTS:
        by = Actor(person_id=people[name].pk, person_name=name)
        if login == "plis":
            with pytest.raises(TransferRefused, match="zbyt stare"):
                transfer(by=by, login=login, password=password)
        else:
            assert transfer(by=by, login=login, password=password), login
    assert LegacyAccount.objects.filter(transferred_at=None).count() == 1
    assert people["Halina Wrona"].profiles.get().roles.count() == 4
