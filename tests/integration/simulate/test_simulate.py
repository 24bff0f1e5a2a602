# SPDX-License-Identifier: EUPL-1.2
"""A small publication reproduced from beginning to end, and the real ones up to the sheets."""

from pathlib import Path

import ibis
import pytest
from pytest_django import Settings

from engine.checks import Context, Period
from engine.tabulation import Entry, arrange, tabulate
from ssoz.access.actors import SYSTEM
from ssoz.audit.models import Event
from ssoz.catalogue import operations as catalogue
from ssoz.commands.simulate import running
from ssoz.commands.simulate.classes import SimulationError
from ssoz.commands.simulate.comparing import compare
from ssoz.commands.simulate.filing import Shares
from ssoz.commands.simulate.mapping import load_mapping
from ssoz.commands.simulate.running import Outcome, Wishes, set_up, simulate
from ssoz.registers.operations import load_seeds
from ssoz.reports.models import Explanation, Report, Transition
from tests.factories.simulation import FORM, MAPPING, PUBLISHED, written

SEEDS = Path(__file__).resolve().parents[3] / "seeds"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def home(settings: Settings, tmp_path: Path) -> None:
    settings.SSOZ_HOME = tmp_path / "home"


@pytest.fixture
def tiny(monkeypatch: pytest.MonkeyPatch) -> None:
    load_seeds()
    catalogue.publish(by=SYSTEM, text=FORM, path="t-9.yaml")
    monkeypatch.setattr(running, "load_forms", lambda by: ())


def reproduced(
    folder: Path, mapping: str = MAPPING, published: str = PUBLISHED, shares: Shares | None = None
) -> Outcome:
    mapped, figures = written(folder, mapping, published)
    wishes = Wishes(load_mapping(mapped), figures, 10, 1, shares or Shares(0.5, 0.5, 0.5))
    return simulate(wishes, lambda _step, _done, _of: None)


@pytest.mark.usefixtures("tiny")
def test_a_published_table_comes_out_equal_through_filing_and_accepting(tmp_path: Path) -> None:
    outcome = reproduced(tmp_path)
    assert outcome.differences == []
    assert len(outcome.compared) == 24
    assert outcome.counts["zatwierdzone"] == 9 == Report.objects.filter(status="accepted").count()
    assert outcome.result.value("PL", "m_t1_lozka") == 900


@pytest.mark.usefixtures("tiny")
def test_people_err_correct_explain_and_get_returns_on_the_way(tmp_path: Path) -> None:
    outcome = reproduced(tmp_path)
    assert outcome.counts["zwrócone"] == Transition.objects.filter(target="to_correct").count() > 0
    assert outcome.counts["pola nieczytelne"] > 0
    assert outcome.counts["wyjaśnienia"] >= Explanation.objects.count() > 0
    assert Event.objects.filter(action="report_saved").exists()


@pytest.mark.usefixtures("tiny")
def test_the_same_seed_makes_the_same_reports(tmp_path: Path) -> None:
    mapped, figures = written(tmp_path)
    setting = [set_up(Wishes(load_mapping(mapped), figures, 10, seed)) for seed in (5, 5, 6)]
    sheets = [[item.sheet.to_json() for item in one.country.planned()] for one in setting]
    assert sheets[0] == sheets[1] != sheets[2]


@pytest.mark.usefixtures("tiny")
@pytest.mark.parametrize(
    ("was", "now", "words"),
    [
        ("t1,2023,02,dzieci,61", "t1,2023,02,dzieci,501", "02: t1.(lozka|dzieci) nie da się pogodzić"),
        ("t1,2023,02,lozka,500", "t1,2023,02,lozka,500.5", "nie jest sumą liczb całkowitych"),
        ("t1,2023,02,szpitale,4", "t1,2023,02,szpitale,4.5", "nie ma liczby całkowitej"),
    ],
)
def test_figures_that_no_reports_can_give_are_refused(tmp_path: Path, was: str, now: str, words: str) -> None:
    with pytest.raises(SimulationError, match=words):
        reproduced(tmp_path, published=PUBLISHED.replace(was, now))
    assert not Report.objects.exists()


@pytest.mark.usefixtures("tiny")
@pytest.mark.parametrize(
    ("was", "now", "words"),
    [
        ('set: {d1.w01.k1: "1"}', 'set: {d1.w09.k1: "1"}', "d1.w09.k1"),
        ('set: {d1.w01.k1: "1"}', 'set: {d1.w01.k1: "7"}', "d1.w01.k1"),
        (
            'sum(d3[w01,k1] where d1[w01,k1] = "1")',
            "sum(d3[w01,k1] where d3[w02,k1] > 2)",
            "warunek miary czyta d3.w02.k1",
        ),
        ("sum(d3[w04,k1])", "max(d3[w04,k1])", "nie da się odtworzyć z sum"),
    ],
)
def test_a_mapping_that_asks_too_much_is_refused(tmp_path: Path, was: str, now: str, words: str) -> None:
    assert was in MAPPING
    with pytest.raises(SimulationError, match=words):
        reproduced(tmp_path, MAPPING.replace(was, now, 1))


@pytest.mark.parametrize(
    ("mapping", "published", "units", "figures"),
    [
        ("mz-29-szpitale-2023", "2023-voivodeships", 0, 29 * 17),
        ("mz-29-oddzialy-2023", "2023-wards", 500, 506 * 6),
        ("mz-88-pracujacy-2023", "2023-voivodeships", 300, 13 * 17),
    ],
)
def test_published_tables_of_2023_come_out_equal(mapping: str, published: str, units: int, figures: int) -> None:
    """Planned sheets hold every check and give every published figure; filing them is the same as above."""
    wishes = Wishes(
        load_mapping(SEEDS / "mappings" / f"{mapping}.yaml"), SEEDS / "published" / f"{published}.csv", units
    )
    setting = set_up(wishes)
    compiled = setting.country.compiled
    entries = []
    for number, item in enumerate(setting.country.planned()):
        sheet = compiled.compute(item.sheet, Period.year(2023))
        unit = {"kind": item.unit.kind, "activity_code": item.unit.activity_code}
        context = Context(unit={name: text for name, text in unit.items() if text}, period=Period.year(2023))
        found = [finding for finding in compiled.verify(sheet, context) if finding.severity == "error"]
        assert found == []
        entries.append(Entry(str(number), {**unit, "voivodeship": item.area}, sheet))
    sources = {name: ibis.memtable(table) for name, table in arrange(compiled.definition, entries).items()}
    areas = [area for area in setting.areas if area != "PL"]
    result = tabulate(setting.bound, sources, areas, setting.country.populations)
    compared = compare(wishes.mapping, setting.published, result)
    assert [item for item in compared if not item.is_equal] == []
    assert len(compared) == figures
