# SPDX-License-Identifier: EUPL-1.2
"""On an English page the checks speak English: sentences, places, what became of an explanation."""

import json
import re
from html import unescape

import pytest
from django.conf import settings
from django.test import Client

from ssoz.reports import operations
from tests.factories import access
from tests.factories.reports import ODD, TINY, WRONG, blank_report, fill, filler, tiny
from tests.integration.www.reporter.desk import Desk, desk, read

pytestmark = pytest.mark.django_db
SAID = re.compile("  message: .*\n")
UNSAID = SAID.sub("", TINY)  # the sentence is made from the check
STRICT = UNSAID.replace("title: Oddziały zachowawcze", "title: Zachowawcze, required: true")


def english(work: Desk) -> Desk:
    work.client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return work


def test_the_page_of_findings_is_english() -> None:
    work = english(desk(fill(blank_report(edition=tiny(text=UNSAID)), WRONG)))
    page = unescape(read(work.open("?kontrole=1")))

    assert "Section 1, row 02, column 2" in page
    assert "is more than" in page
    assert "Dział 1, wiersz" not in page
    assert "to więcej niż" not in page


def test_what_the_page_brings_along_for_its_script_is_english() -> None:
    work = english(desk(fill(blank_report(edition=tiny(text=UNSAID)), WRONG)))
    found = re.search('<template id="otoczenie">(.*?)</template>', work.open().content.decode())

    assert found
    (finding,) = json.loads(unescape(found[1]))["findings"]
    assert "is more than" in finding["message"]
    assert finding.keys() == {"key", "severity", "target", "message"}, "the rest is read off the page"


def test_the_answer_to_a_save_is_english() -> None:
    work = english(desk(fill(blank_report(edition=tiny(text=UNSAID)), {"d1.w02.k1": "10"})))
    change: dict[str, str | None] = {"address": "d1.w02.k2", "was": "", "now": "11"}
    (finding,) = work.script(change).json()["verdict"]["findings"]

    assert finding["place"] == "Section 1, row 02, column 2"
    assert "is more than" in finding["message"]


def test_an_explanation_is_void_in_english() -> None:
    work = english(desk(fill(blank_report(), ODD)))
    answer = work.client.post(
        f"{work.url}wyjasnij/",
        {"klucz": "T-02", "kod": "remont", "tekst": "New wing."},
        headers={"Accept": "application/json"},
    )
    assert answer.status_code == 200
    change: dict[str, str | None] = {"address": "d1.w02.k1", "was": "2000", "now": "3000"}
    (finding,) = work.script(change).json()["verdict"]["findings"]

    assert finding["void"].endswith(": Section 1, row 02, column 1.")


def test_blank_cells_are_asked_for_in_english() -> None:
    work = english(desk(blank_report(edition=tiny(text=STRICT))))
    page = unescape(read(work.open("?kontrole=1")))

    assert "row 02, column 1" in page
    assert "Uzupełnij" not in page


def test_a_sending_that_is_refused_is_told_in_english() -> None:
    work = english(desk(fill(blank_report(edition=tiny(text=UNSAID)), WRONG)))
    answer = work.post("wyslij", wersja=str(work.now().report.version))

    assert answer.status_code == 422
    assert "is more than" in unescape(read(answer))


def test_a_supervisor_reads_findings_in_english() -> None:
    report = fill(blank_report(edition=tiny(text=UNSAID)), ODD)
    by = filler(report.unit)
    operations.explain(by=by, report=report.public_id, key="T-02", code="remont", text="Skrzydło")
    operations.send(by=by, report=report.public_id, version=report.version)
    page = english(Desk(access.signed_in(Client(), access.profile("supervisor_nonfinancial")), report))

    assert "is more than" in unescape(read(page.open()))


def test_the_same_page_is_polish_for_who_reads_polish() -> None:
    work = desk(fill(blank_report(edition=tiny(text=UNSAID)), WRONG))
    page = unescape(read(work.open("?kontrole=1")))

    assert "Dział 1, wiersz 02, kolumna 2" in page
    assert "to więcej niż" in page
