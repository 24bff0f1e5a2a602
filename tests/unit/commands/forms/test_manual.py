# SPDX-License-Identifier: EUPL-1.2
"""The manual's page of a form: every check in words, with formula and examples."""

import pytest

from ssoz.commands.forms.manual import documents


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    return dict(documents())


def test_every_form_has_a_page_and_a_line_in_the_index(pages: dict[str, str]) -> None:
    assert {"README.md", "mz-29-2025.md", "mz-29-2024.md", "str-zob-uw-2025.md", "mz-szp-11b-2025.md"} <= set(pages)
    assert all(f"]({name})" in pages["README.md"] for name in pages if name != "README.md")


def test_a_check_stands_there_with_words_formula_and_examples(pages: dict[str, str]) -> None:
    _, _, page = pages["mz-29-2025.md"].partition("## 29-04a\n")
    check = page.partition("\n## ")[0]
    assert "Dział 2, każdy wiersz, kolumna 2: łóżka – w tym dla dzieci" in check
    assert "Błąd; w sprawozdaniu." in check
    assert "foreach r in d2.rows: d2[r, k2] <=" in check
    assert "- przepuszcza: `d2.r1.oddzial` = 4" in check
    assert "- zatrzymuje: " in check


def test_reasons_and_what_comes_from_elsewhere_are_told(pages: dict[str, str]) -> None:
    page = pages["mz-29-2025.md"]
    assert "Powody do wyboru: " in page
    assert "w poprzednim okresie `d2" in page
    assert "jednostka: `" in page
