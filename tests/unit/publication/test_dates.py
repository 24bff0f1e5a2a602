# SPDX-License-Identifier: EUPL-1.2
"""Dates as whole numbers of days: full years between them as sums can say it, periods an edition is asked for."""

from datetime import date
from itertools import product

import pytest

from engine.checks.findings import Period
from engine.checks.reference import _full_years
from engine.definitions import load
from engine.publication.dates import MONTH, MONTHS_LATE, MONTHS_SLACK, SLACK, YEAR, month, periods, years
from engine.publication.formulas import All, Any, Formula, Sum, variable
from engine.publication.quantities import Number, Quantities
from engine.publication.system import Says
from tests.unit.publication.forms import HEAD, TABLE, verdicts

STAY = """\
sections:
- code: d1
  title: Pobyt
  table:
    columns: [{code: k1, title: ""}]
    rows:
    - {code: w01, title: Urodzony, type: date, required: true}
    - {code: w02, title: Przyjęty, type: date, required: true}
    - {code: w03, title: Wiek, computed: "years(d1[w01, k1], d1[w02, k1])"}
    - {code: w04, title: Dni, max: 400}
"""
BORN, CAME, AGE, DAYS = (f"d1[w0{number}, k1]" for number in range(1, 5))
IN_FEBRUARY = f"year({CAME}) = 2025 and month({CAME}) = 2"
DAYS_OF_ALL_KINDS = [
    date(year, *day)
    for year, day in product(
        (1600, 1696, 1700, 1899, 1903, 2000, 2024),
        ((1, 1), (2, 28), (3, 1), (12, 31)),
    )
] + [date(year, 2, 29) for year in (1600, 1696, 1896, 1904, 2000, 2024)]


def _holds(meaning: Formula, point: dict[str, int]) -> bool:
    match meaning:
        case All(of):
            return all(_holds(part, point) for part in of)
        case Any(of):
            return any(_holds(part, point) for part in of)
    assert isinstance(meaning, Sum)
    return meaning.holds(point)


def test_the_true_number_of_full_years_is_always_admitted_and_few_others() -> None:
    """What is certain is right, of what is possible there are two at most."""
    quantities = Quantities()
    years(quantities, Number(variable("first")), Number(variable("last")))
    ((name, meaning),) = quantities.meanings.items()
    assert isinstance(meaning, Any)
    certain = Any(meaning.of[:2])
    for first, last in product(DAYS_OF_ALL_KINDS, DAYS_OF_ALL_KINDS[::2]):
        true = _full_years(first, last) if first <= last else -_full_years(last, first)
        given = {"first": first.toordinal(), "last": last.toordinal()}
        points = {value: {**given, name: value} for value in range(true - 2, true + 3)}
        admitted = {value for value, point in points.items() if _holds(meaning, point)}
        assert true in admitted
        assert len(admitted) <= 2
        assert {value for value, point in points.items() if _holds(certain, point)} <= {true}


def test_the_true_month_is_always_admitted_and_few_others() -> None:
    quantities = Quantities()
    month(quantities, Number(variable("day")), Number(variable("year")))
    ((name, meaning),) = quantities.meanings.items()
    assert isinstance(meaning, Any)
    for day in DAYS_OF_ALL_KINDS:
        points = {number: {"day": day.toordinal(), "year": day.year, name: number} for number in range(1, 13)}
        admitted = {number for number, point in points.items() if _holds(meaning, point)}
        assert day.month in admitted
        assert len(admitted) <= 2
        assert {number for number, point in points.items() if _holds(meaning.of[0], point)} <= {day.month}


def test_no_month_begins_further_off_than_the_slack() -> None:
    for year, number in product(range(1, 401), range(12)):
        days = date(year, number + 1, 1).toordinal() - 1
        due = (12 * (year - 1) + number) * MONTH
        assert abs(days - due - MONTHS_LATE) <= MONTHS_SLACK


def test_no_anniversary_is_further_off_than_the_slack() -> None:
    for year, number in product(range(1600, 2000), (1, 4, 97, 100, 193, 207, 399)):
        for start in (1, 3):
            days = (date(year + number, start, 1) - date(year, start, 1)).days
            assert abs(days - number * YEAR) <= SLACK


@pytest.mark.parametrize(
    ("check", "says"),
    [
        (f"years({BORN}, {CAME}) <= 120", None),
        (f"years({BORN}, {CAME}) < 0 => {CAME} < {BORN}", Says.NEVER_FAILS),
        (f"{BORN} <= {CAME} => {AGE} >= 0", Says.NEVER_FAILS),
        (f"years({BORN}, {BORN}) = 0", Says.NEVER_FAILS),
        (f"{BORN} + 800 <= {CAME} => years({BORN}, {CAME}) >= 2", Says.NEVER_FAILS),
        (f"years({BORN}, {CAME}) >= 1 => {BORN} + 363 <= {CAME}", Says.NEVER_FAILS),
        (f"years({BORN}, {CAME}) >= 1 => {BORN} + 365 <= {CAME}", Says.UNKNOWN),
        (f"year({CAME}) <= 2025", None),
        (f"year({CAME}) >= 1", Says.NEVER_FAILS),
        (f"{CAME} <= 2025-06-30 => year({CAME}) <= 2025", Says.NEVER_FAILS),
        (f"year({CAME} + 5) >= year({CAME})", Says.NEVER_FAILS),
        (f"days({BORN}, {CAME}) <= 366 => years({BORN}, {CAME}) <= 1", Says.NEVER_FAILS),
        (f"month({CAME}) <= 6", None),
        (f"month({CAME}) != month({BORN})", None),
        (f"month({CAME}) >= 1 and month({CAME}) <= 12", Says.NEVER_FAILS),
        (f"month({CAME} - 400) <= 12", Says.NEVER_FAILS),
        (f"{IN_FEBRUARY} => {CAME} >= 2025-01-28 and {CAME} <= 2025-03-05", Says.NEVER_FAILS),
        (f"{IN_FEBRUARY} => {CAME} >= 2025-02-01 and {CAME} <= 2025-02-28", Says.UNKNOWN),
    ],
)
def test_what_is_said_of_dates_is_proven_or_shown(check: str, says: Says | None) -> None:
    assert verdicts(check, table=STAY) == ({"1": says} if says else {})


def test_of_two_limits_of_age_the_wider_follows() -> None:
    found = verdicts(f"years({BORN}, {CAME}) <= 120", f"years({BORN}, {CAME}) <= 130", table=STAY)
    assert found == {"2": Says.FOLLOWS}


# periods


def asked_for(period: str) -> tuple[Period, ...]:
    return periods(load(f"form: T\nedition: 2025\nperiod: {period}\ntitle: T\n" + TABLE))


def test_an_edition_is_asked_for_the_periods_of_its_year() -> None:
    assert asked_for("year") == asked_for("event") == (Period.year(2025),)
    assert asked_for("half_year")[-1] == Period(date(2025, 7, 1), date(2025, 12, 31))
    assert [period.end for period in asked_for("quarter")] == [
        date(2025, 3, 31), date(2025, 6, 30), date(2025, 9, 30), date(2025, 12, 31),
    ]  # fmt: skip
    assert [period.end.month for period in asked_for("month")] == list(range(1, 13))
    assert asked_for("school_year")[-1] == Period(date(2024, 9, 1), date(2025, 8, 31))


@pytest.mark.parametrize(
    ("period", "check", "says"),
    [
        ("quarter", f"filled({DAYS}) => days(period) <= 92", Says.NEVER_FAILS),
        ("quarter", f"filled({DAYS}) => period.quarter * 3 = period.month", Says.NEVER_FAILS),
        ("quarter", f"{DAYS} <= days(period)", None),
        ("half_year", f"{CAME} <= period.end", None),
        ("month", f"{DAYS} > 31 => days(period) = 31 or days(period) < 31", Says.NEVER_FAILS),
        ("school_year", f"filled({DAYS}) => period.month = 8", Says.NEVER_FAILS),
        ("event", f"{CAME} >= period.start and {CAME} <= period.end", None),
        ("event", f"filled({DAYS}) => period.start <= period.end", Says.NEVER_FAILS),
        ("event", f"filled({DAYS}) => period.year = 2025", Says.NEVER_FAILS),
        ("event", f"filled({DAYS}) => days(period) >= 365", None),
        ("event", f"filled({DAYS}) => period.month <= period.quarter * 3", Says.NEVER_FAILS),
        ("event", f"{DAYS} <= days(period)", None),
        ("year", f"filled({DAYS}) => period.quarter = 4", Says.NEVER_FAILS),
    ],
)
def test_what_is_said_of_the_period_holds_of_every_one(period: str, check: str, says: Says | None) -> None:
    found = verdicts(check, table=STAY, head=f"{HEAD}period: {period}\n")
    assert found == ({"1": says} if says else {})
