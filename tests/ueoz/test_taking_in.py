# SPDX-License-Identifier: EUPL-1.2
"""`take-in`: people known from elsewhere become active accounts."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from ueoz.accounts.enums import AccountState, EventKind
from ueoz.accounts.models import Account, Event
from ueoz.accounts.operations import take_in

pytestmark = pytest.mark.django_db

ANNA = {
    "sub": "demo-0001",
    "given_name": "Anna",
    "family_name": "Żak",
    "pesel": "44051401359",
    "email": "anna@przyklad.localhost",
    "role": "Administrator UW",
    "unit": "Urząd",
    "hint": "",
}
BOB = {**ANNA, "sub": "demo-0002", "given_name": "Bogdan", "family_name": "Łyś", "pesel": "02070803628"}


def test_people_become_active_accounts_that_keep_their_sub() -> None:
    assert take_in([ANNA, BOB]).new == 2

    anna = Account.objects.get(subject="demo-0001")
    assert (anna.name, anna.pesel, anna.state) == ("Anna Żak", "44051401359", AccountState.ACTIVE)
    assert anna.is_active
    assert anna.birth_date is not None
    assert "44051401359" not in anna.pesel_encrypted


def test_taking_in_twice_changes_nothing() -> None:
    take_in([ANNA, BOB])

    again = take_in([ANNA, BOB])

    assert (again.known, again.new, again.refused) == (2, 0, ())
    assert Account.objects.count() == 2
    assert Event.objects.filter(kind=EventKind.TAKEN_IN).count() == 2


def test_a_changed_row_changes_the_account() -> None:
    take_in([ANNA])
    take_in([{**ANNA, "family_name": "Żak-Nowa", "pesel": "69072324621"}])

    anna = Account.objects.get()
    assert (anna.family_name, anna.pesel) == ("Żak-Nowa", "69072324621")


def test_a_person_twice_in_the_file_is_told() -> None:
    taken = take_in([ANNA, {**BOB, "pesel": ANNA["pesel"]}, {**BOB, "sub": "demo-0001"}])

    assert taken.known == 1
    assert [reason.partition(":")[0] for reason in taken.refused] == ["wiersz 2", "wiersz 3"]


def test_a_pesel_that_has_an_account_is_left_alone() -> None:
    take_in([ANNA])

    taken = take_in([{**ANNA, "sub": "other"}])

    assert taken.refused == ("other: ten PESEL ma już inne konto",)
    assert Account.objects.get().subject == "demo-0001"


def test_a_wrong_pesel_and_a_missing_field_are_told() -> None:
    taken = take_in([{**ANNA, "pesel": "44051401358"}, {"sub": "x"}])

    assert [reason.partition(":")[0] for reason in taken.refused] == ["wiersz 1", "wiersz 2"]


def test_it_asks_the_database_a_fixed_number_of_times(django_assert_max_num_queries) -> None:
    with django_assert_max_num_queries(12):
        take_in([ANNA, BOB])


def test_the_command_reads_the_file(tmp_path: Path) -> None:
    file = tmp_path / "people.json"
    file.write_text(json.dumps([ANNA, BOB]), encoding="utf-8")
    said = StringIO()

    call_command("take_in", file, stdout=said)

    assert said.getvalue() == "Konta: 2, w tym nowe: 2; pominięte: 0.\n"


@pytest.mark.parametrize("text", ["{", '{"sub": "x"}', "[1]"])
def test_the_command_refuses_what_is_no_list_of_people(tmp_path: Path, text: str) -> None:
    file = tmp_path / "people.json"
    file.write_text(text, encoding="utf-8")

    with pytest.raises(CommandError):
        call_command("take_in", file)
