# SPDX-License-Identifier: EUPL-1.2
"""Which checks can never fail, never hold, follow from others; one tiny form for each way to know."""

import pytest

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

OPEN = TABLE.replace(", max: 100", "")
BELOW = TABLE.replace("max: 100", "min: null")

COMPUTED = OPEN.replace("en: Children}", "en: Children}, computed: 'd1[., k1] * 2'")

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
    ("more than can be typed", f"{COUNT} <= 999999999999", TYPES),
    ("more than can be typed into two cells", f"{A} + {B} <= 1999999999998", OPEN),
    ("less than can be typed", f"{A} >= -999999999999", BELOW),
    ("more than can be typed with decimals", f"{A} < 1000000000000", BELOW.replace("min: null", "type: dec(2)")),
]
NEVER_HOLDS = [
    ("beyond the limit of the type", f"{A} > 100", TABLE),
    ("a contradiction in itself", f"{A} > {B} and {A} < {B}", TABLE),
    ("a code that is not of the list", 'not d1[w01, k1] in ("*0*")', TYPES),
    ("two codes at once", 'd1[w01, k1] = "4000" and d1[w01, k1] != "4000"', TYPES),
    ("two texts at once", 'd1[w02, k1] = "a" and d1[w02, k1] = "b"', TYPES),
    ("a product beyond the limits", f"{A} * {B} > 10000", TABLE),
    ("a quotient beyond the limits", f"{A} / ({B} + 1) + 1 <= 0", TABLE),
    ("a mean beyond the limits", f"avg({A}, {B}, {C}) > 100", TABLE),
    ("a thirteenth month", f"month({DAY}) = 13", TYPES),
    ("beyond what can be typed", f"{A} > 999999999999", OPEN),
    ("below what can be typed", f"{A} < -999999999999", BELOW),
]
SOUND = [
    ("the most that can be typed", f"{A} < 999999999999", OPEN),
    ("the least that can be typed", f"{A} > -999999999999", BELOW),
    ("more than can be typed, computed", "d1[w01, k2] <= 999999999999", COMPUTED),
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


def test_a_report_that_breaks_another_check_shows_nothing() -> None:
    """What is known of a product is too little to make a report of: then it is said that nothing was found."""
    assert verdicts(f"{A} * {B} <= 4", f"{A} <= 3 or {B} <= 3", table=REQUIRED)["2"] is Says.UNKNOWN


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
