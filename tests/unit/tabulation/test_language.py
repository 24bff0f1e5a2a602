# SPDX-License-Identifier: EUPL-1.2
import pytest

from engine.tabulation.language import (
    Aggregate,
    Binary,
    Cell,
    Comparison,
    Literal,
    Logic,
    Measure,
    MeasureSyntaxError,
    Membership,
    Number,
    Population,
    Reference,
    RowField,
    UnitField,
    parse,
)

BEDS = Aggregate("sum", (Reference("d2", ("w01", "w01"), ("k1", "k1")),))


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("sum(d2[w01,k1])", BEDS),
        ("sum(d2[w01,k1]) / 1000", Binary("/", BEDS, Number(1000))),
        ("leczeni / population(06-30)", Binary("/", Measure("leczeni"), Population("06-30"))),
        ("a - b - c", Binary("-", Binary("-", Measure("a"), Measure("b")), Measure("c"))),
        ("a + b * c", Binary("+", Measure("a"), Binary("*", Measure("b"), Measure("c")))),
        ("reports()", Aggregate("reports")),
        ("summa", Measure("summa")),
        (
            'reports(where unit.kind = "hospital")',
            Aggregate("reports", (), Comparison("=", UnitField("kind"), Literal("hospital"))),
        ),
        (
            'rows(d2 where row.ward in ("47*", "4000") and not d1[w01,k1] = "D")',
            Aggregate(
                "rows",
                (Reference("d2", ("rows", "rows"), ("*", "*")),),
                Logic(
                    "and",
                    (
                        Membership(RowField("ward"), ("47*", "4000")),
                        Logic("not", (Comparison("=", Cell("d1.w01.k1"), Literal("D")),)),
                    ),
                ),
            ),
        ),
        ("max(d1[w02,k1] where d1[w02,k1] > -5)", None),
        ("sum(d3[w02..w04,k1], d2[*,k1..k2])", None),
    ],
)
def test_an_expression_is_read_as_people_write_it(text: str, meaning: object) -> None:
    assert parse(text) == meaning if meaning else parse(text)


@pytest.mark.parametrize(
    "text", ["", "sum(", "sum(d2[w01])", "a b", "1 +", "sum(d2[w01,k1] where)", "d2[w01,k1]", "__import__('os')"]
)
def test_what_cannot_be_read_is_named(text: str) -> None:
    with pytest.raises(MeasureSyntaxError, match="nie rozumiem wyrażenia"):
        parse(text)
