# SPDX-License-Identifier: EUPL-1.2
from pathlib import Path

import pytest

from ssoz.commands.forms import main

FORM = """\
form: MZ-1
edition: 2025
title: Próba
versions: [preliminary, final]
due: {preliminary: {unit: 2026-01-20}, final: {unit: 2026-03-20}}
sections:
- code: d1
  title: Karta
  fields:
  - {code: plec, symbol: "4", title: Płeć, type: bool, required: true}
  - {code: kwota, symbol: "5", title: Kwota, group: [Koszty], type: money(2), max: 100}
- code: d2
  title: Łóżka
  table:
    columns:
    - {code: k1, title: Stan, group: [Łóżka]}
    - {code: k2, title: Dzieci, group: [Łóżka, w tym]}
    - {code: k3, title: Suma, computed: "d2[., k1] + d2[., k2]"}
    rows:
    - {code: w01, title: Pierwszy, group: [Oddziały]}
    - {code: w02, title: Drugi, group: [Oddziały]}
    dynamic: {key: {code: nazwa, title: Nazwa, type: text}}
    closed: [w02.k2]
checks:
- {id: "1-1", check: "d2[r, k2] <= d2[r, k1]", foreach: r in d2.rows}
"""


@pytest.fixture
def told(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("COLUMNS", "160")
    path = tmp_path / "mz-1.yaml"
    path.write_text(FORM, encoding="utf-8")
    assert main(["show", str(path)]) == 0
    return capsys.readouterr().out


def _line(told: str, words: str) -> str:
    return next(line for line in told.splitlines() if words in line)


def test_due_dates_are_shown_by_version(told: str) -> None:
    assert "dane wstępne: 2026-01-20, dane ostateczne: 2026-03-20" in told


def test_headings_stand_above_what_they_head_once(told: str) -> None:
    lines = told.splitlines()
    start = lines.index("Łóżka")
    assert lines[start : start + 5] == ["Łóżka", "  1: Stan", "  w tym", "    2: Dzieci", "3: Suma"]
    assert told.count("Oddziały") == 1


def test_a_cell_is_one_sign(told: str) -> None:
    assert _line(told, "Pierwszy").split("│")[3:6] == [" ○ ", " ○ ", " Σ "]
    assert _line(told, "Drugi").split("│")[3:6] == [" ○ ", " × ", " Σ "]


def test_added_rows_tell_their_key(told: str) -> None:
    assert "wiersze dodawane: Nazwa (tekst)" in told


def test_a_record_shows_what_may_be_answered(told: str) -> None:
    assert "tak albo nie" in _line(told, "Płeć")
    assert "kwota, miejsc po przecinku: 2, od 0 do 100" in _line(told, "Kwota")
    assert _line(told, "Koszty").split("│")[1].strip() == ""


def test_checks_are_told_in_words(told: str) -> None:
    assert "każdy wiersz" in _line(told, "1-1")


def test_a_real_form_is_shown(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "140")
    assert main(["show", "MZ-29/2025"]) == 0
    told = capsys.readouterr().out
    assert "Sprawozdanie o działalności szpitala ogólnego" in told
    assert "Dział 2A. Szpital ogółem" in told
    assert "wzór odtworzony na podstawie publikacji" in told
    assert "29-16b" in told


@pytest.mark.parametrize(
    ("text", "words"),
    [("edition: 2025", "Brak klucza „form”"), (FORM.replace("d2[r, k2]", "d2[r, k9]"), "nie ma kolumny „k9”")],
)
def test_a_bad_form_is_not_shown(tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, words: str) -> None:
    path = tmp_path / "mz-1.yaml"
    path.write_text(text, encoding="utf-8")
    assert main(["show", str(path)]) == 1
    assert words in capsys.readouterr().out


def test_a_form_that_is_not_there_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", "MZ-999/2025"]) == 1
    assert "nie ma takiego pliku" in capsys.readouterr().out
