# SPDX-License-Identifier: EUPL-1.2
"""`./ssoz forms rehearse`: a new edition on the accepted reports of a round."""

from pathlib import Path

import pytest

from ssoz.commands.forms import main
from tests.factories.registers import unit
from tests.factories.reports import ACCEPTED, TINY, TO_VERIFY, report_at, round_of, tiny

pytestmark = pytest.mark.django_db

HEAD = TINY.format(year=2026, kind="nonfinancial", subject="general").partition("checks:")[0]
NEW = """\
- id: T-01
  foreach: w in d1.rows
  check: d1[w,k2] * 3 <= d1[w,k1]
- id: T-03
  severity: warning
  check: d1[w02,k1] <= 5
  message: "Łóżek jest {d1[w02,k1]}."
- id: T-04
  severity: warning
  check: d1[w03,k1] <= prior(d1[w03,k1])
"""
MANY = {"d1.w02.k1": "10", "d1.w02.k2": "4", "d1.w03.k1": "20"}
FEW = {"d1.w02.k1": "3", "d1.w02.k2": "1", "d1.w03.k1": "20"}


def _edition(folder: Path, checks: str = NEW, crosswalk: str = "") -> str:
    path = folder / "t-1.yaml"
    path.write_text(f"{HEAD}{crosswalk}checks:\n{checks}", encoding="utf-8")
    return str(path)


@pytest.fixture
def told(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> "Told":
    monkeypatch.setenv("COLUMNS", "200")
    return Told(capsys)


class Told:
    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def by(self, *words: str, code: int = 0) -> str:
        assert main(["rehearse", *words]) == code
        return self._capsys.readouterr().out


def _line(told: str, words: str) -> list[str]:
    return [part.strip() for part in next(line for line in told.splitlines() if words in line).split("│")]


def test_each_check_says_how_many_units_it_would_stop(told: Told, tmp_path: Path) -> None:
    edition = tiny(2025)
    report_at(ACCEPTED, unit(name="Szpital Duży"), edition, MANY)
    report_at(ACCEPTED, unit(name="Szpital Mały"), edition, FEW)
    report_at(TO_VERIFY, edition=edition, cells=MANY)
    said = told.by(_edition(tmp_path), "--on", "T-1/2025")
    assert "Sprawozdania: 2; zatrzymałyby błędy: 1 (50,0%); ostrzeżenia: 1 (50,0%)." in said
    assert _line(said, "T-01")[1:5] == ["T-01", "błąd", "1", "50,0%"]
    assert _line(said, "T-03")[5] == "Szpital Duży: Łóżek jest 10."
    assert "T-04" not in said


def test_the_crosswalk_says_where_the_cells_stood(told: Told, tmp_path: Path) -> None:
    edition = tiny(2025)
    report_at(ACCEPTED, edition=edition, cells=MANY)
    swapped = 'crosswalk: {from: 2025, cells: {"d1[w02,*]": "d1[w03,*]", "d1[w03,*]": "d1[w02,*]"}}\n'
    check = '- {id: T-03, check: "d1[w02,k1] <= 5", message: "{d1[w02,k1]} łóżek"}\n'
    assert "20 łóżek" in told.by(_edition(tmp_path, check, swapped), "--on", "T-1/2025")


def test_the_report_before_is_read_too(told: Told, tmp_path: Path) -> None:
    hospital = unit()
    report_at(ACCEPTED, hospital, tiny(2024), {**MANY, "d1.w03.k1": "15"})
    report_at(ACCEPTED, hospital, tiny(2025), MANY)
    assert _line(told.by(_edition(tmp_path), "--on", "T-1/2025-01-01"), "T-04")[3] == "1"


def test_the_result_is_written_as_a_table(told: Told, tmp_path: Path) -> None:
    report_at(ACCEPTED, unit(name="Szpital Duży"), tiny(2025), MANY)
    target = tmp_path / "wynik.csv"
    told.by(_edition(tmp_path), "--on", "T-1/2025", "--csv", str(target))
    lines = target.read_text(encoding="utf-8-sig").splitlines()
    assert lines[0] == "kontrola;waga;jednostki;udział w %;przykład;pola;komunikat"
    assert lines[2] == "T-03;ostrzeżenie;1;100,0;Szpital Duży;d1.w02.k1=10;Łóżek jest 10."


def test_without_examples_only_numbers_are_told(told: Told, tmp_path: Path) -> None:
    report_at(ACCEPTED, unit(name="Szpital Duży"), tiny(2025), MANY)
    target = tmp_path / "wynik.csv"
    said = told.by(_edition(tmp_path), "--on", "T-1/2025", "--examples", "0", "--csv", str(target))
    assert "Szpital Duży" not in said
    assert target.read_text(encoding="utf-8-sig").splitlines()[1] == "T-01;błąd;1;100,0;;;"


def test_an_edition_that_says_nothing_says_so(told: Told, tmp_path: Path) -> None:
    report = report_at(ACCEPTED, edition=tiny(2025), cells=FEW)
    file = _edition(tmp_path, '- {id: T-09, check: "d1[w02,k1] <= 900"}\n')
    assert "Żadna kontrola niczego nie zgłasza." in told.by(file, "--on", str(report.round.public_id))


@pytest.mark.parametrize(
    ("on", "words"),
    [
        ("T-1/2025", "nie ma jeszcze zatwierdzonych sprawozdań"),
        ("T-1/2031", "Nie ma rundy „T-1/2031”"),
        ("kiedyś", "Nie ma rundy „kiedyś”"),
        ("T-1/luty", "Nie ma rundy „T-1/luty”"),
        ("MZ-29/2025", "Runda jest dla formularza MZ-29, a plik dla T-1."),
    ],
)
def test_a_round_that_cannot_be_used_is_refused(told: Told, tmp_path: Path, on: str, words: str) -> None:
    from tests.factories.catalogue import edition

    round_of(tiny(2025))
    round_of(edition())
    assert words in told.by(_edition(tmp_path), "--on", on, code=1)


def test_two_rounds_of_a_year_have_to_be_told_apart(told: Told, tmp_path: Path) -> None:
    from datetime import date

    made = round_of(tiny(2025))
    made.pk, made.public_id, made.period_start = None, "00000000-0000-4000-8000-000000000001", date(2025, 7, 1)
    made.save()
    said = told.by(_edition(tmp_path), "--on", "T-1/2025", code=1)
    assert "kilka rund, wskaż jedną: T-1/2025-07-01, T-1/2025-01-01" in said


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--examples", "-1"], "nie może być ujemna"),
        (["--csv", "/nie/ma/wynik.csv"], "Nie ma folderu"),
    ],
)
def test_bad_wishes_are_refused(told: Told, tmp_path: Path, words: list[str], message: str) -> None:
    assert message in told.by(_edition(tmp_path), "--on", "T-1/2025", *words, code=1)


def test_a_wrong_edition_is_refused(told: Told, tmp_path: Path) -> None:
    round_of(tiny(2025))
    wrong = _edition(tmp_path, '- {id: T-09, check: "d1[w77,k1] > 0"}\n')
    assert "nie ma wiersza „w77”" in told.by(wrong, "--on", "T-1/2025", code=1)
    assert "nie ma takiego pliku" in told.by("MZ-29/1999", "--on", "T-1/2025", code=1)
