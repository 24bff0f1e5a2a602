# SPDX-License-Identifier: EUPL-1.2
"""`./ssoz import ssoz1`: what is kept of a file, what is refused and why."""

import csv
import io
from pathlib import Path

import pytest

from shared.tables import BadFileError
from ssoz.access.actors import SYSTEM, Actor
from ssoz.access.errors import Forbidden
from ssoz.access.models import LegacyAccount
from ssoz.access.operations import Imported, import_legacy_accounts, transfer
from ssoz.audit.models import Event
from ssoz.commands.importing import ssoz1
from ssoz.registers.enums import UnitKind
from ssoz.registers.models import Unit
from tests.factories.access import LEGACY_PASSWORD, actor, person, profile
from tests.factories.exports import EXPORTS
from tests.factories.registers import unit

pytestmark = pytest.mark.django_db
COLUMNS = ("login", "haslo", "imie", "nazwisko", "email", "telefon", "nip", "regon", "ksiega", "role", "utworzono")
HASH = EXPORTS["django pbkdf2_sha256"]


@pytest.fixture(autouse=True)
def place() -> Unit:
    return unit(nip="7821604748", regon="123456785", register_number="000000016159")


def row(**values: str) -> list[str]:
    usual = {
        "login": "halina",
        "haslo": HASH,
        "imie": "Halina",
        "nazwisko": "Wrona",
        "email": "halina@example.test",
        "regon": "123456785",
        "role": "Administrator jednostki sprawozdawczej|legacy_observer",
        "utworzono": "2019-03-31",
    }
    return [{**usual, **values}.get(column, "") for column in COLUMNS]


def imported(*rows: list[str], delimiter: str = ",") -> Imported:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows([COLUMNS, *rows])
    return import_legacy_accounts(by=SYSTEM, lines=text.getvalue().splitlines(keepends=True))


@pytest.mark.parametrize("delimiter", [",", ";"])
def test_an_account_comes_with_its_unit_and_roles_by_name_or_code(place: Unit, delimiter: str) -> None:
    done = imported(row(telefon="600 100 200"), delimiter=delimiter)
    kept = LegacyAccount.objects.get()
    assert (done.read, done.new, done.refused, done.notes) == (1, 1, [], [])
    assert (kept.unit, kept.roles, kept.phone) == (place, ["unit_admin", "legacy_observer"], "600 100 200")
    assert str(kept.created_on) == "2019-03-31"
    assert Event.objects.get(action="legacy_accounts_imported").data["new"] == 1


def test_importing_twice_changes_nothing_and_a_changed_line_is_brought_up_to_date() -> None:
    imported(row())
    again = imported(row())
    assert (again.new, again.changed, again.same) == (0, 0, 1)
    other = imported(row(nazwisko="Sowa"))
    assert (other.new, other.changed, other.same) == (0, 1, 0)
    assert LegacyAccount.objects.get().family_name == "Sowa"


def test_an_account_that_was_carried_over_does_not_come_back_to_life() -> None:
    imported(row())
    owner = profile(person=person(given_name="Halina", family_name="Wrona"))
    assert transfer(by=actor_of(owner.person_id), login="halina", password=LEGACY_PASSWORD)
    done = imported(row(role="legacy_author_financial"))
    kept = LegacyAccount.objects.get()
    assert (done.transferred, done.new, done.changed) == (1, 0, 0)
    assert (kept.password, kept.roles) == ("", ["unit_admin", "legacy_observer"])


def actor_of(person_id: int) -> Actor:
    return Actor(person_id=person_id)


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"login": ""}, "brak pola login"),
        ({"imie": ""}, "brak pola imię"),
        ({"nazwisko": "x" * 101}, "nazwisko ma ponad 100 znaków"),
        ({"haslo": ""}, "brak skrótu hasła"),
        ({"haslo": "zwykły tekst"}, "nieznany rodzaj skrótu hasła"),
        ({"haslo": "$2b$31$" + "a" * 53}, "koszt bcrypt jest niemożliwy"),
        ({"regon": ""}, "brak numeru jednostki: NIP, REGON albo księgi"),
        ({"regon": "123456784"}, "REGON"),
        ({"regon": "", "ksiega": "12"}, "Numer księgi rejestrowej musi mieć 12 cyfr."),
        ({"nip": "1111111111"}, "w rejestrze nie ma takiej jednostki"),
        ({"role": ""}, "brak ról"),
        ({"role": "Król"}, "nieznana rola „Król”"),
        ({"role": "Administrator CeZ"}, "rola „Administrator CeZ” nie przenosi się: trzeba o nią złożyć wniosek"),
        ({"role": "supervisor_financial"}, "nie jest dostępna w jednostce"),
        ({"utworzono": "wczoraj"}, "„wczoraj” to nie jest data utworzenia"),
        ({"imie": "Ha\0lina"}, "niedozwolony znak"),
    ],
)
def test_a_line_that_cannot_be_kept_is_told_with_its_number_and_reason(values: dict[str, str], reason: str) -> None:
    done = imported(row(login="pierwszy"), row(**values))
    assert [refusal.line for refusal in done.refused] == [3]
    assert reason in done.refused[0].reason
    assert done.new == 1


def test_a_number_that_two_units_share_does_not_decide() -> None:
    unit(UnitKind.ENTITY, nip="7821604748")
    done = imported(row(regon="", nip="7821604748"), row(login="ewa", nip="7821604748"))
    assert "pod tymi numerami jest 2 jednostek; podaj też REGON" in done.refused[0].reason
    assert done.new == 1


def test_a_login_stands_once_in_a_file_whatever_its_case() -> None:
    done = imported(row(), row(login=" HALINA"))
    assert [str(refusal) for refusal in done.refused] == ["wiersz 3: login jest już w wierszu 2"]


def test_what_is_only_left_out_is_noted_and_the_account_kept() -> None:
    done = imported(row(email="nie-adres", utworzono=""))
    assert [str(note) for note in done.notes] == [
        "wiersz 2: niepoprawny adres e-mail pominięto; brak daty utworzenia konta"
    ]
    assert LegacyAccount.objects.get().email == ""


def test_a_file_without_its_columns_is_refused_whole() -> None:
    with pytest.raises(BadFileError, match="login, haslo, imie, nazwisko, email, role"):
        import_legacy_accounts(by=SYSTEM, lines=["login,haslo\n", "x,y\n"])


def test_nobody_imports_accounts_through_a_profile() -> None:
    with pytest.raises(Forbidden):
        import_legacy_accounts(by=actor(), lines=[])


def test_the_command_says_what_became_of_every_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "ssoz1.csv"
    with file.open("w", encoding="utf-8-sig", newline="") as lines:
        csv.writer(lines).writerows([COLUMNS, row(utworzono=""), row(login="ewa", role="Król")])
    assert ssoz1(file) == 0
    said = capsys.readouterr().out.splitlines()
    assert said == [
        "wiersz 3: nieznana rola „Król”",
        "wiersz 2: brak daty utworzenia konta (konto przyjęto)",
        "Wiersze: 2; konta nowe: 1, zmienione: 0, bez zmian: 0, odrzucone: 1; już przeniesione: 0.",
    ]
