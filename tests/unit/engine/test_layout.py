# SPDX-License-Identifier: EUPL-1.2
"""A sheet and all that stands beside it as vectors, the way generated code reads them. Here „-” stands for blank."""

from datetime import date
from typing import Any

from engine.answers import Sheet
from engine.checks.findings import Context, default_period
from engine.checks.layout import Layout
from engine.checks.tree import At, Node
from engine.checks.world import World
from tests.unit.engine.forms import FORM as FORM_TEXT
from tests.unit.engine.forms import definition

FORM = definition("")
DAY = date(2024, 2, 29)
NOW = Sheet({"d2.r1.oddzial": "4500", "d2.r1.k1": 7, "d2.r2.oddzial": "4000"}, {"d2": ("r1", "r2")})
BEFORE = Sheet(
    {"d1.w01.k1": "4500", "d1.w03.k1": DAY.isoformat(), "d1.w05.k1": 9, "d2.r5.oddzial": "4500", "d2.r5.k1": 3},
    {"d2": ("r4", "r5", "r6")},
)
WORLD = World(FORM, NOW, Context(prior={1: BEFORE}, unit={"beds": 50}), default_period(FORM))


def told(found: list[Any]) -> list[Any]:
    return ["-" if isinstance(value, float) else value for value in found]  # only blank is no whole number


def cell(address: str, kind: str = "int", scope: str = "prior:1") -> Node:
    return Node("cell", kind, at=At(*address.split("."), scope))


def test_single_values_from_elsewhere_stand_where_the_code_was_told() -> None:
    layout = Layout(FORM)
    asked = {
        cell("d1.w03.k1", "date"): DAY.toordinal(),
        cell("d1.w01.k1", "code"): "4500",
        cell("d1.w05.k1", "money"): 9,
        cell("d1.w06.k1", "money"): "-",
        cell("d1.w05.k1", "money", "prior:2"): "-",
        cell("d1.w01.k1", scope="form:MZ-88"): "-",
        Node("unit", "int", value="beds"): 50,
        Node("unit", "code", value="kind"): "-",
        Node("period", "int", value="year"): 2025,
    }
    assert [layout.place(node) for node in asked] == list(range(len(asked)))
    assert layout.place(cell("d1.w03.k1", "date")) == 0
    assert told(layout.load(WORLD).x) == list(asked.values())


def test_a_date_of_a_sheet_is_the_number_of_its_day() -> None:
    layout = Layout(FORM)
    found = layout.load(World(FORM, BEFORE, Context(), default_period(FORM))).v
    assert told([found[layout.numbers[f"d1.{row}.k1"]] for row in ("w03", "w05")]) == [DAY.toordinal(), 9]


def test_rows_of_another_sheet_are_its_own_or_those_of_the_same_key() -> None:
    layout = Layout(FORM)
    at = At("d2", "$0", "k1", "prior:1")
    nowhere = layout.column(At("d2", "$0", "k1", "prior:2"), "")
    places = [layout.column(at, "prior:1"), layout.column(at, ""), layout.column(At("d2", "$0", "k1"), "")]
    counts = [layout.count("prior:1", "d2"), layout.count("", "d2"), layout.count("prior:2", "d2")]
    found = layout.load(WORLD)
    assert [told(found.columns[place]) for place in places] == [["-", 3, "-"], [3, "-"], [7, "-"]]
    assert told(found.columns[nowhere]) == ["-", "-"]
    assert [found.counts[place] for place in counts] == [3, 2, 0]


def test_days_of_added_rows_are_numbers_too() -> None:
    form = definition(
        "", FORM_TEXT.replace("{code: k3, title: Średnia liczba łóżek, type: dec(1)}", "{code: k3, type: date}")
    )
    layout = Layout(form)
    place = layout.column(At("d2", "$0", "k3"), "")
    sheet = Sheet({"d2.r1.k3": DAY.isoformat()}, {"d2": ("r1", "r2")})
    assert told(layout.load(World(form, sheet, Context(), default_period(form))).columns[place]) == [
        DAY.toordinal(),
        "-",
    ]
