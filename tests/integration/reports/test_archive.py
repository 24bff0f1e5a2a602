# SPDX-License-Identifier: EUPL-1.2
"""Reports of older systems: what is kept, what is refused and why, and that they are compared with."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest
from pytest_django import DjangoAssertNumQueries

from shared.tables import BadFileError, Refusal
from ssoz.access.actors import SYSTEM
from ssoz.audit.queries import events_of
from ssoz.catalogue.models import Edition
from ssoz.catalogue.operations import publish
from ssoz.commands import importing
from ssoz.registers.models import Unit
from ssoz.reports.models import ArchivedReport, StoredFinding
from ssoz.reports.operations import Archived, check_round, import_archive
from ssoz.reports.queries import prior_values
from ssoz.reports.queries.findings import findings_of
from tests.factories import registers
from tests.factories.reports import blank_report, fill, round_of
from tests.integration.reports.test_prior import edition as changing

pytestmark = pytest.mark.django_db

FORM = """
form: {form}
edition: {year}
title: Formularz z przeszłością
period: {period}
owed_by: [hospital]
sections:
- code: d1
  title: Łóżka
  table:
    columns:
    - {{code: k1, title: Łóżka}}
    - {{code: k2, title: Koszt, type: money(2)}}
    rows:
    - {{code: w01, title: Ogółem, computed: "sum(d1[w02..w03, .])"}}
    - {{code: w02, title: Oddziały}}
    - {{code: w03, title: Inne}}
    closed: ["w03.k2"]
- code: d2
  title: Oddziały
  table:
    columns:
    - {{code: k1, title: Chorzy}}
    dynamic: {{max: 2, key: {{code: nazwa, title: Nazwa, type: text}}}}
"""
COST = 9  # of a file with one form and year
HEADING = "jednostka,formularz,rok,pole,wartość\n"


def edition(year: int = 2024, form: str = "T-8", period: str = "year") -> Edition:
    return publish(by=SYSTEM, text=FORM.format(form=form, year=year, period=period), path="t8.yaml")


@pytest.fixture
def unit() -> Unit:
    return registers.unit(regon="000000011")


def lines(*rows: str, unit: str = "000000011") -> list[str]:
    return [HEADING, *(f"{unit},{row}\n" for row in rows)]


def brought(*rows: str) -> tuple[Archived, list[str]]:
    return run(lines(*rows))


def run(file: Iterable[str]) -> tuple[Archived, list[str]]:
    refused: list[Refusal] = []
    done = import_archive(by=SYSTEM, lines=file, refuse=refused.append)
    return done, [str(one) for one in refused]


def test_cells_in_any_order_become_one_report(unit: Unit) -> None:
    edition()
    done, refused = brought("T-8,2024,d1.w03.k1,4", "T-8,2023,d1.w02.k1,9", "T-8,2024,d1.w02.k1,1 003")
    assert (done.lines, done.new, refused) == (3, 2, [])
    kept = ArchivedReport.objects.get(period_start=date(2024, 1, 1))
    assert kept.answers["cells"] == {"d1.w01.k1": 1007, "d1.w02.k1": 1003, "d1.w03.k1": 4}
    assert kept.unit == unit


def test_again_it_changes_nothing_and_a_correction_changes_what_it_says(unit: Unit) -> None:
    edition()
    rows = ("T-8,2024,d1.w02.k1,5", "T-8,2024,d1.w03.k1,6")
    brought(*rows)
    before = ArchivedReport.objects.get()
    assert (brought(*rows)[0].same, ArchivedReport.objects.get().imported_at) == (1, before.imported_at)
    done, _refused = brought("T-8,2024,d1.w02.k1,7", "T-8,2024,d1.w03.k1,")
    assert (done.new, done.changed) == (0, 1)
    assert ArchivedReport.objects.get().answers["cells"] == {"d1.w01.k1": 7, "d1.w02.k1": 7}


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("T-8,2024,d9.w01.k1,5", "d9.w01.k1: nie ma takiego pola w formularzu T-8 (2024)"),
        ("T-8,2024,d1.w02.k1,dużo", "d1.w02.k1: "),
        ("T-8,2024,d1.w02.k1,-5", "Wartość nie może być ujemna"),
        ("T-8,2024,d1.w03.k2,5", "pole jest zamknięte"),
        ("T-8,2024,d1.w01.k1,8", "podano 8, a z pozostałych pól wynika 1"),
        ("T-8,2024,d2.r1.k1,8", "dodany wiersz bez klucza"),
        ("T-7,2024,d1.w02.k1,5", "nie ma formularza „T-7”"),
        ("T-8,2026,d1.w02.k1,5", "nie ma formularza „T-8” za rok 2026 ani późniejszego"),
        ("T-8,dawno,d1.w02.k1,5", "to nie jest rok"),
        ("T-8,2024-05,d1.w02.k1,5", "podaj początek okresu, na przykład 2024-01"),
        ("T-8,2024,d1.w03.k1", "jest 4 pól, a ma być 5"),
    ],
)
def test_what_cannot_be_kept_is_refused_with_its_line_and_reason(unit: Unit, row: str, reason: str) -> None:
    edition()
    done, refused = brought("T-8,2024,d1.w03.k1,1", row)
    assert (done.new, done.refused, len(refused)) == (1, 1, 1)
    assert refused[0].startswith("wiersz 3: ")
    assert reason in refused[0]


def test_a_cell_that_stands_twice_has_to_say_the_same(unit: Unit) -> None:
    edition()
    done, refused = brought("T-8,2024,d1.w02.k1,5", "T-8,2024,d1.w02.k1,5", "T-8,2024,d1.w02.k1,6")
    assert refused == ["wiersz 4: d1.w02.k1: wiersz 2 podaje inną wartość"]
    assert done.new == 1


def test_a_unit_nobody_knows_is_told_once_for_all_its_lines() -> None:
    edition()
    done, refused = run(lines("T-8,2024,d1.w02.k1,5", "T-8,2024,d1.w03.k1,5", unit="000000099"))
    assert (done.refused, len(refused)) == (2, 1)
    assert "nie wskazuje jednej jednostki" in refused[0]
    assert "(oraz 1 dalszych wierszy" in refused[0]


@pytest.mark.parametrize("number", ["5260250995", "000000000001"])
def test_a_unit_is_found_by_any_of_its_numbers(number: str) -> None:
    edition()
    registers.unit(nip="5260250995", register_number="000000000001")
    assert run(lines("T-8,2024,d1.w02.k1,5", unit=number))[0].new == 1


def test_added_rows_come_with_their_keys_as_far_as_there_is_room(unit: Unit) -> None:
    edition()
    wards = [f"T-8,2024,d2.r{row}.nazwa,Oddział {row}" for row in (10, 2, 11)]
    _done, refused = brought(*wards, "T-8,2024,d2.r10.k1,7")
    assert ArchivedReport.objects.get().answers["rows"] == {"d2": ["r2", "r10"]}
    assert len(refused) == 1


def test_a_sum_without_its_parts_stands(unit: Unit) -> None:
    edition()
    brought("T-8,2024,d1.w01.k1,15")
    assert ArchivedReport.objects.get().answers["cells"] == {"d1.w01.k1": 15}


def test_a_quarter_is_named_by_its_first_month(unit: Unit) -> None:
    edition(form="T-Q", period="quarter")
    done, refused = brought("T-Q,2023-10,d1.w02.k1,5", "T-Q,2023-11,d1.w02.k1,5", "T-Q,2023,d1.w02.k1,5")
    assert (done.new, len(refused)) == (1, 2)
    assert ArchivedReport.objects.get().period_start == date(2023, 10, 1)


def test_without_an_edition_of_that_year_the_next_one_lends_its_addresses(unit: Unit) -> None:
    edition(2025)
    done, _refused = brought("T-8,2024,d1.w02.k1,5")
    assert done.borrowed == {"T-8 za 2024: pola według edycji 2025"}
    assert prior_values(blank_report(unit, Edition.objects.get()))["d1.w02.k1"].scaled == 5


def test_the_checks_of_one_report_and_of_a_country_read_it_at_todays_addresses(unit: Unit) -> None:
    changing(2024, "w01 w02")
    brought("T-9,2024,d1.w01.k1,3", "T-9,2024,d1.w02.k1,4")
    cells = "{'d1[w05,k1]': 'd1[w01,k1] + d1[w02,k1]'}"
    now = changing(2025, "w05 w06", f"crosswalk: {{from: 2024, cells: {cells}, new: ['d1[w06,k1]']}}")
    report = fill(blank_report(unit, now), {"d1.w05.k1": "9"})
    assert [finding.message for finding in findings_of(report)] == ["Było 7."]
    check_round(by=SYSTEM, round=round_of(now).public_id)
    assert list(StoredFinding.objects.values_list("report_id", "check_id")) == [(report.pk, "T-P")]


def test_reports_brought_before_their_edition_was_published_are_compared_all_the_same(unit: Unit) -> None:
    now = changing(2025, "w05")
    brought("T-9,2024,d1.w05.k1,7")
    changing(2024, "w05")
    other = registers.unit(regon="000000028")
    run(lines("T-9,2024,d1.w05.k1,8", unit="000000028"))
    for one in (unit, other):
        fill(blank_report(one, now), {"d1.w05.k1": "9"})
    check_round(by=SYSTEM, round=round_of(now).public_id)
    assert StoredFinding.objects.filter(check_id="T-P").count() == 2


def test_many_units_cost_no_more_queries_than_one(
    unit: Unit, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    edition()
    for number in range(30):
        registers.unit(regon=f"{number:09}", name=f"Szpital {number}")
    file = [HEADING, *(f"{number:09},T-8,2024,d1.w02.k1,5\n" for number in range(30) if number != 11)]
    run(file[:2])
    with django_assert_num_queries(COST):
        run(file[:3])
    with django_assert_num_queries(COST):
        assert run(file)[0].new == 27


def test_the_file_as_a_whole_is_told_when_it_is_none(unit: Unit) -> None:
    with pytest.raises(BadFileError, match="Pierwszy wiersz"):
        run(["a,b\n"])


def test_it_leaves_an_event_with_its_counts(unit: Unit) -> None:
    edition()
    brought("T-8,2024,d1.w02.k1,5", "T-8,2024,d9.w02.k1,5")
    (event,) = events_of("archived_report", "")
    assert event.data == {"lines": 2, "new": 1, "changed": 0, "refused": 1}


def test_the_command_says_what_it_did_and_keeps_the_refusals(
    unit: Unit, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edition()
    file = tmp_path / "dawne.csv"
    file.write_text("".join(lines("T-8,2024,d1.w02.k1,5", "T-8,2024,d9.w02.k1,5")))
    assert importing.archive(file) == 0
    told = capsys.readouterr().out
    assert "Wiersze: 2, odrzucone: 1; sprawozdania nowe: 1, zmienione: 0, bez zmian: 0." in told
    kept = tmp_path / "dawne.csv.odrzucone.txt"
    assert kept.read_text() == "wiersz 3: d9.w02.k1: nie ma takiego pola w formularzu T-8 (2024)\n"
    file.write_text("".join(lines("T-8,2024,d1.w02.k1,5")))
    importing.archive(file)
    assert not kept.exists()
