# SPDX-License-Identifier: EUPL-1.2
"""A practice of one person at the deadline: what it owes, and how many actions filing takes."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest import mock

from playwright.sync_api import Locator, Page, expect

from shared import clock
from ssoz.access.models import Person
from ssoz.registers.enums import UnitKind
from ssoz.reports.models import ArchivedReport, Report
from tests.factories.access import profile
from tests.factories.catalogue import published
from tests.factories.registers import unit
from tests.factories.reports import blank_report

DEEDS = ("click", "fill", "check", "select_option", "press")


@contextmanager
def counted() -> Iterator[list[str]]:
    """What a person does meanwhile: each click, each field filled in or chosen from."""
    done: list[str] = []

    def counting(name: str):
        original = getattr(Locator, name)

        def deed(self: Locator, *args: object, **named: object) -> object:
            done.append(f"{name} {self}")
            return original(self, *args, **named)

        return deed

    with mock.patch.multiple(Locator, **{name: counting(name) for name in DEEDS}):
        yield done


def a_practice_of(person: Person) -> list[Report]:
    """A physiotherapist's practice that owes MZ-88 and MZ-89, and somebody to file them."""
    practice = unit(UnitKind.PRACTICE_PHYSIOTHERAPIST, name="Gabinet Fizjoterapii", activity_code="98")
    profile(person=person, unit=practice)
    return [blank_report(unit=practice, edition=published(name)) for name in ("mz-88.yaml", "mz-89.yaml")]


def answered_last_year(report: Report) -> None:
    """The same as this year, brought from the archive."""
    cells = {"d1.w12.k1": 1, "d1.w12.k2": 1, "d1.w12.k4": 1, "d1.w12.k5": 1}
    ArchivedReport.objects.create(
        unit=report.unit,
        form="MZ-88",
        period_start=report.round.period_start.replace(year=report.round.period_start.year - 1),
        edition=report.round.edition,
        answers={"cells": cells, "rows": {}},
        packed=b"-",
        digest="-",
        imported_at=clock.now(),
    )


def file_jointly(page: Page, *, first_year: bool) -> None:
    """From the home page to the receipts."""
    page.get_by_role("link", name="Wypełnij razem").click()
    if first_year:
        page.get_by_label("Kobieta").check()
        page.get_by_role("group", name="głównym miejscem pracy").get_by_label("Tak").check()
    page.get_by_role("button", name="Dalej ›").click()
    expect(page.get_by_text("Sprawozdania są poprawne.")).to_be_visible()
    page.get_by_role("button", name="Wyślij MZ-88 i MZ-89").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Pobierz potwierdzenie złożenia MZ-88").click()
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF")
