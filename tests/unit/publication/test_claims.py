# SPDX-License-Identifier: EUPL-1.2
"""Which checks can never fail, never hold, follow from others; one tiny form for each way to know."""

import pytest

from engine.answers import Sheet
from engine.checks.findings import Context, default_period
from engine.publication.reports import Report, holds
from engine.publication.system import Says
from tests.unit.publication.forms import ADDED, HEAD, TABLE, system, verdicts

A, B, C = "d1[w01, k1]", "d1[w02, k1]", "d1[w03, k1]"
REQUIRED = TABLE.replace("en: First}}", "en: First}, required: true}").replace(
    "en: Second}}", "en: Second}, required: true}"
)
TYPES = """\
sections:
- code: d1
  title: Różne
  table:
    columns: [{code: k1, title: ""}]
    rows:
    - {code: w01, title: A, type: code, list: kody}
    - {code: w02, title: B, type: text}
    - {code: w03, title: C, type: date}
    - {code: w04, title: D, type: bool}
    - {code: w05, title: E, type: dec(2), max: 1}
    - {code: w06, title: F, type: date}
    - {code: w07, title: G}
"""
CODE, TEXT, DAY, YES, PART, LATER, COUNT = (f"d1[w0{n}, k1]" for n in range(1, 8))

NEVER_FAILS = [
    ("a limit of the type", f"{A} >= 0", TABLE),
    ("the upper limit", f"{A} + {B} <= 200", TABLE),
    ("a tautology", f"{A} <= {B} or {A} > {B}", TABLE),
    ("a code that is always of the list", 'd1[w01, k1] in ("4*")', TYPES),
    ("two codes, one of which it is", 'd1[w01, k1] = "4000" or d1[w01, k1] = "4500"', TYPES),
    ("a yes-no cell that is either", "d1[w04, k1] or not d1[w04, k1]", TYPES),
    ("a premise that cannot be", f"{A} > 100 => {B} = 0", TABLE),
    ("a share of a whole", f"{PART} * 100 <= 100", TYPES),
    ("the larger of two", f"max({A}, {B}) >= {A}", TABLE),
    ("the smaller of two", f"min({A}, {B}) <= {A}", TABLE),
    ("a distance", f"abs({A} - {B}) >= 0", TABLE),
    ("a distance within the limits", f"abs({A} - {B}) <= 100", TABLE),
    ("either of two values", f"if({A} > 5, {A}, 6) > 5", TABLE),
    ("a number of filled cells", f"count({A}, {B}) <= 2", TABLE),
    ("a blank replaced", f"nvl({A}, 3) >= 0", TABLE),
    ("rounding changes little", f"round({A} / 2, 0) <= 51", TABLE),
    ("a sum that is blank or not", f"sum({A} - {B}, {C}) >= -100", TABLE),
    ("a constant divisor", f"{A} / 2 <= 50", TABLE),
    ("a quotient of a number with itself, where it is known", f"{A} / {A} = 1", TABLE),
    ("days of the year", f"{A} * days(period) <= 36500", TABLE),
    ("a date of the calendar", f"{DAY} >= 0001-01-01", TYPES),
    ("a product of what is not negative", f"{A} * {B} >= 0", TABLE),
    ("a product within the limits", f"{A} * ({B} - 100) <= 0", TABLE),
    ("a product of a part", f"{PART} * {PART} <= 1", TYPES),
    ("a quotient of what is not negative", f"{A} / ({B} + 1) + 1 > 0", TABLE),
    ("a quotient by no less than one", f"{A} / ({B} + 1) < {A} + 1", TABLE),
    ("a quotient by no more than a hundred", f"200 * {A} / ({B} + 1) + 1 > {A}", TABLE),
    ("a quotient of what has no upper limit", f"{COUNT} / ({COUNT} + 1) < {COUNT} + 1", TYPES),
    ("a mean within the limits", f"avg({A}, {B}) <= 100", TABLE),
    ("a mean of what is negative", f"avg(-{A}, {B}) >= -100", TABLE),
    ("a mean and its sum", f"avg({A}, {B}) <= sum({A}, {B})", TABLE),
    ("a mean where all is filled", f"avg({A}, {B}) * 2 = {A} + {B}", TABLE),
    ("a mean of many cells", f"avg({', '.join([A, B, C] * 5)}) <= 100", TABLE),
    ("a mean of many cells and another number", f"avg({', '.join([A, B, C] * 5)}) <= {C} + 101", TABLE),
    ("a mean of parts", f"avg({PART}) <= 1", TYPES),
    ("a month", f"month({DAY}) <= 12", TYPES),
]
NEVER_HOLDS = [
    ("beyond the limit of the type", f"{A} > 100", TABLE),
    ("a contradiction in itself", f"{A} > {B} and {A} < {B}", TABLE),
    ("a code that is not of the list", 'd1[w01, k1] = "9999"', TYPES),
    ("two codes at once", 'd1[w01, k1] = "4000" and d1[w01, k1] != "4000"', TYPES),
    ("two texts at once", 'd1[w02, k1] = "a" and d1[w02, k1] = "b"', TYPES),
    ("a product beyond the limits", f"{A} * {B} > 10000", TABLE),
    ("a quotient beyond the limits", f"{A} / ({B} + 1) + 1 <= 0", TABLE),
    ("a mean beyond the limits", f"avg({A}, {B}, {C}) > 100", TABLE),
    ("a thirteenth month", f"month({DAY}) = 13", TYPES),
]
SOUND = [
    ("an inequality", f"{A} <= {B}", TABLE),
    ("an equality", f"{A} = {B} + {C}", TABLE),
    ("a difference", f"{A} != {B}", TABLE),
    ("a code", 'd1[w01, k1] != "4000"', TYPES),
    ("a text", 'd1[w02, k1] = "tak"', TYPES),
    ("a text by its beginning", 'd1[w02, k1] in ("tak*")', TYPES),
    ("a text letter by letter", 'd1[w02, k1] in ("A?", "B?") and d1[w02, k1] in ("?C", "?D")', TYPES),
    ("a date", f"{DAY} <= {LATER}", TYPES),
    ("days between dates", f"days({DAY}, {LATER}) <= 366", TYPES),
    ("a yes-no cell", YES, TYPES),
    ("a filled cell", f"filled({TEXT})", TYPES),
    ("a filled code", f"filled({CODE})", TYPES),
    ("a blank cell", f"blank({COUNT})", TYPES),
    ("a quotient", f"{A} / {B} <= 2", TABLE),
    ("a constant compared with a quotient", f"2 >= {A} / {B}", TABLE),
    ("within a percentage", f"{A} = {B} within 10%", TABLE),
    ("last year", f"{A} <= prior({A}) * 2", TABLE),
    ("the register", f"{A} = unit.beds", TABLE),
    ("the kind of unit", f'unit.kind = "hospital" => {A} > 0', TABLE),
    ("kinds of units", f'unit.kind in ("h*") => {A} > 0', TABLE),
    ("another form", f'{A} <= form("MZ-88").d1[w01, k4]', TABLE),
    ("the year", f"{A} <= period.year - 2000", TABLE),
    ("the smaller of two", f"min({A}, {B}) >= 3", TABLE),
    ("a rounded number", f"round({A} / 2, 0) = 3", TABLE),
    ("a negative", f"-{A} <= -3", TABLE),
    ("a mean of cells", f"avg({A}, {B}) <= 2.5", TABLE),
    ("a number compared with a mean", f"3 < avg({A}, {B})", TABLE),
    ("a mean of few of many cells", f"avg({', '.join([A, B, C] * 5)}) <= 99", TABLE),
    ("a month", f"month({DAY}) <= 6", TYPES),
    ("the month of a day in the year", f"year({DAY}) = period.year and month({DAY}) <= period.month - 1", TYPES),
]


@pytest.mark.parametrize(("check", "table"), [pytest.param(*case[1:], id=case[0]) for case in NEVER_FAILS])
def test_a_check_that_never_fails_is_known(check: str, table: str) -> None:
    assert verdicts(check, table=table) == {"1": Says.NEVER_FAILS}


@pytest.mark.parametrize(("check", "table"), [pytest.param(*case[1:], id=case[0]) for case in NEVER_HOLDS])
def test_a_check_that_never_holds_is_known(check: str, table: str) -> None:
    assert verdicts(check, table=table, severity="warning") == {"1": Says.NEVER_HOLDS}


@pytest.mark.parametrize(("check", "table"), [pytest.param(*case[1:], id=case[0]) for case in SOUND])
def test_of_a_sound_check_nothing_is_said(check: str, table: str) -> None:
    head = HEAD + "reads: [MZ-88]\n" if "MZ-88" in check else HEAD
    assert verdicts(check, table=table, head=head) == {}


@pytest.mark.parametrize(
    ("checks", "table"),
    [
        pytest.param((f"{A} <= {B}", f"{B} <= nvl({C}, 0)", f"{A} <= nvl({C}, 0)"), REQUIRED, id="a chain"),
        pytest.param((f"{A} <= 10", f"{A} <= 20"), TABLE, id="a wider limit"),
        pytest.param((f"{A} = {B}", f"{A} >= {B}"), TABLE, id="half of an equality"),
        pytest.param((f"{A} > 0 => {B} > 0", f"{A} > 5 => {B} > 0"), TABLE, id="a narrower premise"),
        pytest.param((f"{A} <= {B}", f"{A} * 2 <= {B} * 2"), TABLE, id="the same twice as large"),
        pytest.param((f"filled({A})", f"filled({A}) or filled({B})"), TABLE, id="one of two"),
    ],
)
def test_a_check_that_follows_from_the_others_is_known(checks: tuple[str, ...], table: str) -> None:
    assert verdicts(*checks, table=table) == {str(len(checks)): Says.FOLLOWS}


def test_a_chain_with_a_blank_in_it_proves_nothing() -> None:
    """A ≤ B and B ≤ C say nothing of A and C while B is blank."""
    assert verdicts(f"{A} <= {B}", f"{B} <= {C}", f"{A} <= {C}") == {}


def test_what_it_follows_from_is_named() -> None:
    found = system(f"{A} <= {B}", f"{C} <= 5", f"{B} <= 7", f"{A} <= 9", table=REQUIRED)
    (verdict,) = found.verdicts()
    assert (found.keys[verdict.place], verdict.because) == ("4", ("1", "3"))


def test_of_two_equal_checks_one_stays() -> None:
    assert verdicts(f"{A} <= {B}", f"{B} >= {A}") == {"2": Says.FOLLOWS}


def test_an_error_does_not_follow_from_a_warning() -> None:
    assert verdicts(f"{A} <= 10", severity="warning") == {}


def test_checks_that_exclude_each_other_shut_the_form() -> None:
    assert system(f"filled({A}) and {A} > 5", f"nvl({A}, 0) < 3").shut == ("1", "2")


def test_a_required_cell_that_has_to_be_blank_shuts_the_form() -> None:
    assert system(f"blank({A})", table=REQUIRED).shut == ("1",)


def test_checks_that_leave_one_answer_are_fine() -> None:
    assert system(f"{A} = 5", f"{A} >= 5").shut is None


@pytest.mark.parametrize(
    ("check", "table"),
    [
        (f"{A} / {B} + 1 > 3 and {A} / {B} + 1 < 4", TABLE),
        (f"{A} / {B} + 1 <= 3 or {A} / {B} + 1 >= 4", TABLE),
        (f"abs({A} / {B}) <= 3 or abs({A} / {B}) >= 4", TABLE),
        (f"avg({A}, {B}) > 1 and avg({A}, {B}) < 2", TABLE),
        (f"avg({A}, {B}) <= 1 or avg({A}, {B}) >= 2", TABLE),
        (f"sum({PART} - 0.25, {COUNT}) <= 0 or sum({PART} - 0.25, {COUNT}) >= 1", TYPES),
        (f"{PART} * {PART} <= 0 or {PART} * {PART} >= 1", TYPES),
        (f"{A} * {B} <= 9999", TABLE),
        (f"{A} * prior({A}) <= 9999", TABLE),
        (f"{A} / ({B} - 50) + 1 > 0", TABLE),
        (f"{A} / (1 + {B} / {C}) + 1 > 0", TABLE),
        (f"avg(prior({A}), {B}) <= 100", TABLE),
        (f"avg({COUNT}, {PART}) >= 0.01", TYPES),
        (f"{A} / {B} + 0 * {C} <= 99", TABLE),
        (f"filled(month({DAY} + 3652059 - 1))", TYPES),
    ],
)
def test_nothing_is_claimed_of_what_lies_between_whole_numbers(check: str, table: str) -> None:
    assert set(verdicts(check, table=table).values()) <= {Says.UNKNOWN}


@pytest.mark.parametrize(
    ("check", "reason"),
    [
        (f"{A} * {B} <= {C} * {A} + 1", "iloczyn pól"),
        (f"{A} / {B} <= {C}", "iloraz pól"),
        (f"avg({A}, {B}) <= {C} + {C} / {B}", "średnia"),
        (f"{TEXT} = {CODE} or {COUNT} <= 6", "porównanie tekstów dwóch pól"),
    ],
)
def test_what_is_not_linear_is_said_to_be_so(check: str, reason: str) -> None:
    found = system(check, table=TYPES if check.startswith(TEXT + " = ") else TABLE)
    number = found.instances[0]
    assert reason in found.reading.unread(number.tree)


# added rows

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


def test_a_report_that_breaks_another_check_shows_nothing() -> None:
    """What is known of a product is too little to make a report of: then it is said that nothing was found."""
    assert verdicts(f"{A} * {B} <= 4", f"{A} <= 3 or {B} <= 3", table=REQUIRED)["2"] is Says.UNKNOWN


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


def test_in_a_quarter_the_days_are_not_known() -> None:
    head = HEAD + "period: quarter\n"
    assert verdicts(f"{A} * days(period) <= 9200", head=head) == {"1": Says.NEVER_FAILS}
    assert set(verdicts(f"{A} * days(period) <= 9199", head=head).values()) <= {Says.UNKNOWN}


# what the reading leaves open


CLOSED = TABLE.rstrip() + "\n    closed: [w01.k2]\n"


def test_a_closed_cell_is_blank_for_good() -> None:
    rows = "r in d1.rows: d1[r, k2] <= d1[r, k1]"
    assert verdicts(rows, table=CLOSED) == {"1:w01": Says.IDLE}


def test_closed_codes_and_texts_are_never_of_a_list() -> None:
    table = TYPES + "    - {code: w08, title: H, type: code, list: kody}\n    closed: [w08.k1]\n"
    rows = "r in d1.rows[w01, w08]: "
    found = verdicts(f'{rows}d1[r, k1] in ("4000")', f'{rows}d1[r, k1] != "4500"', table=table)
    assert found["1:w08"] is Says.IDLE


@pytest.mark.parametrize(
    "check",
    [
        'd1[w02, k1] = "a" or d1[w02, k1] != d1[w02, k1]',
        'if(d1[w07, k1] > 3, d1[w02, k1], "b") = "b"',
        'if(d1[w07, k1] > 3, d1[w02, k1], "b") in ("b")',
        "filled(if(d1[w07, k1] > 3, d1[w02, k1], d1[w02, k1])) or d1[w07, k1] < 3",
        'd1[w01, k1] in list("kody") or d1[w07, k1] < 3',
    ],
)
def test_conditions_nobody_looks_into_are_never_claimed(check: str) -> None:
    assert set(verdicts(check, table=TYPES).values()) <= {Says.UNKNOWN, Says.NEVER_FAILS}


def test_a_sum_of_rounded_cells_over_rows_is_not_known() -> None:
    table = ADDED.replace("d2[., k1] - d2[., k2]", "round(d2[., k1] / 3, 0)")
    assert set(verdicts("sum(d2[*, k3]) <= 90", table=table).values()) <= {Says.UNKNOWN}


def test_required_dates_are_filled_in_reports_made_for_a_proof() -> None:
    table = TYPES.replace("title: C, type: date", "title: C, type: date, required: true")
    assert verdicts(f"{COUNT} <= 5", table=table) == {}
