# SPDX-License-Identifier: EUPL-1.2
import csv
import io

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from ssoz.access.actors import SYSTEM
from ssoz.reports import operations
from ssoz.statistics.operations import build_dataset
from tests.factories import access, registers, reports
from tests.factories.statistics import hospitals, ward_edition
from tests.factories.words import said

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("two_tables")]
PAGES = ("table", "map", "map_picture", "workbook", "csv", "data")


def viewer(client: Client, role: str = "cez_admin") -> Client:
    return access.signed_in(client, access.profile(role=role))


def text(client: Client, name: str, code: str = "lozka", query: str = "") -> str:
    answer = client.get(reverse(f"statistician:{name}", args=[code]) + query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_list_says_which_tables_have_data(client: Client) -> None:
    hospitals(v02=(10, 20, 30))
    page = viewer(client).get(reverse("statistician:tables")).content.decode()
    assert "Łóżka w szpitalach" in page
    assert "nie ma jeszcze zatwierdzonych sprawozdań" in page
    assert reverse("statistician:table", args=["lozka"]) in page
    assert reverse("statistician:table", args=["oddzialy"]) not in page


def test_a_table_shows_the_country_every_voivodeship_and_its_sources(client: Client) -> None:
    hospitals(v02=(10, 20, 30), v14=(1000, 1, 4))
    page = text(viewer(client), "table")
    for words in ("POLSKA", "DOLNOŚLĄSKIE", "1&nbsp;065", "Ministerstwo Zdrowia", "Z 6 zatwierdzonych sprawozdań"):
        assert words.lower() in page.replace("\N{NO-BREAK SPACE}", "&nbsp;").lower()
    assert page.count('<th scope="row">') == 17
    assert "Beds in hospitals" in page


def test_zero_is_a_dash_and_a_ratio_of_nothing_an_x(client: Client) -> None:
    hospitals(v02=(10, 20, 30))
    row = text(viewer(client), "table").split("lubelskie")[1].split("</tr>")[0]
    assert row.count(">–<") >= 3
    assert ">x<" in row


def test_nothing_accepted_yet_is_said_kindly(client: Client) -> None:
    answer = viewer(client).get(reverse("statistician:table", args=["oddzialy"]))
    assert answer.status_code == 200
    assert "Nie ma jeszcze zatwierdzonych sprawozdań" in answer.content.decode()


@pytest.mark.parametrize(("code", "query"), [("nie-ma", ""), ("lozka", "?miara=nie_ma")])
def test_an_unknown_table_or_measure_is_404(client: Client, code: str, query: str) -> None:
    hospitals(v02=(10, 20, 30))
    assert viewer(client).get(reverse("statistician:map", args=[code]) + query).status_code == 404


def test_the_map_is_a_picture_with_words_and_figures_beside_it(client: Client) -> None:
    hospitals(v02=(10, 20, 30), v14=(100, 1, 4))
    page = text(viewer(client), "map", query="?miara=lozka")
    assert "najwięcej mazowieckie (105)" in page.lower()
    assert page.lower().index("mazowieckie</th>") < page.lower().index("dolnośląskie</th>")
    picture = text(client, "map_picture", query="?miara=lozka")
    assert picture.startswith("<svg")
    assert "<script" not in picture
    assert ">105<" in picture


def test_a_table_by_wards_is_shown_group_by_group(client: Client) -> None:
    edition = ward_edition()
    for beds in (10, 20, 30):
        unit = registers.unit(voivodeship="02")
        report = reports.blank_report(unit, edition)
        by = reports.filler(unit)
        for row, code in (("r1", "4500"), ("r2", "4000")):
            operations.add_row(by=by, report=report.public_id, section="d1")
            report = reports.fill(report, {f"d1.{row}.oddzial": code, f"d1.{row}.k1": str(beds)}, by)
        sent = operations.send(by=by, report=report.public_id, version=report.version).report
        operations.accept(by=reports.supervisor("02"), report=sent.public_id, version=sent.version)
    build_dataset(by=SYSTEM, round=reports.round_of(edition).public_id)
    viewer(client)
    assert ">120<" in text(client, "table", "oddzialy")
    surgery = text(client, "table", "oddzialy", "?grupa=01")
    assert ">60<" in surgery
    assert "Chirurgiczny" in surgery
    rows = list(csv.DictReader(io.StringIO(text(client, "data", "oddzialy"))))
    figures = {(row["area"], row["group"], row["measure"]): row["value"] for row in rows}
    assert (figures["02", "01", "lozka"], figures["PL", "05", "lozka"], figures["04", "01", "lozka"]) == (
        "60",
        "60",
        "0",
    )


def test_the_workbook_carries_the_table_and_its_description(client: Client) -> None:
    made = hospitals(v02=(10, 20, 30))
    answer = viewer(client).get(reverse("statistician:workbook", args=["lozka"]))
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    cells = [[cell.value for cell in row] for row in book["Tablica"]]
    assert cells[0][0] == "TABL. 1. Łóżka w szpitalach"
    assert ["POLSKA", 3, 60, 3] in [row[:4] for row in cells]
    facts = dict(row[:2] for row in book["Opis"].iter_rows(values_only=True))
    assert facts["Zatwierdzone sprawozdania"] == 3
    assert facts["Skrót zbioru (SHA-256)"] == made.digest


def test_separated_values_come_for_people_and_for_programs(client: Client) -> None:
    hospitals(v02=(10, 20, 31))
    viewer(client)
    for_people = text(client, "csv")
    assert for_people.startswith("\ufeffWojewództwo;Szpitale;")
    assert ";20,33;" in for_people
    rows = list(csv.DictReader(io.StringIO(text(client, "data"))))
    assert len(rows) == 17 * 5
    mean = next(row for row in rows if (row["area"], row["measure"]) == ("02", "na_szpital"))
    assert float(mean["value"]) == 61 / 3


@pytest.mark.parametrize("name", PAGES)
def test_whoever_may_not_view_statistics_is_refused(client: Client, name: str) -> None:
    hospitals(v02=(10, 20, 30))
    address = reverse(f"statistician:{name}", args=["lozka"])
    assert viewer(client, "reporter_nonfinancial").get(address).status_code == 403


def test_nobody_sees_tables_without_signing_in(client: Client) -> None:
    assert client.get(reverse("statistician:tables")).status_code in (302, 403)


@pytest.mark.parametrize("name", PAGES[:2] + PAGES[3:])
def test_staff_without_content_never_see_figures_of_one_unit(client: Client, name: str) -> None:
    """The only hospital of its voivodeship stays hidden, and with it whoever the total would give it away by."""
    hospitals(v02=(10, 20, 30), v14=(777,), v24=(40, 50, 60, 70))
    address = reverse(f"statistician:{name}", args=["lozka"]) + "?miara=lozka"
    assert "777" in decoded(viewer(client).get(address).content, name)
    staff = decoded(viewer(Client(), "cez_staff").get(address).content, name)
    assert "777" not in staff
    assert "220" in staff  # four hospitals may be told
    assert "1057" in staff.replace("\N{NO-BREAK SPACE}", "")  # so may the country: a second voivodeship is hidden too
    assert ">60<" not in staff
    assert ";60;" not in staff


def decoded(content: bytes, name: str) -> str:
    if name != "workbook":
        return said(content.decode())
    sheet = openpyxl.load_workbook(io.BytesIO(content))["Tablica"]
    return ";".join(str(cell) for row in sheet.iter_rows(values_only=True) for cell in row)


def test_a_table_takes_few_queries(client: Client, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    hospitals(v02=(10, 20, 30))
    viewer(client)
    with django_assert_max_num_queries(14):
        text(client, "table")
