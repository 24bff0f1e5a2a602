# SPDX-License-Identifier: EUPL-1.2
"""The list of units of the wizard: counted, paged, sorted, typing errors forgiven."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.paginator import Paginator
from pytest_django import DjangoAssertNumQueries

from shared import clock
from ssoz.registers.enums import UnitKind
from ssoz.registers.models import Unit, Word
from ssoz.registers.queries import UnitSearch, find_units, unit_list
from tests.factories.registers import unit
from tests.integration.registers.test_search import FOUND, NOT_FOUND

pytestmark = pytest.mark.django_db


@pytest.fixture
def dentist() -> Unit:
    return unit(
        kind=UnitKind.ENTITY,
        voivodeship="30",
        name="„K-Dent” Prywatna Specjalistyczna Przychodnia Stomatologiczna, Łódzka 7",
        nip="7821604748",
        regon="630745590",
        register_number="000000016159",
    )


@pytest.fixture
def others() -> list[Unit]:
    return [unit(kind=UnitKind.HOSPITAL), unit(kind=UnitKind.PRACTICE_NURSE, voivodeship="02")]


def names(search: UnitSearch, *, by_kind: bool = False) -> list[str]:
    return [one.name for one in unit_list(search, by_kind=by_kind)[:50]]


@pytest.mark.parametrize("search", [search for search in FOUND if not search.text], ids=str)
def test_the_list_finds_what_the_search_finds(dentist: Unit, others: list[Unit], search: UnitSearch) -> None:
    found = unit_list(search)
    assert (found[:50], len(found), found.instead) == ([dentist], 1, "")


@pytest.mark.parametrize("search", NOT_FOUND, ids=str)
def test_the_list_finds_nothing_where_the_search_does(dentist: Unit, others: list[Unit], search: UnitSearch) -> None:
    assert len(unit_list(search)) == 0


@pytest.mark.parametrize(
    "typed",
    [
        "stomatolgiczna",
        "stomatologicznna",
        "sotmatologiczna",
        "stomatolohiczna",
        "STOMATOLGICZNA przychodnia",
        "pzrychodnia",
        "specjalistycna przychdnia",
        "lódska",
        "stomatlog",  # the beginning of a word, misspelt
    ],
)
def test_typing_errors_are_forgiven(dentist: Unit, others: list[Unit], typed: str) -> None:
    found = unit_list(UnitSearch(name=typed))
    assert found[:50] == [dentist]
    assert found.instead


def test_what_is_spelt_right_is_not_doubted(dentist: Unit) -> None:
    unit(name="Stomatologia Nowak")
    found = unit_list(UnitSearch(name="stomatologia"))
    assert ([one.name for one in found[:50]], found.instead) == (["Stomatologia Nowak"], "")


def test_the_list_says_what_it_looked_for_instead(dentist: Unit) -> None:
    assert unit_list(UnitSearch(name="Przychdnia stomatolgiczna")).instead == "przychodnia stomatologiczna"


def test_several_words_as_near_are_all_tried() -> None:
    unit(name="Apteka Nowak")
    unit(name="Apteka Nowok")
    found = unit_list(UnitSearch(name="nowk"))
    assert (len(found), found.instead) == (2, "nowak/nowok")


def test_a_word_like_nothing_finds_nothing(dentist: Unit) -> None:
    found = unit_list(UnitSearch(name="qwertyuiop"))
    assert (len(found), found[:50], found.instead) == (0, [], "")


def test_a_number_in_a_name_is_no_typing_error() -> None:
    unit(name="Szpital nr 3")
    unit(name="Szpital nr 4")
    assert names(UnitSearch(name="szpitl nr 4")) == ["Szpital nr 4"]
    assert names(UnitSearch(name="szpital 5")) == []


def test_other_fields_narrow_a_misspelt_search_too(dentist: Unit) -> None:
    assert names(UnitSearch(name="stomatolgiczna", kinds=(UnitKind.HOSPITAL,))) == []
    assert names(UnitSearch(name="stomatolgiczna", nip="7821604748")) == [dentist.name]


def test_a_unit_struck_off_is_not_offered() -> None:
    unit(name="Szpital dawny", valid_from=date(2000, 1, 1), valid_to=date(2020, 12, 31))
    unit(name="Szpital do dziś", valid_to=clock.today())
    assert names(UnitSearch(name="szpital")) == ["Szpital do dziś"]


@pytest.fixture
def four() -> list[str]:
    """By name: Alfa, Beta, Gamma, Omega; by the names of their kinds: Podmiot, Praktyka, Szpital."""
    kinds = {"Gamma": UnitKind.HOSPITAL, "Alfa": UnitKind.PRACTICE_NURSE, "Omega": UnitKind.ENTITY}
    for name, kind in {**kinds, "Beta": UnitKind.HOSPITAL}.items():
        unit(kind, name=name)
    return ["Alfa", "Beta", "Gamma", "Omega"]


def test_by_name(four: list[str]) -> None:
    assert names(UnitSearch()) == four


def test_by_kind_as_kinds_are_called(four: list[str]) -> None:
    assert names(UnitSearch(), by_kind=True) == ["Omega", "Alfa", "Beta", "Gamma"]


@pytest.mark.parametrize("by_kind", [False, True])
@pytest.mark.parametrize("size", [1, 2, 3, 4, 5])
def test_pages_make_up_the_list(four: list[str], size: int, by_kind: bool) -> None:
    pages = Paginator(unit_list(UnitSearch(), by_kind=by_kind), size)
    leafed = [one.name for number in pages.page_range for one in pages.page(number).object_list]
    assert leafed == names(UnitSearch(), by_kind=by_kind)
    assert pages.count == 4


@pytest.mark.parametrize("count", [3, 30])
@pytest.mark.parametrize(("typed", "queries"), [("", 2), ("szpital", 5), ("szpitla", 10), ("nic takiego", 10)])
def test_a_page_takes_as_many_queries_however_many_units(
    count: int, typed: str, queries: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(count):
        unit()
    with django_assert_max_num_queries(queries):
        page = Paginator(unit_list(UnitSearch(name=typed)), 20).get_page(1)
        assert [(one.name, one.get_kind_display(), one.nip) for one in page.object_list] or typed == "nic takiego"


def test_the_vocabulary_follows_the_register() -> None:
    made = unit(name="Szpital nr 17 w Żninie")
    assert set(Word.objects.values_list("text", flat=True)) == {"szpital", "zninie"}
    made.name = "Szpital w Ełku"
    made.save()
    assert Word.objects.filter(text="elku").exists()
    Unit.objects.bulk_create([_prepared(unit_name="Poradnia")])
    assert names(UnitSearch(name="poradna")) == ["Poradnia"]


def test_a_word_knows_how_many_units_have_it() -> None:
    """Whatever becomes of them: entered, renamed, given a last day, taken away, many at once, twice in a name."""
    kept, renamed, ended, removed = (unit(name=f"Szpital „Szpital” w Żninie {letter}") for letter in "ABCD")
    unit(name="Szpital dawny", valid_from=date(2000, 1, 1), valid_to=date(2020, 12, 31))
    assert words() == {"szpital": 4, "zninie": 4, "dawny": 0}
    renamed.name = "Przychodnia w Żninie"
    renamed.save()
    Unit.objects.filter(pk=ended.pk).update(valid_to=clock.today())
    Unit.objects.filter(pk=removed.pk).delete()
    assert words() == {"szpital": 1, "zninie": 2, "dawny": 0, "przychodnia": 1}
    Unit.objects.filter(pk=kept.pk).update(phone="1", valid_to=None)
    Unit.objects.bulk_create([_prepared(unit_name="Szpital"), _prepared(unit_name="Szpital nowy")])
    assert words() == {"szpital": 3, "zninie": 2, "dawny": 0, "przychodnia": 1, "nowy": 1}


def words() -> dict[str, int]:
    return dict(Word.objects.values_list("text", "units"))


@pytest.mark.parametrize("days", [-9, -1, 0, 1, 9])
def test_a_single_word_is_counted_on_every_day(days: int) -> None:
    today = clock.today()
    spans = [(-9, None), (-1, None), (1, None), (-9, -1), (-1, 0), (0, 1), (1, 9)]
    for begins, ends in spans:
        last = None if ends is None else today + timedelta(days=ends)
        unit(name="Szpital", valid_from=today + timedelta(days=begins), valid_to=last)
    found = unit_list(UnitSearch(name="szpital", on=today + timedelta(days=days)))
    assert len(found) == sum(begins <= days and (ends is None or days <= ends) for begins, ends in spans)
    assert len(found[:50]) == len(found)


def _prepared(unit_name: str) -> Unit:
    new = Unit(kind=UnitKind.ENTITY, name=unit_name, teryt="1465011")
    new.prepare()
    return new


def test_the_list_and_the_search_agree(dentist: Unit, others: list[Unit]) -> None:
    for word in ("szpital", "pielegniarki", "nr", "k dent", "a"):
        search = UnitSearch(name=word)
        assert unit_list(search)[:50] == list(find_units(replace(search, on=clock.today())).items)
