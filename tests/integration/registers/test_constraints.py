# SPDX-License-Identifier: EUPL-1.2
"""What the database takes and what it refuses, whoever writes: two tests for each constraint."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, models, transaction

from ssoz.registers.enums import UnitKind
from ssoz.registers.models import Area, CodeEntry, CodeList, Correspondence, Population, Unit
from tests.factories.registers import new_unit

pytestmark = pytest.mark.django_db

Values = dict[str, Any]
UNIT: list[tuple[str, Values, Values]] = [
    ("unit_dates_in_order", {"valid_to": date(2025, 1, 1)}, {"valid_to": date(1998, 1, 1)}),
    ("unit_kind_known", {"kind": "hospital"}, {"kind": "szpital"}),
    ("unit_character_known", {"character": "both"}, {"character": "oba"}),
    ("unit_nip_ten_digits", {"nip": ""}, {"nip": "123"}),
    ("unit_regon_9_or_14_digits", {"regon": "12345678512347"}, {"regon": "1234567890"}),
    ("unit_register_number_twelve_digits", {"register_number": ""}, {"register_number": "16159"}),
    ("unit_teryt_seven_digits", {"teryt": "3064011"}, {"teryt": "30640"}),
    (
        "unit_activity_code_only_for_practices",
        {"kind": "practice_doctor", "activity_code": "99"},
        {"activity_code": "98"},
    ),
    (
        "unit_activity_code_only_for_practices",
        {"kind": "practice_nurse", "activity_code": ""},
        {"kind": "practice_nurse", "activity_code": "12"},
    ),
]


def _save(row: models.Model) -> None:
    with transaction.atomic():
        row.save()


def _unit(**values: Any) -> Unit:
    made = new_unit().unit()
    for name, value in values.items():
        setattr(made, name, value)
    return made


@pytest.mark.parametrize(("constraint", "good"), [(name, good) for name, good, _ in UNIT])
def test_a_sound_unit_is_taken(constraint: str, good: Values) -> None:
    _save(_unit(**good))
    assert Unit.objects.count() == 1


@pytest.mark.parametrize(("constraint", "bad"), [(name, bad) for name, _, bad in UNIT])
def test_an_unsound_unit_is_refused(constraint: str, bad: Values) -> None:
    with pytest.raises(IntegrityError, match=constraint):
        _save(_unit(**bad))


SAME: Values = {"regon": "630745590", "teryt": "3064011", "name": "Szpital"}


@pytest.mark.parametrize(
    "other",
    [
        {"name": "Szpital, filia"},
        {"regon": ""},
        {"teryt": "3062011"},
        {"kind": "entity"},
        {"valid_to": date(2020, 1, 1)},
    ],
)
def test_units_that_differ_stand_beside_each_other(other: Values) -> None:
    _save(_unit(**SAME))
    _save(_unit(**{**SAME, **other}))
    assert Unit.objects.count() == 2


def test_a_unit_is_registered_once() -> None:
    _save(_unit(**SAME))
    with pytest.raises(IntegrityError, match="unit_registered_once"):
        _save(_unit(**{**SAME, "name": "SZPITAL"}))


def test_each_voivodeship_has_an_office_and_an_old_one() -> None:
    office = {"kind": UnitKind.VOIVODESHIP_OFFICE, "teryt": "3064011"}
    _save(_unit(**office, valid_to=date(2010, 12, 31)))
    _save(_unit(**office))
    _save(_unit(**{**office, "teryt": "3262011"}))
    assert Unit.objects.count() == 3


def test_a_voivodeship_has_one_office() -> None:
    office = {"kind": UnitKind.VOIVODESHIP_OFFICE, "teryt": "3064011"}
    _save(_unit(**office))
    with pytest.raises(IntegrityError, match="unit_one_office_per_voivodeship"):
        _save(_unit(**office))


AREA: list[tuple[str, Values, Values]] = [
    ("area_dates_in_order", {"valid_to": date(2020, 1, 1)}, {"valid_to": date(1990, 1, 1)}),
    ("area_code_fits_level", {"code": "PL", "level": "country", "parent_code": ""}, {"code": "PL"}),
    ("area_code_fits_level", {}, {"code": "300"}),
    ("area_code_fits_level", {"code": "3064", "level": "county", "parent_code": "30"}, {"level": "county"}),
    (
        "area_code_fits_level",
        {"code": "3064011", "level": "commune", "parent_code": "3064"},
        {"code": "3064011", "level": "commune", "parent_code": "3063"},
    ),
    (
        "area_code_fits_level",
        {"code": "3064029", "level": "part", "parent_code": "3064011"},
        {"code": "3064029", "level": "part", "parent_code": "3064"},
    ),
    ("area_holds_once_a_day", {"code": "32"}, {"valid_from": date(2020, 1, 1)}),
]


def _area(**values: Any) -> Area:
    return Area(**{"code": "30", "level": "voivodeship", "kind": "", "name": "x", "parent_code": "PL", **values})


@pytest.mark.parametrize(("constraint", "good"), [(name, good) for name, good, _ in AREA])
def test_a_sound_area_is_taken(constraint: str, good: Values) -> None:
    _save(_area(**good))
    assert Area.objects.count() == 1


@pytest.mark.parametrize(("constraint", "bad"), [(name, bad) for name, _, bad in AREA])
def test_an_unsound_area_is_refused(constraint: str, bad: Values) -> None:
    _save(_area(valid_to=None))
    with pytest.raises(IntegrityError, match=constraint):
        _save(_area(**bad))


def test_an_area_may_come_back_under_its_code() -> None:
    _save(_area(valid_to=date(2019, 12, 31)))
    _save(_area(valid_from=date(2020, 1, 1), name="y"))
    assert Area.objects.count() == 2


@pytest.fixture
def colours() -> CodeList:
    return CodeList.objects.create(name="colours", title="Barwy", source="próba")


def test_a_code_may_hold_again_later(colours: CodeList) -> None:
    colours.entries.create(code="1", name="biały", position=0, valid_to=date(2019, 12, 31))
    colours.entries.create(code="1", name="kremowy", position=0, valid_from=date(2020, 1, 1))
    colours.entries.create(code="2", name="czarny", position=1)
    assert CodeEntry.objects.count() == 3


@pytest.mark.parametrize(
    ("constraint", "values"),
    [
        ("code_entry_holds_once_a_day", {"code": "1"}),
        ("code_entry_holds_once_a_day", {"code": "1", "valid_from": date(2030, 1, 1)}),
        ("code_entry_dates_in_order", {"code": "2", "valid_to": date(1990, 1, 1)}),
        ("code_entry_has_a_code", {"code": ""}),
    ],
)
def test_a_code_that_contradicts_is_refused(colours: CodeList, constraint: str, values: Values) -> None:
    colours.entries.create(code="1", name="biały", position=0)
    with pytest.raises(IntegrityError, match=constraint):
        _save(CodeEntry(code_list=colours, name="x", position=1, **values))


def test_people_are_counted_once_a_day() -> None:
    Population.objects.create(area="30", on=date(2023, 12, 31), people=1)
    Population.objects.create(area="30", on=date(2023, 6, 30), people=1)
    with pytest.raises(IntegrityError, match="population_counted_once_a_day"):
        _save(Population(area="30", on=date(2023, 12, 31), people=2))


def test_a_code_corresponds_to_one_code_of_another_list(colours: CodeList) -> None:
    shades = CodeList.objects.create(name="shades", title="Odcienie", source="próba")
    Correspondence.objects.create(source=shades, target=colours, source_code="1", target_code="1")
    Correspondence.objects.create(source=shades, target=colours, source_code="2", target_code="1")
    with pytest.raises(IntegrityError, match="correspondence_is_a_function"):
        _save(Correspondence(source=shades, target=colours, source_code="1", target_code="2"))
