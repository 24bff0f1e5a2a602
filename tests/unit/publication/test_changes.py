# SPDX-License-Identifier: EUPL-1.2
"""What changed between two editions, in words."""

import pytest

from engine.definitions import load
from engine.publication.changes import changes
from tests.unit.publication.forms import ADDED, HEAD, LISTS, TABLE, listed

CHECKS = "checks:\n" + listed("d1[w01, k1] <= d1[w02, k1]")
TEXT = HEAD + TABLE + CHECKS + "\n"


def told(text: str, before: str = TEXT) -> list[str]:
    return [str(change) for change in changes(load(before, code_lists=LISTS), load(text, code_lists=LISTS))]


def changed(old: str, new: str, before: str = TEXT) -> list[str]:
    assert old in before
    return told(before.replace(old, new, 1), before)


def test_of_the_same_form_nothing_is_told() -> None:
    assert told(TEXT) == []


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("pl: Próba", "pl: Inna", "Formularz: tytuł: Próba → Inna"),
        ("2026-02-25", "2026-03-25", "Formularz: termin: 25.02.2026 → 25.03.2026"),
        ("due:", "period: quarter\ndue:", "Formularz: okres: rok → kwartał"),
        ("due:", "zero: true\ndue:", "Formularz: sprawozdanie zerowe: nie → tak"),
        ("pl: Łóżka", "pl: Miejsca", "Dział 1: tytuł: Łóżka → Miejsca"),
        ("pl: Razem", "pl: Suma", "Dział 1, kolumna 1: tytuł: Razem → Suma"),
        ("max: 100}", "max: 50, type: dec(2)}",
         "Dział 1, kolumna 1: typ: liczba całkowita, od 0 do 100 → liczba, miejsc po przecinku: 2, od 0 do 50"),
        ("en: First}", "en: First}, required: true", "Dział 1, wiersz 01: wymagany: nie → tak"),
        ("en: Third}", "en: Third}, type: code, list: kody, where: 4*",
         "Dział 1, wiersz 03: typ: brak → kod, słownik kody (4*)"),
        ("    rows:", "    closed: [w02.k2]\n    rows:", "Dział 1: pola zamknięte: brak → w02.k2"),
        ("severity: error", "severity: warning", "Kontrola 1: waga: błąd → ostrzeżenie"),
    ],
)  # fmt: skip
def test_each_property_is_told(old: str, new: str, words: str) -> None:
    assert words in changed(old, new)


def test_a_new_row_and_one_that_is_gone_are_told() -> None:
    row = "    - {code: w03, title: {pl: Trzeci, en: Third}}\n"
    assert changed(row, "") == ["Dział 1, wiersz 03: już nie ma – Trzeci"]
    assert told(TEXT, TEXT.replace(row, "")) == ["Dział 1, wiersz 03: nowe – Trzeci"]


def test_a_new_section_and_one_that_is_gone_are_told() -> None:
    section = "- code: d9\n  title: Inne\n  fields: [{code: uwagi, title: Uwagi, type: text}]\n"
    with_it = TEXT.replace("checks:", section + "checks:", 1)
    assert told(with_it) == ["Dział 9: nowe – Inne"]
    assert told(TEXT, with_it) == ["Dział 9: już nie ma – Inne"]
    assert told(with_it.replace("title: Uwagi", "title: Uwaga"), with_it) == [
        "Dział 9, pole uwagi: tytuł: Uwagi → Uwaga"
    ]


def test_a_row_that_moved_is_the_same_row() -> None:
    before = TEXT.replace("2025", "2024")
    now = TEXT.replace("w03", "w04").replace("due:", "crosswalk: {from: 2024, cells: {'d1[w04,*]': 'd1[w03,*]'}}\ndue:")
    assert told(now, before) == ["Dział 1, wiersz 04: numer: 03 → 04"]


def test_a_row_made_of_two_is_a_new_one() -> None:
    before = TEXT.replace("2025", "2024")
    crosswalk = "crosswalk: {from: 2024, cells: {'d1[w04,*]': 'd1[w03,*] + d1[w02,*]'}}\ndue:"
    now = TEXT.replace("w03", "w04").replace("due:", crosswalk)
    assert told(now, before) == ["Dział 1, wiersz 04: nowe – Trzeci", "Dział 1, wiersz 03: już nie ma – Trzeci"]


def test_a_section_that_moved_is_the_same_section() -> None:
    before = HEAD.replace("2025", "2024") + TABLE
    cells = "'d7[w01..w03,*]': 'd1[w01..w03,*]'"
    now = HEAD + f"crosswalk: {{from: 2024, cells: {{{cells}}}}}\n" + TABLE.replace("code: d1", "code: d7")
    assert told(now, before) == ["Dział 7: numer: 1 → 7"]


def test_added_rows_and_checks_are_told() -> None:
    form = HEAD + ADDED
    words = "Dział 2: wiersze dodawane: Kod (kod, słownik kody), od 1 do 5 → Kod (kod, słownik kody), od 1 do 9"
    assert changed("max: 5,", "max: 9,", form) == [words]
    unique = told(form.replace("max: 5,", "max: 5, unique: true,"), form)
    assert unique[0].endswith("bez powtórzeń")
    assert told(form + "checks:\n" + listed("d1[w01, k1] > 5") + "\n", form)[0].startswith("Kontrola 1: nowe – Dział 1")
    assert changed("<= d1[w02, k1]", "< d1[w02, k1]")[0].startswith("Kontrola 1: czego wymaga: ")


def test_dates_are_told_by_version() -> None:
    dated = "versions: [preliminary, final]\ndue: {preliminary: {unit: 2026-01-20}, final: {unit: 2026-03-20}}"
    found = changed("due: {unit: 2026-02-25}", dated)
    assert found == [
        "Formularz: termin: 25.02.2026 → brak",
        "Formularz: termin danych wstępnych: brak → 20.01.2026",
        "Formularz: termin danych ostatecznych: brak → 20.03.2026",
    ]
