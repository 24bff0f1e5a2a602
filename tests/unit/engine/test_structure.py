# SPDX-License-Identifier: EUPL-1.2
"""What every form asks for unsaid: required cells, enough added rows, keys that do not repeat. Findings in full."""

import pytest

from engine.answers import Sheet
from engine.checks.findings import Finding
from engine.checks.phrases import ENGLISH, POLISH, Phrases
from engine.checks.structure import structure
from engine.definitions import load

FORM = load(
    """
form: F
edition: 2025
title: Formularz
sections:
- code: d1
  title: Stały
  table:
    columns:
    - {code: k1, title: {pl: Łóżka, en: Beds}, required: true}
    - {code: k2, title: Inne}
    rows: [{code: w01, title: {pl: Ogółem, en: Total}}, {code: w02}]
- code: d2
  title: Oddziały
  table:
    columns:
    - {code: k1, title: {pl: Łóżka, en: Beds}, required: true}
    - {code: k2, title: Razem, computed: "d2[., k1] * 2", required: true}
    - {code: k3, title: Uwagi, type: text}
    dynamic: {min: 2, unique: true, key: {code: oddzial, title: Oddział, type: code, list: kody, required: true}}
- code: d3
  title: Wolny
  table:
    columns: [{code: k1, required: true}]
    dynamic: {key: {code: klucz, type: text}}
""",
    code_lists={"kody": {"4500": "chirurgia", "4000": "interna"}},
)
BOTH = {"d1.w01.k1": 1, "d1.w02.k1": 0}


def found(cells: dict[str, int | str], phrases: Phrases = POLISH, **rows: tuple[str, ...]) -> list[Finding]:
    return list(structure(FORM, Sheet({**BOTH, **cells}, rows), phrases))


def wards(*codes: str) -> tuple[dict[str, int | str], tuple[str, ...]]:
    """Cells and rows of wards that are complete but for what is asked."""
    rows = tuple(f"r{number}" for number in range(1, len(codes) + 1))
    keys = {f"d2.{row}.oddzial": code for row, code in zip(rows, codes, strict=True) if code}
    return {**keys, **{f"d2.{row}.k1": 5 for row in rows}}, rows


def test_a_complete_sheet_is_told_nothing() -> None:
    cells, rows = wards("4500", "4000")
    assert found(cells, d2=rows) == []


def test_one_more_row_than_needed_is_told_nothing() -> None:
    cells, rows = wards("4500", "4000", "4100")
    assert found(cells, d2=rows) == []


@pytest.mark.parametrize(
    ("phrases", "messages"),
    [
        (
            POLISH,
            [
                "Uzupełnij pole „Ogółem, Łóżka” (Dział 1, wiersz 01, kolumna 1).",
                "Uzupełnij pole „Łóżka” (Dział 1, wiersz 02, kolumna 1).",
                "Dział 2: dodaj wiersze, powinno ich być co najmniej 2.",
            ],
        ),
        (
            ENGLISH,
            [
                "Fill in “Total, Beds” (Section 1, row 01, column 1).",
                "Fill in “Beds” (Section 1, row 02, column 1).",
                "Section 2: add rows, there should be at least 2.",
            ],
        ),
    ],
    ids=["pl", "en"],
)
def test_an_empty_sheet_is_told_what_to_fill_in(phrases: Phrases, messages: list[str]) -> None:
    assert list(structure(FORM, Sheet.empty(), phrases)) == [
        Finding("wymagane", f"wymagane:{address}", "error", 0, address, ((address, None),), message)
        for address, message in zip(("d1.w01.k1", "d1.w02.k1"), messages, strict=False)
    ] + [Finding("wiersze", "wiersze:d2", "error", 0, "d2", (), messages[2])]


def test_of_added_rows_what_people_fill_in_is_required_and_what_is_computed_is_not() -> None:
    cells, rows = wards("4500", "4000")
    del cells["d2.r2.k1"]
    (one,) = found(cells, d2=rows)
    assert one == Finding(
        "wymagane",
        "wymagane:d2.r2.k1",
        "error",
        0,
        "d2.r2.k1",
        (("d2.r2.k1", None),),
        "Uzupełnij pole „4000 interna, Łóżka” (Dział 2, wiersz 02, kolumna 1).",
    )


def test_a_cell_without_any_name_is_told_by_its_place() -> None:
    cells, rows = wards("4500", "4000")
    told = {one.key: one.message for one in found(cells, d2=rows, d3=("r1",))}
    assert told["wymagane:d3.r1.k1"] == "Uzupełnij pole: Dział 3, wiersz 01, kolumna 1."
    english = {one.key: one.message for one in found(cells, ENGLISH, d2=rows, d3=("r1",))}
    assert english["wymagane:d3.r1.k1"] == "Fill in: Section 3, row 01, column 1."


def test_a_repeated_key_is_told_at_each_of_its_places() -> None:
    cells, rows = wards("4500", "4000", "4500")
    message = "Dział 2, wiersz {}, „Oddział”: „4500 chirurgia” występuje w tym dziale więcej niż raz."
    assert found(cells, d2=rows) == [
        Finding(
            "powtórzenie",
            f"powtórzenie:d2.{row}.oddzial",
            "error",
            0,
            f"d2.{row}.oddzial",
            ((f"d2.{row}.oddzial", "4500"),),
            message.format(number),
        )
        for row, number in (("r1", "01"), ("r3", "03"))
    ]


def test_keys_that_are_blank_are_asked_for_but_do_not_repeat_each_other() -> None:
    cells, rows = wards("", "")
    assert [one.key for one in found(cells, d2=rows)] == ["wymagane:d2.r1.oddzial", "wymagane:d2.r2.oddzial"]


def test_where_keys_may_repeat_they_may() -> None:
    cells, rows = wards("4500", "4000")
    again: dict[str, int | str] = {"d3.r1.klucz": "a", "d3.r2.klucz": "a", "d3.r1.k1": 1, "d3.r2.k1": 2}
    assert found({**cells, **again}, d2=rows, d3=("r1", "r2")) == []
