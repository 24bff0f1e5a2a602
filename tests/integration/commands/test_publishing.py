# SPDX-License-Identifier: EUPL-1.2
"""`./ssoz forms publish`: what lies in forms/ is in the database, once; a bad file leaves everything as it was."""

import pytest

from ssoz.commands.forms import main, publishing
from ssoz.rounds.models import Questionnaire
from ssoz.rounds.operations import publishing as operation
from tests.factories.duties import TEXT, answered, questionnaire
from tests.factories.registers import unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> "Told":
    monkeypatch.setenv("COLUMNS", "200")
    return Told(capsys)


class Told:
    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def by(self, *words: str, code: int = 0) -> str:
        assert main(["publish", *words]) == code
        return self._capsys.readouterr().out


def test_questionnaires_are_published_once(told: Told) -> None:
    years = sorted(int(path.stem) for path in operation.FOLDER.glob("*.yaml"))
    first = told.by("questionnaires")
    assert all(f"Opublikowano ankieta/{year}" in first for year in years)
    assert f"Nowe albo zmienione: 0, bez zmian: {len(years)}." in told.by("questionnaires")
    assert sorted(Questionnaire.objects.values_list("year", flat=True)) == years


def test_one_that_was_answered_stands_as_it_is(told: Told) -> None:
    row = questionnaire()
    Questionnaire.objects.filter(pk=row.pk).update(path="forms/questionnaire/2025.yaml")
    answered(unit())
    assert "ankieta/2025" not in told.by("questionnaires")
    row.refresh_from_db()
    assert row.source == TEXT.format(year=2025, next=2026)


def test_a_bad_file_is_told_with_its_line_and_changes_nothing(told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    def load() -> tuple[Questionnaire, ...]:
        questionnaire()
        return (operation.publish_questionnaire(by=operation.SYSTEM, text="year: zły\n", path="zla.yaml"),)

    monkeypatch.setattr("ssoz.rounds.operations.load_questionnaires", load)
    text = told.by("questionnaires", code=publishing.REFUSED)
    assert "Niczego nie opublikowano." in text
    assert "zla.yaml" in text
    assert not Questionnaire.objects.exists()
