# SPDX-License-Identifier: EUPL-1.2
"""`import-eploz`: accounts of e-PLOZ from a CSV file."""

import time
from io import StringIO
from pathlib import Path
from random import Random

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from shared import passwords
from shared.identifiers import make_pesel
from tests.factories.exports import EXPORTS, PASSWORD
from tests.ueoz.world import HALINA, account_of
from ueoz.accounts.enums import AccountState
from ueoz.conf.environment import ROOT
from ueoz.eploz.directory import OwnTable
from ueoz.eploz.importing import BadFileError, import_file
from ueoz.eploz.models import Entry

pytestmark = pytest.mark.django_db
HEADING = "pesel,imie,nazwisko,email,login,haslo"
HASH = EXPORTS["argon2"]


def quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def line(pesel: str = "74031281842", login: str = "halina.wrona", password: str = HASH, **other: str) -> str:
    names = {"given_name": "Halina", "family_name": "Wrona", "email": "halina@example.test", **other}
    cells = [pesel, names["given_name"], names["family_name"], names["email"], login, password]
    return ",".join(map(quoted, cells))


def imported(*lines: str):
    return import_file([f"{text}\n" for text in (HEADING, *lines)])


def test_accounts_come_in_with_their_pesel_hidden() -> None:
    done = imported(line())

    assert (done.read, done.new, done.changed, done.refused) == (1, 1, 0, [])
    entry = Entry.objects.get()
    assert (entry.login, entry.pesel, entry.email) == ("halina.wrona", "74031281842", "halina@example.test")
    with connection.cursor() as cursor:
        cursor.execute("SELECT e::text FROM eploz_entry e")
        assert "74031281842" not in str(cursor.fetchall())


def test_importing_twice_changes_nothing() -> None:
    imported(line())
    before = Entry.objects.values().get()

    again = imported(line())

    assert (again.new, again.changed, again.same) == (0, 0, 1)
    assert Entry.objects.values().get() == before


def test_a_changed_line_changes_its_account() -> None:
    imported(line())

    again = imported(line(family_name="Wrona-Nowa"))

    assert (again.new, again.changed) == (0, 1)
    assert Entry.objects.get().family_name == "Wrona-Nowa"


@pytest.mark.parametrize("kind", EXPORTS)
def test_every_kind_of_hash_lets_its_owner_in(kind: str) -> None:
    assert imported(line(password=EXPORTS[kind])).refused == []

    assert OwnTable().check("Halina.Wrona ", PASSWORD) is not None
    assert OwnTable().check("halina.wrona", "inne") is None


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (line(pesel="74031281843"), "cyfrę kontrolną"),
        (line(pesel="7403128184"), "11 cyfr"),
        (line(given_name=""), "brak pola imię"),
        (line(family_name=" "), "brak pola nazwisko"),
        (line(login=""), "brak pola login"),
        (line(login="x" * 201), "ponad 200 znaków"),
        (line(password="tajne"), "nieznany rodzaj skrótu"),
        (line(given_name="A\0B"), "niedozwolony znak"),
        ("74031281842,Halina", "jest 2 pól, a ma być 6"),
    ],
)
def test_a_wrong_line_is_refused_and_the_rest_comes_in(text: str, reason: str) -> None:
    done = imported(text, line(pesel="81110533338", login="marek"))

    assert [str(refusal) for refusal in done.refused] == [str(done.refused[0])]
    assert str(done.refused[0]).startswith("wiersz 2: ")
    assert reason in str(done.refused[0])
    assert Entry.objects.get().login == "marek"


def test_a_refusal_does_not_show_the_pesel() -> None:
    assert "74031281843" not in str(imported(line(pesel="74031281843")).refused)


def test_a_pesel_or_login_that_stood_before_is_refused() -> None:
    done = imported(line(), line(login="inny"), line(pesel="81110533338", login="HALINA.WRONA"))

    assert [str(refusal) for refusal in done.refused] == [
        "wiersz 3: PESEL jest już w wierszu 2",
        "wiersz 4: login jest już w wierszu 2",
    ]


def test_a_login_of_another_account_is_refused() -> None:
    imported(line())

    done = imported(line(pesel="81110533338"))

    assert [str(refusal) for refusal in done.refused] == ["wiersz 2: ten login ma już inne konto"]
    assert Entry.objects.count() == 1


def test_a_wrong_address_is_left_out_and_told() -> None:
    done = imported(line(email="halina@"))

    assert [str(note) for note in done.notes] == ["wiersz 2: niepoprawny adres e-mail pominięto"]
    assert Entry.objects.get().email == ""


def test_an_account_without_a_password_can_be_found_but_not_entered() -> None:
    imported(line(password=""))

    assert OwnTable().find("74031281842") is not None
    assert OwnTable().check("halina.wrona", "") is None


def test_an_account_that_has_migrated_keeps_no_password_whatever_the_file_says() -> None:
    imported(line())
    OwnTable().retire("74031281842")

    again = imported(line(family_name="Inna"))

    entry = Entry.objects.get()
    assert (again.changed, again.migrated) == (0, 1)
    assert (entry.password, entry.family_name) == ("", "Wrona")


def test_somebody_who_has_an_account_here_has_migrated() -> None:
    account_of(HALINA)

    assert imported(line()).migrated == 1
    assert Entry.objects.get().password == ""


def test_somebody_whose_account_waits_for_its_address_has_not() -> None:
    account_of(HALINA, state=AccountState.TO_VERIFY)

    assert imported(line()).migrated == 0
    assert Entry.objects.get().password != ""


@pytest.mark.parametrize("heading", ["", "a,b,c", "pesel,imie,nazwisko,email,login"])
def test_a_file_without_the_columns_is_refused(heading: str) -> None:
    with pytest.raises(BadFileError, match="nazwy kolumn"):
        import_file([heading])


def test_semicolons_a_mark_of_byte_order_and_other_columns_do_no_harm() -> None:
    heading = "\ufeffLogin;PESEL;Imię;Nazwisko;E-mail;Hasło;Uwagi"
    import_file([f"{heading}\n", f"halina.wrona;74031281842;Halina;Wrona;h@example.test;{HASH};x\n", "\n"])

    assert Entry.objects.get().given_name == "Halina"


def test_the_command_tells_line_by_line(tmp_path: Path) -> None:
    file = tmp_path / "eploz.csv"
    file.write_text(f"{HEADING}\n{line()}\n{line(pesel='1')}\n", encoding="utf-8")
    said = StringIO()

    call_command("import_eploz", file, stdout=said)

    told = said.getvalue().splitlines()
    assert told[0].startswith("wiersz 3: PESEL musi mieć 11 cyfr")
    assert told[1].startswith("Wiersze: 2; konta nowe: 1, zmienione: 0, bez zmian: 0, odrzucone: 1;")


def test_the_command_refuses_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="Nie można odczytać"):
        call_command("import_eploz", tmp_path / "nothing.csv")


def test_the_file_of_the_demo_comes_in_whole() -> None:
    with (ROOT / "seeds" / "sandbox" / "eploz.csv").open(encoding="utf-8") as lines:
        done = import_file(lines)

    assert (done.new, done.refused, done.notes) == (3, [], [])
    assert all(passwords.verify("Zdrowie-2023", entry.password) for entry in Entry.objects.all())


def test_thousands_come_in_with_a_handful_of_questions_and_are_found_by_the_index(
    django_assert_max_num_queries,
) -> None:
    random = Random(1)
    people = {make_pesel(random, born=HALINA.birth_date, female=True) for _ in range(2_000)}
    lines = [line(pesel=pesel, login=f"login{number}") for number, pesel in enumerate(sorted(people))]
    begun = time.process_time()

    with django_assert_max_num_queries(10):
        done = imported(*lines)

    assert done.new == len(people)
    assert time.process_time() - begun < len(people) * 120 / 100_000, "100,000 in less than two minutes"
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE eploz_entry")
        cursor.execute("EXPLAIN SELECT * FROM eploz_entry WHERE pesel_hash = %s", ["x" * 64])
        assert "Index Scan" in str(cursor.fetchall())
