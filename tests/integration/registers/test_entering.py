# SPDX-License-Identifier: EUPL-1.2
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from ssoz.audit.models import Event
from ssoz.registers.enums import UnitKind
from ssoz.registers.errors import InvalidUnit, InvalidUnits, UnitRegistered
from ssoz.registers.models import Unit
from ssoz.registers.operations import create_unit, create_units
from tests.factories.registers import CLERK, new_unit, seats

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def seats_of_voivodeships(db: None) -> None:
    seats()


def test_an_entered_unit_is_kept_as_the_register_writes_it() -> None:
    made = create_unit(
        by=CLERK,
        new=new_unit(
            name="  Szpital   „Zdrój” ", nip="782-160-47-48", regon="630 745 590", teryt="3064011", voivodeship="30"
        ),
    )
    kept = Unit.objects.get(public_id=made.public_id)
    assert (kept.name, kept.name_key) == ("Szpital „Zdrój”", "szpital zdroj")
    assert (kept.nip, kept.regon, kept.teryt, kept.voivodeship) == ("7821604748", "630745590", "3064011", "30")


def test_entering_a_unit_leaves_an_event() -> None:
    made = create_unit(by=CLERK, new=new_unit())
    event = Event.objects.get(action="unit.created")
    assert (event.person_name, event.object_id) == ("Anna Rejestrowa", str(made.public_id))


BAD = [
    ({"character": "inny"}, "character", "Nieznany charakter jednostki: „inny”"),
    ({"name": "  "}, "name", "Podaj nazwę jednostki."),
    ({"nip": "7821604749"}, "nip", "NIP ma niewłaściwą cyfrę kontrolną"),
    ({"nip": "782160474"}, "nip", "NIP musi mieć 10 cyfr"),
    ({"nip": "78216O4748"}, "nip", "NIP może zawierać tylko cyfry"),
    ({"regon": "630745591"}, "regon", "REGON ma niewłaściwą cyfrę kontrolną"),
    ({"regon": "63074559"}, "regon", "REGON musi mieć 9 albo 14 cyfr"),
    ({"register_number": "16159"}, "register_number", "Numer księgi rejestrowej musi mieć 12 cyfr"),
    ({"teryt": "9999999"}, "teryt", "Kod TERYT „9999999” nie jest 7-cyfrowym kodem istniejącej gminy"),
    ({"teryt": "30"}, "teryt", "Kod TERYT „30”"),
    ({"teryt": "306401"}, "teryt", "Kod TERYT „306401”"),
    ({"activity_code": "98"}, "activity_code", "Rodzaj praktyki podaje się tylko dla praktyki zawodowej"),
    ({"kind": UnitKind.PRACTICE_DOCTOR, "activity_code": "92"}, "activity_code", "dozwolone są kody od 93 do 99"),
    ({"valid_to": date(1990, 1, 1)}, "valid_to", "Dzień wykreślenia jednostki jest wcześniejszy"),
]


@pytest.mark.parametrize(("fields", "field", "sentence"), BAD)
def test_a_bad_entry_is_refused_with_a_sentence(fields: dict[str, Any], field: str, sentence: str) -> None:
    with pytest.raises(InvalidUnit) as error:
        create_unit(by=CLERK, new=new_unit(**fields))
    assert [problem.field for problem in error.value.problems] == [field]
    assert sentence in str(error.value)
    assert error.value.status == 422
    assert not Unit.objects.exists()
    assert not Event.objects.exists()


def test_an_unknown_kind_is_refused_with_a_sentence() -> None:
    new = replace(new_unit(), kind="szpital")
    with pytest.raises(InvalidUnit, match="Nieznany rodzaj jednostki: „szpital”"):
        create_unit(by=CLERK, new=new)


def test_everything_wrong_with_an_entry_is_said_at_once() -> None:
    with pytest.raises(InvalidUnit) as error:
        create_unit(by=CLERK, new=new_unit(name="", nip="1", teryt="x"))
    assert [problem.field for problem in error.value.problems] == ["name", "nip", "teryt"]


def test_numbers_a_unit_does_not_have_may_stay_blank() -> None:
    office = new_unit(kind=UnitKind.VOIVODESHIP_OFFICE, nip="", regon="", register_number="")
    assert create_unit(by=CLERK, new=office).register_number == ""


def test_the_same_unit_is_not_entered_twice() -> None:
    new = new_unit()
    create_unit(by=CLERK, new=new)
    with pytest.raises(UnitRegistered, match="jest już w rejestrze") as error:
        create_unit(by=CLERK, new=new)
    assert error.value.status == 409
    assert Unit.objects.count() == 1


def test_many_units_are_entered_in_few_queries(django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_max_num_queries(10):  # two of them because the clerk acts for the first time
        made = create_units(by=CLERK, new=[new_unit() for _ in range(300)])
    assert len({one.pk for one in made}) == 300
    assert {one.voivodeship for one in made} == {"14"}
    assert Event.objects.get(action="units.created").data == {"count": 300}


def test_one_bad_unit_among_many_stops_all() -> None:
    with pytest.raises(InvalidUnits, match="1 jednostka ma błędy, nie zapisano żadnej") as error:
        create_units(by=CLERK, new=[new_unit(), new_unit(name="Zła", nip="1")])
    assert [one.name for one in error.value.errors] == ["Zła"]
    assert not Unit.objects.exists()


def test_one_unit_known_already_stops_all_and_is_named() -> None:
    known = new_unit(name="Szpital znany")
    create_unit(by=CLERK, new=known)
    with pytest.raises(UnitRegistered, match="„Szpital znany” jest już w rejestrze"):
        create_units(by=CLERK, new=[new_unit(), known])
    assert Unit.objects.count() == 1


def test_the_same_unit_twice_in_a_list_is_named() -> None:
    twice = new_unit(name="Szpital podwójny")
    with pytest.raises(UnitRegistered, match="„Szpital podwójny”"):
        create_units(by=CLERK, new=[new_unit(), twice, twice])
    assert not Unit.objects.exists()


def test_a_second_office_of_a_voivodeship_is_refused_with_a_sentence() -> None:
    create_unit(by=CLERK, new=new_unit(kind=UnitKind.VOIVODESHIP_OFFICE))
    with pytest.raises(UnitRegistered, match="to województwo ma już urząd wojewódzki"):
        create_unit(by=CLERK, new=new_unit(kind=UnitKind.VOIVODESHIP_OFFICE))
