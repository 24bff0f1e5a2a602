# SPDX-License-Identifier: EUPL-1.2
from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from ssoz.registers.enums import UnitCharacter, UnitKind
from ssoz.registers.models import Unit
from ssoz.registers.queries import UnitSearch, find_units, office_of, units
from ssoz.registers.queries import unit as unit_by_id
from tests.factories.registers import unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def dentist() -> Unit:
    """The practice of the manuals."""
    return unit(
        kind=UnitKind.ENTITY,
        voivodeship="30",
        name="„K-Dent” Prywatna Specjalistyczna Przychodnia Stomatologiczna, Łódzka 7",
        nip="782-160-47-48",
        regon="630745590",
        register_number="000000016159",
    )


@pytest.fixture
def others() -> list[Unit]:
    return [unit(kind=UnitKind.HOSPITAL), unit(kind=UnitKind.PRACTICE_NURSE, voivodeship="02")]


FOUND = [
    UnitSearch(nip="7821604748"),
    UnitSearch(nip="782-160-47-48"),
    UnitSearch(nip=" 782 160 47 48 "),
    UnitSearch(regon="630745590"),
    UnitSearch(register_number="000000016159"),
    UnitSearch(register_number="16159"),
    UnitSearch(name="k-dent"),
    UnitSearch(name="STOMATOLOGICZNA prywatna"),
    UnitSearch(name="lodzka"),
    UnitSearch(name="łódzka"),
    UnitSearch(name="ŁÓDZKA"),
    UnitSearch(name="pecjalist"),
    UnitSearch(text="782-160-47-48"),
    UnitSearch(text="630745590"),
    UnitSearch(text="16159"),
    UnitSearch(text="k-dent łódz"),
    UnitSearch(kinds=(UnitKind.ENTITY,)),
    UnitSearch(voivodeships=("30",)),
    UnitSearch(kinds=(UnitKind.ENTITY, UnitKind.BLOOD_CENTRE), name="dent", voivodeships=("30", "32")),
]
NOT_FOUND = [
    UnitSearch(nip="782160474"),
    UnitSearch(nip="7821604749"),
    UnitSearch(regon="630745591"),
    UnitSearch(register_number="61590"),
    UnitSearch(name="k-dent warszawa"),
    UnitSearch(kinds=(UnitKind.HOSPITAL,), name="dent"),
    UnitSearch(voivodeships=("02",), nip="7821604748"),
]


@pytest.mark.parametrize("search", FOUND, ids=str)
def test_a_unit_is_found_by(dentist: Unit, others: list[Unit], search: UnitSearch) -> None:
    assert find_units(search).items == (dentist,)


@pytest.mark.parametrize("search", NOT_FOUND, ids=str)
def test_a_unit_is_not_found_by(dentist: Unit, others: list[Unit], search: UnitSearch) -> None:
    assert find_units(search).items == ()


def test_signs_of_patterns_are_no_patterns(dentist: Unit, others: list[Unit]) -> None:
    assert len(find_units(UnitSearch(name="%")).items) == 3  # no letters: nothing to narrow by
    assert find_units(UnitSearch(name="_dent_")).items == (dentist,)
    assert find_units(UnitSearch(name="k%tal")).items == ()


def test_without_a_search_all_units_come_by_name(dentist: Unit, others: list[Unit]) -> None:
    names = [one.name_key for one in find_units(UnitSearch()).items]
    assert names == sorted(names)
    assert len(names) == 3


def test_nine_digits_of_regon_find_the_facilities_too(dentist: Unit) -> None:
    facility = unit(kind=UnitKind.ENTITY, regon="63074559000021", name="K-Dent filia", voivodeship="30")
    assert set(find_units(UnitSearch(regon="630745590")).items) == {dentist, facility}
    assert find_units(UnitSearch(regon="63074559000021")).items == (facility,)


def test_characters_narrow_the_search(others: list[Unit]) -> None:
    office = unit(kind=UnitKind.VOIVODESHIP_OFFICE, voivodeship="30")
    assert find_units(UnitSearch(characters=(UnitCharacter.SUPERVISING,))).items == (office,)


def test_a_unit_struck_off_is_found_only_for_its_days() -> None:
    closed = unit(valid_from=date(2020, 1, 1), valid_to=date(2024, 6, 30))
    assert find_units(UnitSearch(on=date(2024, 6, 30))).items == (closed,)
    assert find_units(UnitSearch(on=date(2024, 7, 1))).items == ()
    assert find_units(UnitSearch(on=date(2019, 12, 31))).items == ()
    assert closed.holds_on(date(2024, 6, 30))
    assert not closed.holds_on(date(2024, 7, 1))


def test_pages_follow_each_other_without_gaps_even_for_equal_names() -> None:
    made = [unit(name=name) for name in ("Alfa", "Beta", "Beta", "Beta", "Gamma")]
    seen: list[Unit] = []
    after = None
    while True:
        page = find_units(UnitSearch(), after=after, limit=2)
        seen += page.items
        if page.next is None:
            break
        after = page.next
    assert seen == made


@pytest.mark.parametrize("count", [3, 30])
def test_a_page_takes_one_query_however_many_units(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(count):
        unit()
    with django_assert_num_queries(1):
        page = find_units(UnitSearch(name="szpital"), limit=20)
        assert [(one.name, one.voivodeship, one.get_kind_display(), one.address) for one in page.items]


def test_a_search_stays_a_query_that_others_can_build_on(dentist: Unit) -> None:
    assert units(UnitSearch(name="dent")).filter(voivodeship="30").count() == 1


def test_a_unit_is_known_by_its_public_id(dentist: Unit) -> None:
    assert unit_by_id(dentist.public_id) == dentist


def test_the_office_of_a_voivodeship_supervises_there() -> None:
    office = unit(kind=UnitKind.VOIVODESHIP_OFFICE, voivodeship="30")
    assert office_of("30", date(2025, 12, 31)) == office
    assert office_of("32", date(2025, 12, 31)) is None
