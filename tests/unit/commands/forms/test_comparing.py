# SPDX-License-Identifier: EUPL-1.2
from pathlib import Path

import pytest

from ssoz.commands.forms import main


def test_what_changed_is_told_line_by_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", "MZ-29/2024", "MZ-29/2025"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "MZ-29 za 2024 r. → MZ-29 za 2025 r."
    assert "~ Formularz: termin: 25.02.2025 → 25.02.2026" in lines
    assert "+ Dział 3, wiersz 11: nowe – Łóżka nieinwazyjnej wentylacji mechanicznej" in lines
    assert "~ Dział 3, wiersz 12: numer: 11 → 12" in lines
    assert "− Dział 4, wiersz 07: już nie ma – z użyciem próżnociągu" in lines


def test_an_edition_does_not_differ_from_itself(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", "MZ-24/2025", "MZ-24/2025"]) == 0
    assert capsys.readouterr().out.splitlines()[1:] == ["Bez zmian."]


@pytest.mark.parametrize("names", [("MZ-29/1999", "MZ-29/2025"), ("MZ-29/2025", "brak.yaml")])
def test_an_edition_that_is_not_there_is_told(names: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", *names]) == 1
    assert "nie ma takiego pliku" in capsys.readouterr().out


def test_a_form_whose_checks_are_wrong_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.yaml"
    table = "table: {columns: [{code: k1, title: A}], rows: [{code: w01, title: B}]}"
    text = f"form: A\nedition: 2025\ntitle: A\nsections: [{{code: d1, title: A, {table}}}]\n"
    path.write_text(text + "checks: [{id: '1', check: 'd1[w09,k1] > 0'}]\n", encoding="utf-8")
    assert main(["diff", str(path), str(path)]) == 1
    assert "nie ma wiersza" in capsys.readouterr().out
