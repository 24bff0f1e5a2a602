# SPDX-License-Identifier: EUPL-1.2
"""What a spreadsheet stores becomes the text somebody would have typed."""

from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

import pytest

from engine.definitions import CellSpec, CellType, load
from shared.rendering.xlsx.reading import Kind, StoredCell
from ssoz.documents.workbook.cells import CellRefused, text_of

FORM = load("form: T-1\nedition: 2025\ntitle: x\nsections: [{code: d1, title: x, fields: [{code: a, title: A}]}]")


def spec(kind: str, **more: Any) -> CellSpec:
    return replace(FORM.cells["d1.a.k1"], type=CellType.model_validate({"kind": kind, **more}))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (12, "12"),
        (-3, "-3"),
        (1234567890123, "1234567890123"),
        (12.0, "12"),
        (0.5, "0,5"),
        (0.1 + 0.2, "0,3"),
        (1.005, "1,005"),
        (1e-7, "0,0000001"),
        (1e15, "1000000000000000"),
        (99.99999999999999999, "100"),
        (-0.25, "-0,25"),
    ],
)
def test_a_number_is_all_its_digits(value: float, text: str) -> None:
    assert text_of(spec("int"), StoredCell(Kind.NUMBER, value)) == text


@pytest.mark.parametrize("value", [float("inf"), float("-inf"), float("nan")])
def test_what_is_no_number_is_refused(value: float) -> None:
    with pytest.raises(CellRefused):
        text_of(spec("int"), StoredCell(Kind.NUMBER, value))


@pytest.mark.parametrize("value", [date(2025, 12, 31), datetime.combine(date(2025, 12, 31), time.min)])
def test_a_day_is_written_as_in_poland(value: object) -> None:
    assert text_of(spec("date"), StoredCell(Kind.DATE, value)) == "31.12.2025"


@pytest.mark.parametrize(
    ("kind", "cell"),
    [
        ("date", StoredCell(Kind.DATE, time(13, 5))),
        ("date", StoredCell(Kind.DATE, datetime.combine(date(2025, 12, 31), time(13, 5)))),
        ("date", StoredCell(Kind.NUMBER, 46022)),
        ("int", StoredCell(Kind.DATE, date(2026, 2, 1))),
        ("text", StoredCell(Kind.TRUTH, True)),
        ("bool", StoredCell(Kind.NUMBER, 7)),
        ("int", StoredCell(Kind.ERROR, "#REF!")),
        ("int", StoredCell(Kind.FORMULA, "=1")),
    ],
)
def test_what_could_mean_two_things_is_asked_about(kind: str, cell: StoredCell) -> None:
    with pytest.raises(CellRefused):
        text_of(spec(kind), cell)


@pytest.mark.parametrize(("value", "text"), [(True, "tak"), (False, "nie")])
def test_truth_is_yes_or_no(value: bool, text: str) -> None:
    assert text_of(spec("bool"), StoredCell(Kind.TRUTH, value)) == text


def test_a_code_typed_as_a_number_is_its_digits() -> None:
    assert text_of(spec("code", list="x"), StoredCell(Kind.NUMBER, 4500)) == "4500"
    assert text_of(spec("code", list="x"), StoredCell(Kind.NUMBER, 4500.0)) == "4500"
