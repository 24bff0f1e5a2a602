# SPDX-License-Identifier: EUPL-1.2
"""The form on paper: everything a printed one has, accessible and archival, on its side where it is wide."""

from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from django.test import Client

from engine.answers import Sheet
from engine.definitions import FormDefinition, load
from shared.rendering.headings import with_row_headings
from shared.rendering.typst import pdf
from ssoz.audit.models import Event
from ssoz.catalogue.models import Edition
from ssoz.documents.paper.pages import groups, note
from ssoz.documents.paper.printing import of_edition, of_report
from ssoz.reports.models import Report
from ssoz.reports.queries import report_for
from tests.factories import registers
from tests.factories.paper import pages, sizes, words
from tests.factories.reports import TO_VERIFY, blank_report, fill, filler, report_at, tiny
from tests.factories.workbooks import FILLED, wide
from tests.integration.www.reporter.desk import desk

pytestmark = pytest.mark.django_db
COLUMNS = "\n".join(f"    - {{code: k{number}, title: Rubryka {number}}}" for number in range(1, 19))
BROAD = f"""
form: T-18
edition: 2025
title: Szeroki formularz
sections:
- code: d1
  title: Wąski
  table:
    columns:
    - {{code: k1, title: Liczba}}
    rows: [{{code: w01, title: Razem}}]
- code: d2
  title: Szeroki
  table:
    columns:
{COLUMNS}
    rows: [{{code: w01, title: Razem}}]
- code: d3
  title: Znów wąski
  fields: [{{code: opis, symbol: "7", title: Opis, type: text}}]
"""


DAY = datetime(2026, 3, 1, tzinfo=UTC)
PLAIN = {
    **dict.fromkeys(("form", "title", "legal", "status", "site"), "T"),
    "edition": 2025,
    "facts": [],
    "note": [],
    "empty": True,
}


@pytest.fixture
def report() -> Report:
    return fill(blank_report(registers.unit(name="Szpital „Zdrój”"), wide()), FILLED)


def printed(report: Report, *, empty: bool = False) -> bytes:
    return of_report(report_for(filler(report.unit), report.public_id), empty=empty)


def broad() -> FormDefinition:
    return load(BROAD, path="t-18.yaml")


def test_a_filled_form_says_whose_it_is_and_what_was_answered(report: Report) -> None:
    text = words(printed(report))
    for said in (
        *("T-9", "Wszystkie rodzaje pól", "Szpital „Zdrój”", "rok 2025", "Do wypełnienia"),
        *("Dział 1. Rodzaje pól", "Koszty", "w tym", "Wiersz", "02", "Pierwszy", "10", "1 250,50", "×"),
        *("Dział 2. Zapis", "Zażółć gęślą jaźń", "31.12.2025", "tak", "4500 Oddział chirurgiczny"),
    ):
        assert said in text, said


def test_an_empty_form_says_what_to_fill_in_and_holds_no_answers(report: Report) -> None:
    text = words(printed(report, empty=True))
    assert "Szpital „Zdrój”" in text
    assert "×" in text
    assert "1 250,50" not in text
    assert "zero wpisuje się jako 0" in text


@pytest.mark.parametrize("empty", [True, False])
def test_it_is_accessible_and_archival(report: Report, empty: bool) -> None:
    with pikepdf.open(BytesIO(printed(report, empty=empty))) as document:
        claims = bytes(document.Root.Metadata.read_bytes()).decode()
        assert "pdfuaid" in claims
        assert "pdfaid" in claims
        assert document.Root.MarkInfo.Marked
        assert "T-9" in str(document.docinfo.get("/Title", "")) or "T-9" in claims


def test_headings_of_tables_are_tagged_as_headings(report: Report) -> None:
    with pikepdf.open(BytesIO(printed(report))) as document:
        kinds = {str(thing.S) for thing in document.objects if isinstance(thing, pikepdf.Dictionary) and "/S" in thing}
    assert {"/Table", "/TH", "/TD", "/H1", "/H2"} <= kinds


def tagged(document: pikepdf.Pdf, kind: str) -> list[Any]:
    return [one for one in document.objects if isinstance(one, pikepdf.Dictionary) and one.get("/S") == f"/{kind}"]


def of_table(cell: pikepdf.Object, name: str) -> Any:
    return next((one[name] for one in cell.A if one.O == "/Table" and name in one), None)


def test_what_names_a_row_is_its_heading_and_every_other_cell_of_the_row_says_so(report: Report) -> None:
    with pikepdf.open(BytesIO(printed(report))) as document:
        naming = {str(cell.ID) for cell in tagged(document, "TH") if of_table(cell, "/Scope") == "/Row"}
        told = [{str(one) for one in of_table(cell, "/Headers")} for cell in tagged(document, "TD")]
        assert naming
        assert naming <= set(pikepdf.NameTree(document.Root.StructTreeRoot.IDTree))
    assert [len(names & naming) for names in told] == [2 if names & naming else 0 for names in told]
    assert sum(len(names & naming) for names in told) >= len(naming)


def test_headings_of_rows_change_nothing_that_is_seen() -> None:
    form = broad()
    plain = pdf("ssoz/documents/paper/form.typ", {**PLAIN, "groups": groups(form, None)}, moment=DAY)
    assert pages(with_row_headings(plain)) == pages(plain)
    assert with_row_headings(plain) == with_row_headings(plain)


def test_the_same_content_is_the_same_file(report: Report) -> None:
    assert printed(report) == printed(report)


def test_a_report_that_was_sent_says_when_and_by_whom() -> None:
    text = words(printed(report_at(TO_VERIFY)))
    assert "Do weryfikacji" in text
    assert "Wypełniająca 101" in text


def test_wide_sections_lie_on_their_side_and_wider_ones_come_in_parts() -> None:
    found = groups(broad(), None)
    assert [(group["wide"], len(group["sections"])) for group in found] == [(False, 1), (True, 1), (False, 1)]
    parts = found[1]["sections"][0]["parts"]
    assert [len(part["symbols"]) for part in parts] == [9, 9]
    assert all(sum(part["widths"]) <= 261 - 68 + 1 for part in parts)


def test_pages_turn_with_their_sections() -> None:
    edition = tiny(text=BROAD.replace("{", "{{").replace("}", "}}") + "kind: {kind}\nsubject: {subject}\n")
    found = sizes(of_edition(edition))
    assert found == [(210, 297), (297, 210), (210, 297)]


def test_every_page_says_which_of_how_many_it_is(report: Report) -> None:
    texts = pages(printed(report))
    for number, text in enumerate(texts, 1):
        assert f"Strona {number} z {len(texts)}" in text


def test_added_rows_stand_on_a_filled_form_and_lines_for_them_on_an_empty_one() -> None:
    form = broad()
    assert groups(form, Sheet.empty())[0]["sections"][0]["parts"][0]["lines"][0]["symbol"] == "01"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("Jedno zdanie.", [(False, "Jedno zdanie.")]),
        ("Pierwsze\nw dwóch wierszach.\n\nDrugie.", [(False, "Pierwsze w dwóch wierszach."), (False, "Drugie.")]),
        ("Lista:\n- **raz**\n- dwa", [(False, "Lista:"), (True, "raz"), (True, "dwa")]),
        ("Kod `4500` i _tak_", [(False, "Kod 4500 i tak")]),
        ("# Tytuł", [(False, "Tytuł")]),
    ],
)
def test_explanations_come_without_their_markup(text: str, found: list[tuple[bool, str]]) -> None:
    assert [(one["point"], one["text"]) for one in note(text)] == found


def test_the_file_comes_under_its_name(report: Report) -> None:
    work = desk(report)
    for what in ("pusty", "wypelniony"):
        answer = work.open(f"pdf/{what}/")
        assert answer.content.startswith(b"%PDF-")
        assert f"-{what}.pdf" in answer["Content-Disposition"]
    assert work.open("pdf/inny/").status_code == 404


def test_anybody_gets_the_empty_form(client: Client) -> None:
    edition: Edition = tiny()
    answer = client.get(f"/formularze/{edition.year}/{edition.form}/pdf/")
    assert answer["Content-Disposition"] == 'attachment; filename="T-1-2025.pdf"'
    assert "Łóżka na próbę" in words(answer.content)
    assert client.get("/formularze/2025/NIE-MA/pdf/").status_code == 404


@pytest.mark.parametrize(
    ("path", "action", "empty"),
    [
        ("pdf/wypelniony/", "report_printed", False),
        ("pdf/pusty/", "report_printed", True),
        ("xlsx/wypelniony/", "workbook_downloaded", False),
        ("xlsx/pusty/", "workbook_downloaded", True),
    ],
)
def test_what_leaves_as_a_file_leaves_an_event(report: Report, path: str, action: str, empty: bool) -> None:
    work = desk(report)
    assert work.client.get(work.url + path).status_code == 200
    [event] = Event.objects.filter(action=action)
    assert (event.object_type, event.object_id) == ("report", str(report.public_id))
    assert event.data == {"empty": empty, "version": report.version}


def test_a_file_that_is_refused_leaves_none(report: Report) -> None:
    stranger = desk(blank_report(registers.unit(), report.round.edition))
    for path in ("pdf/wypelniony/", "xlsx/wypelniony/"):
        assert stranger.client.get(f"/sprawozdanie/{report.public_id}/{path}").status_code in (403, 404)
    assert not Event.objects.filter(action__in=("report_printed", "workbook_downloaded")).exists()
