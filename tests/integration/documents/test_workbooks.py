# SPDX-License-Identifier: EUPL-1.2
"""A report goes out as a workbook and comes back: what changed is shown cell by cell, then written; nothing else is."""

import shutil
import subprocess
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook

from engine.answers import Sheet
from ssoz.audit.models import Event
from ssoz.documents.errors import PreviewLapsed, WorkbookRefused
from ssoz.documents.operations import apply_plan
from ssoz.documents.workbook.comparing import Comparison, compare
from ssoz.documents.workbook.making import made
from ssoz.documents.workbook.plans import Plan, plan_of
from ssoz.documents.workbook.reading import read
from ssoz.reports.errors import NotAllowed
from ssoz.reports.models import Report
from ssoz.reports.operations import add_row, remove_row
from ssoz.reports.queries import ReportDetails, report_for
from tests.factories import access, registers
from tests.factories.reports import ACCEPTED, TO_VERIFY, blank_report, fill, filler, report_at, tiny
from tests.factories.workbooks import FILLED, edited, read_back, wide
from tests.integration.www.reporter.desk import Desk, desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def report() -> Report:
    return fill(blank_report(edition=wide()), FILLED)


@pytest.fixture
def wards(report: Report) -> Report:
    """The same with two wards."""
    add_row(by=filler(report.unit), report=report.public_id, section="d3", count=2)
    cells = {"d3.r1.oddzial": "Chirurgia", "d3.r1.k1": "20", "d3.r2.oddzial": "Pediatria", "d3.r2.k1": "12"}
    return fill(report, cells)


def details(report: Report) -> ReportDetails:
    return report_for(filler(report.unit), report.public_id)


def downloaded(report: Report, *, empty: bool = False) -> bytes:
    return made(details(report), empty=empty)


def compared(report: Report, content: bytes) -> Comparison:
    now = details(report)
    return compare(now, read(now, content))


def plan_for(report: Report, content: bytes) -> Plan:
    return Plan.of(compared(report, content), report.public_id, 101)


def told(comparison: Comparison) -> list[tuple[str, str, str]]:
    return [(item.address, item.was, item.now) for item in comparison.changes]


def cells_of(report: Report) -> Mapping[str, Any]:
    return Sheet.from_json(Report.objects.get(pk=report.pk).answers).cells


# out


def test_a_filled_workbook_holds_the_values_and_computes_the_rest(report: Report) -> None:
    book = read_back(downloaded(report))
    first = book["Dział 1"]
    assert [first["C9"].value, first["D9"].value] == [
        "=IFERROR(IF(COUNT('Dział 1'!C11:C12)>0,ROUND(SUM('Dział 1'!C11:C12),0),\"\"),\"\")",
        "=IFERROR(IF(COUNT('Dział 1'!D11:D12)>0,ROUND(SUM('Dział 1'!D11:D12),2),\"\"),\"\")",
    ]
    assert (first["C11"].value, first["D11"].value, first["E12"].value) == (10, 1250.5, "×")
    assert book["Dział 2"]["C8"].value.strftime("%d.%m.%Y") == "31.12.2025"
    assert book["Dział 2"]["C10"].value == "4500 Oddział chirurgiczny"


def test_only_cells_people_fill_in_are_unlocked(wards: Report) -> None:
    book = read_back(downloaded(wards))
    form, sheet = details(wards).definition, book["Dział 1"]
    assert all(worksheet.protection.sheet for worksheet in book.worksheets)
    unlocked = {cell.coordinate for row in sheet.iter_rows() for cell in row if not cell.protection.locked}
    assert unlocked == {"C11", "D11", "E11", "C12", "D12"}
    assert form.form == "T-9"


def test_headings_nest_and_carry_the_printed_symbols(report: Report) -> None:
    sheet = read_back(downloaded(report))["Dział 1"]
    assert {str(area) for area in sheet.merged_cells.ranges} >= {"D5:E5", "C5:C7", "F5:F7"}
    assert [sheet.cell(8, column).value for column in range(3, 7)] == ["1", "2", "3", "4"]
    assert (sheet["B10"].value, sheet["A11"].value, sheet["B11"].value) == ("Grupa", "02", "Pierwszy")


def test_each_kind_of_cell_has_its_validation(report: Report) -> None:
    book = read_back(downloaded(report))
    kinds = {rule.type for sheet in book.worksheets for rule in sheet.data_validations.dataValidation}
    assert kinds == {"whole", "decimal", "textLength", "date", "list"}


def test_the_identity_is_hidden_and_sealed(report: Report) -> None:
    book = read_back(downloaded(report))
    assert book["ssoz"].sheet_state == "veryHidden"
    assert book["ssoz"]["A1"].value == "SSOZ-XLSX/1"


def test_an_empty_workbook_holds_no_values_and_room_for_rows(wards: Report) -> None:
    book = read_back(downloaded(wards, empty=True))
    assert book["Dział 1"]["C11"].value is None
    assert [book["Dział 3"].cell(row, 1).value for row in range(7, 13)] == ["01", "02", "03", "04", "05", "06"]
    assert book["Dział 3"]["B8"].value is None


def test_last_years_values_stand_beside() -> None:
    unit = registers.unit()
    report_at(ACCEPTED, unit, tiny(2024), {"d1.w02.k1": "77", "d1.w02.k2": "3"})
    report = fill(blank_report(unit, tiny(2025)), {"d1.w02.k1": "80"})
    sheet = read_back(downloaded(report))["Dział 1"]
    assert "Rok poprzedni" in {cell.value for row in sheet.iter_rows() for cell in row}
    assert 77 in {sheet.cell(row, 6).value for row in range(6, 12)}


# back


def test_an_untouched_workbook_changes_nothing(wards: Report) -> None:
    for empty in (False, True):
        found = compared(wards, downloaded(wards, empty=empty))
        assert found.is_empty
        assert found.problems == ()


def test_what_was_typed_is_shown_with_its_place_and_what_stood_there(report: Report) -> None:
    content = edited(downloaded(report), {"Dział 1!C11": 12, "Dział 2!C7": "Nowy opis"})
    found = compared(report, content)
    assert told(found) == [("d1.w02.k1", "10", "12"), ("d2.opis.k1", "Zażółć gęślą jaźń", "Nowy opis")]
    assert [(item.place, item.sheet, item.cell) for item in found.changes] == [
        ("Dział 1, wiersz 02, kolumna 1", "Dział 1", "C11"),
        ("Dział 2, pole 1", "Dział 2", "C7"),
    ]


@pytest.mark.parametrize(
    ("place", "typed", "was", "now"),
    [
        ("Dział 1!C12", "1 234", "5", "1\u00a0234"),
        ("Dział 1!C12", 0, "5", "0"),
        ("Dział 1!C12", None, "5", ""),
        ("Dział 1!C12", "  ", "5", ""),
        ("Dział 1!D12", 0.1 + 0.2, "", "0,30"),
        ("Dział 1!D12", "99,90 zł", "", "99,90"),
        ("Dział 1!E11", -2.5, "", "-2,5"),
        ("Dział 2!C9", "nie", "tak", "nie"),
        ("Dział 2!C9", False, "tak", "nie"),
        ("Dział 2!C9", 0, "tak", "nie"),
        ("Dział 2!C10", 4520, "4500", "4520"),
        ("Dział 2!C10", "4520", "4500", "4520"),
        ("Dział 2!C10", "4520 Oddział okulistyczny", "4500", "4520"),
        ("Dział 2!C8", "1.02.2025", "31.12.2025", "01.02.2025"),
    ],
)
def test_values_are_read_as_people_and_programs_write_them(
    report: Report, place: str, typed: object, was: str, now: str
) -> None:
    found = compared(report, edited(downloaded(report), {place: typed}))
    assert found.problems == ()
    assert [(item.was, item.now) for item in found.changes] == [(was, now)]


def test_what_changed_in_the_system_alone_is_left_alone(report: Report) -> None:
    content = edited(downloaded(report), {"Dział 1!C11": 12})
    fill(report, {"d1.w03.k1": "6"})
    assert told(compared(report, content)) == [("d1.w02.k1", "10", "12")]


def test_a_cell_changed_in_both_is_a_conflict_and_the_person_chooses(report: Report) -> None:
    content = edited(downloaded(report), {"Dział 1!C11": 12, "Dział 1!C12": 7})
    fill(report, {"d1.w02.k1": "11", "d1.w03.k1": "6"})
    found = compared(report, content)
    assert told(found) == []
    assert [(item.address, item.was, item.now) for item in found.conflicts] == [
        ("d1.w02.k1", "11", "12"),
        ("d1.w03.k1", "6", "7"),
    ]
    apply_plan(by=filler(report.unit), plan=plan_for(report, content), replacing=["d1.w03.k1"])
    assert (cells_of(report)["d1.w02.k1"], cells_of(report)["d1.w03.k1"]) == (11, 7)


def test_an_empty_workbook_never_clears_what_the_report_has(report: Report) -> None:
    content = edited(downloaded(report, empty=True), {"Dział 1!E11": 1.5})
    assert told(compared(report, content)) == [("d1.w02.k3", "", "1,5")]


def test_rows_typed_into_free_lines_become_rows_of_the_report(wards: Report) -> None:
    content = edited(downloaded(wards), {"Dział 3!B10": "Okulistyka", "Dział 3!C10": 8, "Dział 3!D12": 3})
    found = compared(wards, content)
    assert found.new_rows["d3"] == ("n1", "n3")
    assert [item.place for item in found.changes] == [
        "Dział 3, wiersz 04, „Oddział”",
        "Dział 3, wiersz 04, kolumna 1",
        "Dział 3, wiersz 05, kolumna 2",
    ]
    apply_plan(by=filler(wards.unit), plan=plan_for(wards, content))
    assert cells_of(wards)["d3.r3.oddzial"] == "Okulistyka"
    assert cells_of(wards)["d3.r4.k2"] == 3
    assert cells_of(wards)["d3.w01.k1"] == 40


def test_a_row_typed_into_an_empty_workbook_finds_its_row_by_the_key(wards: Report) -> None:
    content = edited(downloaded(wards, empty=True), {"Dział 3!B8": "Pediatria", "Dział 3!D8": 99})
    found = compared(wards, content)
    assert told(found) == [("d3.r2.k2", "", "99")]
    assert found.new_rows["d3"] == ()


def test_an_emptied_row_is_removed_after_saying_so(wards: Report) -> None:
    content = edited(downloaded(wards), {"Dział 3!B8": None, "Dział 3!C8": None})
    found = compared(wards, content)
    assert found.removed_rows == (("d3", "r1", "Chirurgia"),)
    assert found.changes == ()
    apply_plan(by=filler(wards.unit), plan=plan_for(wards, content))
    assert details(wards).sheet.added("d3") == ("r2",)


def test_a_row_removed_meanwhile_is_missed_only_where_it_was_changed(wards: Report) -> None:
    content = downloaded(wards)
    remove_row(by=filler(wards.unit), report=wards.public_id, section="d3", row="r1")
    assert compared(wards, content).is_empty
    found = compared(wards, edited(content, {"Dział 3!C8": 21}))
    assert [(item.cell, item.message) for item in found.problems] == [
        ("C8", "Tego wiersza już nie ma w sprawozdaniu. Przepisz go do wolnego wiersza.")
    ]


def test_more_rows_than_the_form_takes_are_refused_at_their_cell(wards: Report) -> None:
    content = downloaded(wards)
    add_row(by=filler(wards.unit), report=wards.public_id, section="d3", count=2)
    found = compared(wards, edited(content, {"Dział 3!B10": "A", "Dział 3!B11": "B"}))
    assert [item.message for item in found.problems] == ["W tym dziale może być najwięcej 5 dodanych wierszy."]


# written


def test_applying_writes_all_cells_in_one_save_and_leaves_an_event(report: Report) -> None:
    content = edited(downloaded(report), {"Dział 1!C11": 12, "Dział 1!C12": 6, "Dział 1!D12": 1})
    version = details(report).report.version
    applied = apply_plan(by=filler(report.unit), plan=plan_for(report, content))
    assert applied.cells == 3
    assert details(report).report.version == version + 1
    assert cells_of(report)["d1.w01.k1"] == 18
    assert Event.objects.get(action="workbook_applied").data["cells"] == 3


def test_applying_twice_writes_once(wards: Report) -> None:
    plan = plan_for(wards, edited(downloaded(wards), {"Dział 3!B10": "Okulistyka", "Dział 1!C11": 12}))
    for _click in range(2):
        apply_plan(by=filler(wards.unit), plan=plan)
    assert len(details(wards).sheet.added("d3")) == 3


def test_what_changed_since_the_preview_is_not_overwritten(report: Report) -> None:
    plan = plan_for(report, edited(downloaded(report), {"Dział 1!C11": 12, "Dział 1!C12": 7}))
    fill(report, {"d1.w02.k1": "11"})
    applied = apply_plan(by=filler(report.unit), plan=plan)
    assert (applied.cells, len(applied.saved.conflicts)) == (1, 1)
    assert (cells_of(report)["d1.w02.k1"], cells_of(report)["d1.w03.k1"]) == (11, 7)


def test_a_plan_belongs_to_its_person_and_report_and_cannot_be_altered(report: Report) -> None:
    sealed = plan_for(report, edited(downloaded(report), {"Dział 1!C11": 12})).sealed()
    assert plan_of(sealed, report.public_id, 101).changes == (("d1.w02.k1", "10", "12"),)
    for text, place, person in (
        (sealed, report.public_id, 102),
        (sealed, UUID(int=0), 101),
        (sealed[:-1], report.public_id, 101),
        ("", report.public_id, 101),
    ):
        with pytest.raises(PreviewLapsed):
            plan_of(text, place, person)


def test_a_report_that_was_sent_takes_no_workbook() -> None:
    report = report_at(TO_VERIFY)
    content = edited(downloaded(report), {"Dział 1!C8": 99})
    with pytest.raises(NotAllowed):
        apply_plan(by=filler(report.unit), plan=plan_for(report, content))


# LibreOffice

SOFFICE = shutil.which("soffice")


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_and_saves_it_without_loss(wards: Report, tmp_path: Path) -> None:
    content = edited(downloaded(wards), {"Dział 1!C11": 12, "Dział 3!B10": "Okulistyka"})
    (tmp_path / "in.xlsx").write_bytes(content)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    words = [str(SOFFICE), "--headless", profile, "--convert-to", "xlsx", "--outdir", str(tmp_path / "out")]
    subprocess.run([*words, str(tmp_path / "in.xlsx")], check=True, capture_output=True, timeout=240)
    saved = (tmp_path / "out" / "in.xlsx").read_bytes()
    assert told(compared(wards, saved)) == told(compared(wards, content))
    assert compared(wards, saved).problems == ()
    book = read_back(saved)
    assert book["Dział 1"]["C9"].data_type == "f"
    assert book["Dział 1"].protection.sheet
    assert [rule.type for rule in book["Dział 1"].data_validations.dataValidation].count("whole") >= 1
    computed = load_workbook(BytesIO(saved), data_only=True)
    assert computed["Dział 1"]["C9"].value == 17
    assert computed["Dział 1"]["F12"].value in (None, "")
    assert computed["Dział 3"]["C7"].value == 32


# the pages


def posted(work: Desk, content: bytes, name: str = "mz.xlsx") -> Any:
    return work.client.post(f"{work.url}xlsx/", {"plik": SimpleUploadedFile(name, content)})


def sealed_plan(page: str) -> str:
    return page.partition('name="plan" value="')[2].partition('"')[0]


def test_the_walk_download_change_preview_apply_without_a_script(report: Report) -> None:
    work = desk(report)
    answer = work.open("xlsx/wypelniony/")
    assert answer["Content-Disposition"].startswith('attachment; filename="T-9-2025-')
    page = posted(work, edited(answer.content, {"Dział 1!C11": 12})).content.decode()
    assert "Dział 1, wiersz 02, kolumna 1" in page
    assert "Jeszcze nic nie zapisano" in page
    done = work.client.post(f"{work.url}xlsx/zastosuj/", {"plan": sealed_plan(page)}, follow=True)
    assert "Wczytano skoroszyt: zmieniono 1 pole." in done.content.decode()
    assert cells_of(report)["d1.w02.k1"] == 12


def test_a_spoiled_cell_stops_the_whole_file_and_is_named(report: Report) -> None:
    work = desk(report)
    answer = posted(work, edited(downloaded(report), {"Dział 1!C11": "dużo", "Dział 1!C12": 7}))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "C11" in page
    assert "„dużo” to nie jest liczba." in page
    assert sealed_plan(page) == ""
    assert cells_of(report)["d1.w03.k1"] == 5


def test_pages_answer_what_else_may_happen(report: Report, settings: Any) -> None:
    work = desk(report)
    assert work.open("xlsx/").status_code == 200
    assert work.open("xlsx/cokolwiek/").status_code == 404
    assert "Wybierz plik." in work.client.post(f"{work.url}xlsx/").content.decode()
    assert "Nic się nie zmieni" in posted(work, downloaded(report)).content.decode()
    assert "To nie jest skoroszyt XLSX." in posted(work, b"a;b;c").content.decode()
    lapsed = work.client.post(f"{work.url}xlsx/zastosuj/", {"plan": "x"})
    assert lapsed.status_code == 409
    assert "Podgląd zmian stracił ważność" in lapsed.content.decode()


@pytest.mark.parametrize("size", [11, 100])
def test_a_file_too_large_is_refused_before_it_is_read(report: Report, size: int) -> None:
    answer = posted(desk(report), bytes(size * 1024 * 1024))
    assert answer.status_code == 413
    assert "najwyżej 10 MB" in answer.content.decode()


def test_whoever_only_reads_gets_the_workbook_and_cannot_bring_it_back(report: Report) -> None:
    profile = access.profile("supervisor_nonfinancial")
    work = Desk(access.signed_in(Client(), profile), report)
    assert work.open("xlsx/wypelniony/").status_code == 200
    assert posted(work, downloaded(report)).status_code in {200, 409}


def test_other_units_workbooks_stay_out(report: Report) -> None:
    other = fill(blank_report(registers.unit(name="Inny szpital"), report.round.edition), FILLED)
    with pytest.raises(WorkbookRefused, match="innej jednostki: Inny szpital"):
        read(details(report), downloaded(other))
