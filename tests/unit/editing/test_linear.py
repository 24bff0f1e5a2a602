# SPDX-License-Identifier: EUPL-1.2
from fractions import Fraction

import pytest

from engine.checks import compile_form
from engine.checks.tree import Node
from engine.definitions import load
from engine.editing.linear import Constraint, Lineariser, NotLinear, constraints_of

HEAD = """
form: T-1
edition: 2025
title: Próba
sections:
- code: d1
  title: Dział
  table:
    columns:
    - {code: k1, title: A}
    - {code: k2, title: B, type: dec(1)}
    - {code: k3, title: C, computed: "d1[., k1] + 1"}
    - {code: k4, title: D}
    closed: ["w02.k4"]
    rows:
    - {code: w01, title: Pierwszy}
    - {code: w02, title: Drugi}
    - {code: w03, title: Razem, computed: "sum(d1[*, .])"}
- code: d2
  title: Oddziały
  table:
    columns:
    - {code: k1, title: A}
    - {code: k2, title: B}
    - {code: k3, title: Iloraz, type: dec(2), computed: "round(d2[., k1] / d2[., k2], 2)"}
    - {code: k4, title: Zamknięty, type: bool}
    - {code: k5, title: Od, type: date}
    dynamic: {key: {code: kod, title: Kod, type: code, list: kody}}
- code: d3
  title: Dane
  fields:
  - {code: rodzaj, title: Rodzaj, type: text}
  - {code: od, title: Od, type: date}
checks:
"""


def outside(node: Node) -> Fraction | str | None:
    return {"kind": "hospital", "days": Fraction(365)}.get(str(node.value))


def demanded(check: str, foreach: str = "", known: dict[str, Fraction | str] | None = None) -> list[Constraint]:
    loop = f", foreach: {foreach}" if foreach else ""
    form = load(
        HEAD + f"- {{id: T, check: '{check}'{loop}}}", path="t-1.yaml", code_lists={"kody": {"4000": "", "5160": ""}}
    )
    compiled = compile_form(form)
    return constraints_of(Lineariser(compiled, known or {}, outside), compiled.instances)


def test_a_closed_cell_is_blank_so_its_check_demands_nothing() -> None:
    (found,) = demanded("d1[r,k4] <= d1[r,k1]", foreach='"r in d1.rows[w01..w02]"')
    assert dict(found.factors) == {"d1.w01.k4": 1, "d1.w01.k1": -1}


@pytest.mark.parametrize(
    ("check", "factors", "limit", "is_equal"),
    [
        ("d1[w01,k1] <= d1[w02,k1]", {"d1.w01.k1": 1, "d1.w02.k1": -1}, 0, False),
        ("d1[w01,k1] < d1[w02,k1]", {"d1.w01.k1": 1, "d1.w02.k1": -1}, -1, False),
        ("d1[w01,k1] >= 3", {"d1.w01.k1": -1}, -3, False),
        ("d1[w01,k1] * 2 = d1[w02,k1] + 5", {"d1.w01.k1": 2, "d1.w02.k1": -1}, 5, True),
        ("d1[w01,k2] <= 2.5", {"d1.w01.k2": 1}, 25, False),
        ("d1[w03,k1] <= 9", {"d1.w01.k1": 1, "d1.w02.k1": 1}, 9, False),
        ("d1[w01,k3] <= 9", {"d1.w01.k1": 1}, 8, False),
        ("nvl(d1[w01,k1], 0) <= days(period)", {"d1.w01.k1": 1}, 365, False),
        ("sum(d2[*,k1]) <= d1[w01,k1]", {"d2.+.k1": 1, "d1.w01.k1": -1}, 0, False),
        ('unit.kind = "hospital" => d1[w01,k1] >= 1', {"d1.w01.k1": -1}, -1, False),
        ("d1[w01,k1] = 0 => d1[w02,k1] = 0", {"d1.w02.k1": 1, "d1.w01.k1": -(10**6)}, 0, False),
        ("d1[w01,k1] > 0 => d1[w02,k1] > 0", {"d1.w01.k1": 1, "d1.w02.k1": -(10**6)}, 0, False),
        ("filled(d1[w01,k1]) => d1[w02,k1] <= 4", {"d1.w02.k1": 1}, 4, False),
        ("filled(unit.kind) => d1[w02,k1] <= 4", {"d1.w02.k1": 1}, 4, False),
        ("blank(prior(d1[w01,k1])) => d1[w02,k1] <= 4", {"d1.w02.k1": 1}, 4, False),
        ("-d1[w01,k1] >= -5", {"d1.w01.k1": 1}, 5, False),
        ("d1[w01,k1] / 2 <= 5", {"d1.w01.k1": 1}, 10, False),
        ("sum(d1[w01,k1], prior(d1[w02,k1])) <= 5", {"d1.w01.k1": 1}, 5, False),
        ("nvl(prior(d1[w01,k1]), 3) >= d1[w01,k1]", {"d1.w01.k1": 1}, 3, False),
        ('unit.kind = "hospital" and days(period) > 360 => d1[w01,k1] <= 5', {"d1.w01.k1": 1}, 5, False),
    ],
)
def test_a_check_becomes_a_constraint(check: str, factors: dict[str, int], limit: int, is_equal: bool) -> None:
    (found,) = demanded(check)
    assert (dict(found.factors), found.limit, found.is_equal) == (factors, limit, is_equal)


def test_a_distance_is_two_constraints() -> None:
    assert len(demanded("abs(d1[w01,k1] - d1[w02,k1]) <= 5")) == 2


def test_what_has_to_hold_together_is_a_constraint_each() -> None:
    found = demanded("d1[w01,k1] <= 3 and d1[w02,k1] <= 4")
    assert [(dict(item.factors), item.limit) for item in found] == [({"d1.w01.k1": 1}, 3), ({"d1.w02.k1": 1}, 4)]


def test_a_check_of_every_row_stays_one_of_a_row() -> None:
    (found,) = demanded("d2[r,k1] <= d2[r,k2]", "r in d2.rows")
    assert found.is_of_row
    assert dict(found.factors) == {"d2.$.k1": 1, "d2.$.k2": -1}


def test_a_demand_on_sums_over_rows_can_be_made_of_each_row() -> None:
    (found,) = demanded("sum(d2[*,k1]) = sum(d2[*,k2])")
    each = found.of_each_row()
    assert each is not None
    assert dict(each.factors) == {"d2.$.k1": 1, "d2.$.k2": -1}
    (other,) = demanded("sum(d2[*,k1]) <= d1[w01,k1]")
    assert other.of_each_row() is None


@pytest.mark.parametrize(
    "check",
    [
        'unit.kind = "entity" => d1[w01,k1] >= 1',
        'unit.activity_code = "98" => d1[w01,k1] >= 1',
        "prior(d1[w01,k1]) > 5 => d1[w01,k1] > 5",
        "prior(d1[w01,k1]) <= d1[w01,k1]",
        'unit.kind = "entity" and d1[w01,k1] > 3 => d1[w02,k1] <= 5',
        'prior(d3.rodzaj) = "stary" => d1[w01,k1] <= 5',
        'd3.rodzaj = "nowy" => d1[w01,k1] <= 5',
    ],
)
def test_what_is_not_known_or_does_not_concern_us_asks_for_nothing(check: str) -> None:
    assert demanded(check) == []


@pytest.mark.parametrize(
    "check",
    [
        "d1[w01,k1] * d1[w02,k1] <= 5",
        "d1[w01,k1] != 5",
        "d1[w01,k1] > 5 => d1[w02,k1] > 7",
        "max(d1[w01..w02,k1]) <= 5",
        "d1[w01,k1] / d1[w02,k1] <= 5",
        "d1[w01,k1] / (1 - 1) <= 5",
        "d1[w01,k1] = 0 => d1[w02,k1] > 0",
        'd3.rodzaj in list("kody") => d1[w01,k1] <= 5',
    ],
)
def test_what_is_not_linear_is_left_to_the_checks(check: str) -> None:
    assert demanded(check) == []


def test_a_ratio_of_cells_is_left_to_the_checks() -> None:
    assert demanded("d2[r,k3] <= 60", "r in d2.rows") == []


def test_known_cells_are_put_in() -> None:
    (found,) = demanded("d1[w01,k1] <= d1[w02,k1]", known={"d1.w02.k1": Fraction(7)})
    assert (dict(found.factors), found.limit) == ({"d1.w01.k1": 1}, 7)


def test_known_cells_that_break_a_check_are_a_constraint_nobody_can_satisfy() -> None:
    (found,) = demanded("d1[w01,k1] <= 5", known={"d1.w01.k1": Fraction(7)})
    assert not found.factors
    assert found.limit < 0


def test_the_key_of_a_row_decides_about_it() -> None:
    check = 'not d2[r,kod] in ("5*")'
    assert [item.factors for item in demanded(check, "r in d2.rows", {"d2.$.kod": "5160"})] == [()]
    assert demanded(check, "r in d2.rows", {"d2.$.kod": "4000"}) == []


def test_rows_that_are_not_compared_with_their_own_cells_are_left_to_the_checks() -> None:
    assert demanded("d2[r,k1] <= d2[s,k1]", '"r in d2.rows, s in d2.rows"') == []


def test_the_key_of_a_row_chooses_what_is_summed() -> None:
    check = 'sum(d2[*,k1] where d2[.,kod] = "4000") <= 5'
    (found,) = demanded(check, known={"d2.$.kod": "4000"})
    assert dict(found.factors) == {"d2.+.k1": 1}
    assert demanded(check, known={"d2.$.kod": "5160"}) == []
    assert demanded(check) == []  # which rows there will be nobody knows


def test_an_answer_of_yes_or_no_decides_where_it_is_known() -> None:
    check = "d2[r,k4] => d2[r,k1] <= 3"
    (found,) = demanded(check, "r in d2.rows", {"d2.$.k4": Fraction(1)})
    assert dict(found.factors) == {"d2.$.k1": 1}
    assert demanded(check, "r in d2.rows", {"d2.$.k4": Fraction(0)}) == []


def test_a_known_date_is_compared_as_a_day() -> None:
    check = "d3.od < 2025-06-01 => d1[w01,k1] <= 3"
    (found,) = demanded(check, known={"d3.od.k1": "2025-01-31"})
    assert dict(found.factors) == {"d1.w01.k1": 1}
    assert demanded(check, known={"d3.od.k1": "2025-06-01"}) == []


def test_numbers_and_conditions_are_not_confused() -> None:
    form = compile_form(load(HEAD + "- {id: T, check: 'd1[w01,k1] <= 5'}", path="t"))
    reader = Lineariser(form, {}, outside)
    with pytest.raises(NotLinear):
        reader.number(form.instances[0].tree)
