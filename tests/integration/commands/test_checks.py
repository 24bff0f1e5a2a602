# SPDX-License-Identifier: EUPL-1.2
"""`./ssoz checks run`: which rounds are meant, what is printed, what is refused."""

import io

import pytest
from rich.console import Console

from ssoz.commands import checks
from ssoz.reports.models import CheckedReport
from ssoz.rounds.enums import RoundStatus
from tests.factories.reports import ODD, WRONG, blank_report, fill, round_of, tiny

pytestmark = pytest.mark.django_db


def printed(*words: str) -> str:
    console = Console(file=io.StringIO(), width=200, highlight=False)
    assert checks.run(checks.arguments().parse_args(["run", *words]), console) == 0
    return console.file.getvalue()  # type: ignore[attr-defined]  # the file given above


def refusal(*words: str) -> str:
    with pytest.raises(ValueError) as caught:  # noqa: PT011  the words are looked at
        printed(*words)
    return str(caught.value)


def test_a_form_and_a_year_name_a_round() -> None:
    edition = tiny()
    fill(blank_report(edition=edition), WRONG)
    fill(blank_report(edition=edition), ODD)
    said = printed("--form", "T-1", "--round", "2025")
    assert "sprawozdań 2, bez niezgodności 0, błędów 1, ostrzeżeń 1" in said
    assert "zmienionych od poprzedniego razu: 2" in said
    assert "zmienionych od poprzedniego razu: 0" in printed("--form", "T-1", "--round", "2025")


def test_a_round_is_named_by_its_identifier_too() -> None:
    report = fill(blank_report())
    identifier = str(report.round.public_id)
    assert "bez niezgodności 1" in printed("--round", identifier)
    assert "bez niezgodności 1" in printed("--form", "T-1", "--round", identifier)
    assert "nie ma otwartego" in refusal("--form", "T-2", "--round", identifier)


def test_all_open_and_closed_rounds() -> None:
    fill(blank_report(edition=tiny(2024)))
    fill(blank_report(edition=tiny(2025)))
    round_of(tiny(2026), RoundStatus.PLANNED)
    said = printed("--all")
    assert ("(2024)" in said, "(2025)" in said, "(2026)" in said) == (True, True, False)
    assert CheckedReport.objects.count() == 2


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ([], "podaj --round (rok albo identyfikator okresu) lub --all"),
        (["--round", "2025"], "podaj symbol formularza: --form"),
        (["--form", "T-1", "--round", "wiosna"], "„wiosna” to nie jest rok ani identyfikator okresu"),
        (["--form", "T-9", "--round", "2025"], "nie ma otwartego ani zamkniętego okresu T-9 2025"),
        (["--form", "T-1", "--round", "2031"], "nie ma otwartego ani zamkniętego okresu T-1 2031"),
    ],
)
def test_what_cannot_be_meant_is_refused(words: list[str], reason: str) -> None:
    round_of(tiny())
    assert refusal(*words) == reason


def test_a_refusal_is_one_line_and_a_number(capsys: pytest.CaptureFixture[str]) -> None:
    assert checks.main(["run"]) == checks.CANNOT
    assert capsys.readouterr().err == "ssoz checks: podaj --round (rok albo identyfikator okresu) lub --all\n"
