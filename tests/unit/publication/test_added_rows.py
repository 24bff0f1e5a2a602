# SPDX-License-Identifier: EUPL-1.2
"""What is proven of checks that read added rows: one by one, two together, all of them."""

import pytest

from engine.answers import Sheet
from engine.checks.findings import Context, default_period
from engine.publication.reports import Report, holds
from engine.publication.system import Says
from tests.unit.publication.forms import ADDED, system, verdicts

ROWS = "r in d2.rows: "


@pytest.mark.parametrize(
    "checks",
    [
        pytest.param((f"{ROWS}d2[r, k2] <= d2[r, k1]", "sum(d2[*, k2]) <= sum(d2[*, k1])"), id="a sum of rows"),
        pytest.param((f"{ROWS}d2[r, k1] <= 10", "sum(d2[*, k1]) <= 50"), id="at most five rows of ten"),
        pytest.param((f"{ROWS}d2[r, k2] <= d2[r, k1]", "sum(d2[*, k3]) >= 0"), id="a sum of computed cells"),
        pytest.param((f"{ROWS}d2[r, k2] = d2[r, k1]", "sum(d2[*, k2]) = sum(d2[*, k1])"), id="equal rows"),
    ],
)
def test_what_holds_in_every_row_holds_of_their_sum(checks: tuple[str, ...]) -> None:
    assert verdicts(*checks, table=ADDED) == {"2": Says.FOLLOWS}


@pytest.mark.parametrize(
    "check",
    [
        f"{ROWS}d2[r, k2] <= d2[r, k1]",
        f"{ROWS}d2[r, k1] <= d1[w01, k1]",
        "sum(d2[*, k1]) = d1[w01, k1]",
        'sum(d2[*, k1] where d2[., kod] = "4000") <= d1[w01, k1]',
        f'{ROWS}d2[r, kod] = "4500" => d2[r, k1] > 0',
        f"{ROWS}d2[r, k1] <= prior(d2[r, k1]) + 5",
        "sum(d2[*, k1]) <= sum(prior(d2[*, k1]))",
        f"{ROWS}d2[r, k1] > 3 => filled(prior(d2[r, k1]))",
        f'{ROWS}d2[r, kod] in ("4500")',
    ],
)
@pytest.mark.parametrize("least", [0, 1])
def test_of_a_sound_check_of_added_rows_nothing_is_said(check: str, least: int) -> None:
    assert verdicts(check, table=ADDED.replace("min: 1,", f"min: {least},")) == {}


def test_a_limit_of_all_rows_bounds_each() -> None:
    assert verdicts("sum(d2[*, k1]) <= 20", f"{ROWS}d2[r, k1] <= 20", table=ADDED) == {"2:$": Says.FOLLOWS}


def test_where_there_may_be_no_rows_both_cases_are_looked_into() -> None:
    table = ADDED.replace("min: 1,", "min: 0,")
    assert verdicts("sum(d2[*, k1]) <= 20", f"{ROWS}d2[r, k1] <= 20", table=table) == {"2:$": Says.FOLLOWS}
    assert verdicts(f"{ROWS}d2[r, k1] <= 10", "sum(d2[*, k1]) <= 50", table=table) == {"2": Says.FOLLOWS}


def test_without_a_row_its_check_does_not_hold() -> None:
    found = system(f"{ROWS}d2[r, k1] <= 10", table=ADDED.replace("min: 1,", "min: 0,"))
    report = Report(Sheet({}, {"d2": ()}), Context(), default_period(found.compiled.definition))
    assert not holds(found.compiled, report, found.instances[0])


def test_without_rows_their_sum_is_blank_and_nothing_follows() -> None:
    table = ADDED.replace("min: 1,", "min: 0,")
    assert verdicts("filled(sum(d2[*, k1]))", "d1[w01, k1] >= 1", table=table) == {}


PAIRS = "r in d2.rows, s in d2.rows: "


@pytest.mark.parametrize(
    "check",
    [
        "d2[r, k1] <= d2[s, k1] + 5",
        "d2[r, k3] <= d2[s, k1]",
        "d2[r, k1] <= prior(d2[s, k1]) + 5",
        'd2[r, kod] != "4000" or d2[s, kod] != "4500"',
        "d2[r, k1] + d2[s, k1] <= sum(d2[*, k1]) + 1",
    ],
)
def test_of_a_sound_check_that_compares_rows_nothing_is_said(check: str) -> None:
    assert verdicts(PAIRS + check, table=ADDED) == {}


@pytest.mark.parametrize(
    ("checks", "found"),
    [
        ((f"{PAIRS}d2[r, k1] + d2[s, k1] <= 200",), {"1:$,$": Says.NEVER_FAILS}),
        ((f"{PAIRS}d2[r, k1] > d2[s, k1]",), {"1:$,$": Says.NEVER_HOLDS}),
        ((f"{ROWS}d2[r, k1] <= 10", f"{PAIRS}d2[r, k1] + d2[s, k1] <= 20"), {"2:$,$": Says.FOLLOWS}),
        ((f"{PAIRS}d2[r, k1] <= d2[s, k1]", f"{PAIRS}d2[r, k1] = d2[s, k1]"), {"2:$,$": Says.FOLLOWS}),
        ((f"{PAIRS}d2[r, k1] + d2[s, k1] <= 20", f"{ROWS}d2[r, k1] <= 10"), {"2:$": Says.FOLLOWS}),
    ],
)
def test_what_follows_of_any_two_rows_is_known(checks: tuple[str, ...], found: dict[str, Says]) -> None:
    assert verdicts(*checks, table=ADDED, severity="warning") == found


def test_rows_of_two_sections_are_looked_at_together() -> None:
    other = ADDED[ADDED.index("- code: d2") :].replace("d2", "d3").replace("Oddziały", "Pracownie")
    check = "r in d2.rows, s in d3.rows: d2[r, k1] <= d3[s, k1]"
    assert verdicts(check, table=ADDED + other) == {}
    assert verdicts(check + " + 100", table=ADDED + other) == {"1:$,$": Says.NEVER_FAILS}


def test_three_rows_at_once_are_not_looked_into() -> None:
    found = verdicts("r in d2.rows, s in d2.rows, t in d2.rows: d2[r, k1] <= d2[s, k1] + d2[t, k1]", table=ADDED)
    assert list(found.values()) == [Says.UNKNOWN]


@pytest.mark.parametrize(
    ("check", "says"),
    [
        ("max(d2[*, k1]) <= 99", None),
        ("min(d2[*, k1]) >= 1", None),
        ("max(d2[*, k1]) >= min(d2[*, k1])", Says.NEVER_FAILS),
        ('max(d2[*, k1] where d2[., kod] = "4000") <= 9', None),
        (f"{ROWS}max(d2[*, k1]) >= d2[r, k1]", Says.NEVER_FAILS),
        ("count(d2[*, k1]) <= 4", Says.UNKNOWN),
        ("count(d2[*, k1]) <= 5", Says.NEVER_FAILS),
        ('count(d2[*, k1] where d2[., kod] = "4000") <= 5', Says.NEVER_FAILS),
        ('count(d2[*, k1] where d2[., kod] = "4000") < 1', Says.NEVER_HOLDS),
    ],
)
def test_of_the_smallest_the_largest_and_the_number_of_rows_as_much_is_said_as_is_known(
    check: str, says: Says | None
) -> None:
    assert list(verdicts(check, table=ADDED).values()) == ([says] if says else [])


PARTLY = ADDED.replace("max: 100, required: true", "max: 100")
WIDE = ADDED.replace("max: 100, required: true", "min: null, required: true")
OF_4000 = 'avg(d2[*, k1] where d2[., kod] = "4000")'


@pytest.mark.parametrize(
    ("checks", "table", "found"),
    [
        (("avg(d2[*, k1]) <= 50",), ADDED, {}),
        (("avg(d2[*, k1]) <= 50.5",), PARTLY, {}),
        (("avg(d2[*, k1], d1[w01, k1]) = 3.5",), ADDED, {}),
        (("avg(d2[*, k1]) <= 100",), ADDED, {"1": Says.NEVER_FAILS}),
        (("avg(d2[*, k1]) <= 100",), PARTLY, {"1": Says.NEVER_FAILS}),
        (("avg(d2[*, k1]) > 100",), PARTLY, {"1": Says.NEVER_HOLDS}),
        ((f"{OF_4000} <= 100",), ADDED, {"1": Says.NEVER_FAILS}),
        ((f"{OF_4000} <= 99",), ADDED, {}),
        (("avg(d2[*, k1]) < sum(d2[*, k1]) + 1",), ADDED, {"1": Says.NEVER_FAILS}),
        (("avg(d2[*, k1]) < sum(d2[*, k1]) + 1",), WIDE, {"1": Says.UNKNOWN}),
        (("5 * avg(d2[*, k1]) + 1 > sum(d2[*, k1])",), ADDED, {"1": Says.NEVER_FAILS}),
        (("4 * avg(d2[*, k1]) + 1 > sum(d2[*, k1])",), ADDED, {"1": Says.UNKNOWN}),
        (("avg(prior(d2[*, k1])) < d1[w01, k1] + 101",), ADDED, {"1": Says.UNKNOWN}),
        ((f"{ROWS}d2[r, k1] <= 10", "avg(d2[*, k1]) <= 10"), ADDED, {"2": Says.FOLLOWS}),
        ((f"{ROWS}d2[r, k1] <= 10", "avg(d2[*, k1]) <= 9"), ADDED, {}),
        ((f"{ROWS}d2[r, k2] <= d2[r, k1]", "avg(d2[*, k3]) >= 0"), ADDED, {"2": Says.FOLLOWS}),
        (("avg(prior(d2[*, k1])) <= 100 or d1[w01, k1] > 5",), ADDED, {"1": Says.UNKNOWN}),
    ],
)
def test_a_mean_of_rows_is_as_far_above_a_number_as_all_of_them_are(
    checks: tuple[str, ...], table: str, found: dict[str, Says]
) -> None:
    assert verdicts(*checks, table=table, severity="warning") == found


def test_an_earlier_report_may_have_had_more_rows() -> None:
    check = "count(prior(d2[*, k1])) <= 5 or d1[w01, k1] > 5"
    assert verdicts(check, table=ADDED) == {"1": Says.UNKNOWN}


@pytest.mark.parametrize(
    "check", ["max(d2[*, k1]) <= 100", "avg(d2[*, k1]) <= d1[w01, k1]", "sum(d2[*, k1], 3) <= 900"]
)
def test_nothing_is_guessed_of_what_is_not_known_of_all_rows(check: str) -> None:
    assert set(verdicts(check, table=ADDED).values()) <= {Says.UNKNOWN}
