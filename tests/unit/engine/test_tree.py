# SPDX-License-Identifier: EUPL-1.2
"""The typed tree by itself: which cells it reads, what it demands, how it is written down and hashed."""

import hashlib
from datetime import date
from fractions import Fraction

import pytest

from engine.answers import Sheet
from engine.checks.findings import Context, Period
from engine.checks.grammar import ExpressionError, Syntax
from engine.checks.kinds import are_answers, choice, common_scale, error, joined, number_of, plus, times
from engine.checks.tree import RATIO, TRUTH, At, Node, cells, demanded, digest, to_json, walk
from engine.checks.world import World, known
from engine.definitions import load

A, B = At("d1", "w01", "k1"), At("d2", "$r", "k2", "prior:1")
HERE = Syntax("name", (), 3, 7, "x")


def cell(at: At, kind: str = "int", scale: int = 0) -> Node:
    return Node("cell", kind, scale=scale, at=at)


def constant(text: str) -> Node:
    return number_of(Syntax("number", (), 3, 3 + len(text), text))


def number(kind: str, scale: int = 0) -> Node:
    return Node("unit", kind, scale=scale)


# trees

COUNTED = Node("when", "int", (Node("filled", TRUTH, (cell(A),)), cell(B)))
LOOP = Node("each", "int", (COUNTED,), 0, "$1", At("d2", "", "", "prior:1"))
SUM = Node("sum", "int", (LOOP, Node("in", TRUTH, (cell(A),), choices=("1", "2*"))))


def test_a_tree_is_walked_in_the_order_of_its_text() -> None:
    assert [part.op for part in walk(SUM)] == ["sum", "each", "when", "filled", "cell", "cell", "in", "cell"]


def test_the_cells_of_a_tree_are_those_it_reads_and_no_loop_is_one() -> None:
    assert cells(SUM) == [A, B, A]
    assert cells(Node("cell", "int")) == []


def test_what_only_chooses_what_to_count_is_not_demanded() -> None:
    assert demanded(SUM) == [B, A]
    assert demanded(Node("cell", "int")) == []


def test_a_tree_is_written_as_plain_lists() -> None:
    assert to_json(SUM) == [
        "sum", 0, "int", 0,
        ["each", ["prior:1", "d2", "$1"], "int", 0,
            ["when", 0, "int", 0,
                ["filled", 0, TRUTH, 0, ["cell", ["", "d1", "w01", "k1"], "int", 0]],
                ["cell", ["prior:1", "d2", "$r", "k2"], "int", 0]]],
        ["in", ["1", "2*"], TRUTH, 0, ["cell", ["", "d1", "w01", "k1"], "int", 0]],
    ]  # fmt: skip
    assert to_json(Node("str", "text", value="x")) == ["str", "x", "text", 0]


def test_its_digest_is_that_of_its_canonical_text() -> None:
    assert digest([1, "ł"]) == hashlib.sha256('[1,"ł"]'.encode()).hexdigest()


def test_a_cell_has_an_address_and_may_be_looped() -> None:
    assert (A.address, A.looped, B.address, B.looped) == ("d1.w01.k1", False, "d2.$r.k2", True)


# kinds


@pytest.mark.parametrize(
    ("text", "value", "scale"),
    [
        ("0", 0, 0),
        ("123456789", 123456789, 0),
        ("1234567890", 1234567890, 0),
        ("2.50", 250, 2),
        ("0.000000000001", 1, 12),
        ("123456789012345678", 123456789012345678, 0),
    ],
)
def test_a_number_is_exact(text: str, value: int, scale: int) -> None:
    assert constant(text) == Node("num", "num", scale=scale, value=value)


@pytest.mark.parametrize("text", ["1" * 19, "0.0000000000001"])
def test_a_number_has_so_many_digits_and_no_more(text: str) -> None:
    with pytest.raises(ExpressionError, match=r"^Liczba ma za dużo cyfr\.$"):
        constant(text)


def test_a_mistake_stands_where_its_part_of_the_text_does() -> None:
    found = error("Źle.", HERE)
    assert (found.message, found.start, found.end) == ("Źle.", 3, 7)


def test_a_yes_or_no_meets_another_or_how_it_is_written() -> None:
    answer = cell(A, "bool")
    assert are_answers(answer, answer)
    for said in (0, 1):
        assert are_answers(answer, Node("num", "num", value=said))
        assert are_answers(Node("num", "num", value=said), answer)
        assert not are_answers(answer, Node("num", "num", scale=1, value=said))
        assert not are_answers(answer, Node("num", "date", value=said))
        assert not are_answers(answer, Node("neg", "num", value=said))
        assert not are_answers(Node("num", "num", value=said), Node("num", "num", value=said))
    assert not are_answers(answer, Node("num", "num", value=2))
    assert not are_answers(answer, cell(A))


JOINED = {
    ("int", "int"): "int",
    ("money", "money"): "money",
    ("date", "date"): "date",
    ("int", "dec"): "dec",
    ("dec", "int"): "dec",
    ("num", "money"): "money",
    ("money", "num"): "money",
    ("num", "num"): "num",
    ("num", "int"): "int",
}
TEXT = "Nie można zestawić tekstu z liczbą. Kody i teksty pisze się w cudzysłowie."
ANSWER = "Odpowiedź „tak” albo „nie” można zestawić tylko z taką samą odpowiedzią; 1 znaczy „tak”, 0 znaczy „nie”."
APART = "Tych wartości nie można ze sobą zestawić."
MONEY = "Kwoty nie można zestawić z liczbą, która kwotą nie jest."
REFUSED = {
    ("text", "int"): TEXT,
    ("num", "code"): TEXT,
    ("text", "text"): APART,
    ("date", "int"): APART,
    ("text", "date"): APART,
    ("bool", "int"): ANSWER,
    ("num", "bool"): ANSWER,
    ("bool", "bool"): ANSWER,
    ("text", "bool"): ANSWER,
    ("money", "int"): MONEY,
    ("dec", "money"): MONEY,
}


@pytest.mark.parametrize(("a", "b"), JOINED)
def test_two_kinds_that_meet_make_one(a: str, b: str) -> None:
    assert joined(number(a), number(b), HERE) == JOINED[a, b]


@pytest.mark.parametrize(("a", "b"), REFUSED)
def test_kinds_that_do_not_go_together_are_refused(a: str, b: str) -> None:
    with pytest.raises(ExpressionError) as caught:
        joined(number(a), number(b), HERE)
    assert (caught.value.message, caught.value.start, caught.value.end) == (REFUSED[a, b], 3, 7)


def test_dates_are_subtracted_and_moved_by_whole_days() -> None:
    day, days, half = number("date"), number("int"), number("dec", 1)
    assert plus("sub", day, day, HERE) == Node("sub", "int", (day, day))
    assert plus("add", day, days, HERE) == plus("add", days, day, HERE) == Node("add", "date", (day, days))
    assert plus("sub", day, constant("5"), HERE) == Node("sub", "date", (day, constant("5")))
    move = "Do daty dodaje się i od niej odejmuje całkowitą liczbę dni."
    for op, a, b, says in (
        ("add", day, day, "Dat nie można dodawać."),
        ("sub", days, day, move),
        ("add", day, half, move),
        ("add", day, constant("1.5"), move),
        ("sub", day, number("money"), move),
        ("add", number("text"), days, TEXT),
    ):
        with pytest.raises(ExpressionError) as caught:
            plus(op, a, b, HERE)
        assert (caught.value.message, caught.value.start) == (says, 3)


def test_sums_take_the_finer_scale_and_products_both() -> None:
    a, b, ratio = number("dec", 1), number("dec", 3), number("dec", RATIO)
    assert plus("add", a, b, HERE) == Node("add", "dec", (a, b), 3)
    assert times(a, b, HERE) == Node("mul", "dec", (a, b), 4)
    assert [common_scale(ratio, a), common_scale(a, ratio), common_scale(b, a)] == [RATIO, RATIO, 3]
    assert times(ratio, a, HERE).scale == times(a, ratio, HERE).scale == RATIO


@pytest.mark.parametrize(
    ("a", "b", "kind"),
    [
        ("money", "int", "money"),
        ("dec", "money", "money"),
        ("int", "dec", "dec"),
        ("num", "int", "int"),
        ("num", "num", "num"),
    ],
)
def test_a_product_is_of_the_richer_kind(a: str, b: str, kind: str) -> None:
    assert times(number(a), number(b), HERE).kind == kind


def test_an_amount_times_an_amount_is_refused_and_a_long_product_too() -> None:
    with pytest.raises(ExpressionError, match=r"^Kwoty nie można mnożyć przez kwotę\.$"):
        times(number("money"), number("money"), HERE)
    product = number("int")
    for _ in range(11):
        product = times(product, plus("add", number("int"), number("int"), HERE), HERE)
    with pytest.raises(ExpressionError, match=r"^Najwięcej czynników iloczynu to 12\.$"):
        times(product, number("int"), HERE)


def test_a_choice_is_of_a_kind_and_scale_that_fit_both() -> None:
    test = (Node("true", TRUTH),)
    code, text = number("code"), number("text")
    assert choice("if", test, code, text, HERE) == Node("if", "text", (*test, code, text))
    whole, half = number("int"), number("dec", 1)
    assert choice("nvl", (), whole, half, HERE) == Node("nvl", "dec", (whole, half), 1)
    assert choice("nvl", (), half, number("dec", RATIO), HERE).scale == RATIO
    with pytest.raises(ExpressionError) as caught:
        choice("nvl", (), code, half, HERE)
    assert (caught.value.message, caught.value.start) == (TEXT, 3)


# the world

FORM = load(
    """
form: F
edition: 2025
title: Formularz
sections:
- code: d1
  title: Stały
  table: {columns: [{code: k1}], rows: [{code: w01}]}
- code: d2
  title: Dodawany
  table:
    columns: [{code: k1}]
    dynamic: {key: {code: klucz, type: code, list: kody}}
""",
    code_lists={"kody": {"a": "A", "b": "B", "ab": "AB"}},
)


def rows_with(*keys: str) -> Sheet:
    rows = tuple(f"r{place + 1}" for place in range(len(keys)))
    return Sheet({f"d2.{row}.klucz": key for row, key in zip(rows, keys, strict=True) if key}, {"d2": rows})


def world(sheet: Sheet, prior: Sheet | None = None) -> World:
    context = Context(prior={2: prior} if prior else {}, forms={"G:2": Sheet({"d1.w01.k1": 9}, {})}, unit={"beds": 7})
    return World(FORM, sheet, context, Period(date(2025, 2, 3), date(2025, 8, 30)))


def test_rows_of_an_earlier_sheet_are_found_by_key_the_second_of_a_key_with_its_second() -> None:
    found = world(rows_with("a", "b", "a", "", "c", "a"), rows_with("b", "", "a", "a", "a", "a")).aligned(
        "prior:2", "d2"
    )
    assert found == {"r1": "r3", "r2": "r1", "r3": "r4", "r6": "r5"}


def test_where_there_is_no_earlier_sheet_no_row_is_found() -> None:
    assert world(rows_with("a")).aligned("prior:2", "d2") == {}


def test_a_cell_is_read_in_its_scope_and_its_row() -> None:
    here = world(
        rows_with("a").with_cells({"d1.w01.k1": 5, "d2.r1.k1": 6}), rows_with("b", "a").with_cells({"d2.r2.k1": 8})
    )
    rows = {"$r": ("", "r1")}
    assert here.raw(At("d1", "w01", "k1"), rows) == 5
    assert here.raw(At("d2", "$r", "k1"), rows) == 6
    assert here.raw(At("d2", "$r", "k1", "prior:2"), rows) == 8
    assert here.raw(At("d2", "$r", "k1", "prior:2"), {"$r": ("prior:2", "r2")}) == 8
    assert here.raw(At("d2", "$r", "k1", "prior:1"), rows) is None
    assert here.raw(At("d1", "w01", "k1", "form:G:2"), rows) == 9
    assert here.raw(At("d1", "w01", "k1", "form:H"), rows) is None
    assert [here.added("", "d2"), here.added("prior:2", "d2"), here.added("form:H", "d2")] == [
        ("r1",),
        ("r1", "r2"),
        (),
    ]


def test_the_unit_and_the_period_have_fields() -> None:
    here = world(Sheet.empty())
    names = ("start", "end", "year", "quarter", "month", "days")
    start, end = date(2025, 2, 3).toordinal(), date(2025, 8, 30).toordinal()
    assert [here.field("period", name) for name in names] == [start, end, 2025, 3, 8, 209]
    assert (here.field("unit", "beds"), here.field("unit", "kind")) == (7, None)


@pytest.mark.parametrize(("month", "quarter"), [(1, 1), (3, 1), (4, 2), (6, 2), (7, 3), (9, 3), (10, 4), (12, 4)])
def test_a_period_is_of_the_quarter_it_ends_in(month: int, quarter: int) -> None:
    assert Period(date(2025, 1, 1), date(2025, month, 1)).quarter == quarter


def test_a_year_is_a_period_from_its_first_day_to_its_last() -> None:
    assert Period.year(2024) == Period(date(2024, 1, 1), date(2024, 12, 31))


def test_codes_that_fit_a_pattern_are_listed() -> None:
    here = world(Sheet.empty())
    assert (sorted(here.listed("kody", "a*")), sorted(here.listed("kody", "*"))) == (["a", "ab"], ["a", "ab", "b"])
    assert here.listed("inne", "*") == {}


@pytest.mark.parametrize(
    ("value", "kind", "scale", "meant"),
    [
        (None, "int", 0, None),
        (None, "text", 0, None),
        ("12", "code", 0, "12"),
        (12, "code", 0, "12"),
        ("ab", "text", 2, "ab"),
        ("2025-01-02", "date", 0, date(2025, 1, 2).toordinal()),
        (250, "dec", 2, 2.5),
        (7, "int", 0, 7),
    ],
)
def test_a_stored_value_is_an_exact_number_a_day_or_a_text(
    value: int | str | None, kind: str, scale: int, meant: object
) -> None:
    found = known(value, kind, scale)
    assert found == meant
    assert isinstance(found, Fraction) == (scale > 0 and kind == "dec")  # whole numbers stay whole, which is quicker
