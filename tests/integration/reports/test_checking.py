# SPDX-License-Identifier: EUPL-1.2
"""All reports of a round checked again: the same findings as one by one, once and for good."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ssoz.access.actors import SYSTEM
from ssoz.audit.queries import events_of
from ssoz.catalogue.models import Edition
from ssoz.reports import operations
from ssoz.reports.enums import ReportStatus
from ssoz.reports.models import CheckedReport, CheckPlace, CheckRun, Report, StoredFinding
from ssoz.reports.operations import check_round
from ssoz.reports.queries import checked_totals
from ssoz.reports.queries.findings import findings_of
from ssoz.rounds.errors import RoundNotFound
from tests.factories import registers
from tests.factories.reports import ACCEPTED, CLEAN, ODD, WRONG, blank_report, fill, filler, report_at, round_of, tiny

pytestmark = pytest.mark.django_db

FORM = """
form: T-9
edition: {year}
title: Kraj na próbę
kind: {kind}
subject: {subject}
zero: true
owed_by: [hospital]
reasons: {{inne: Inna przyczyna}}
sections:
- code: d1
  title: Łóżka
  table:
    columns:
    - {{code: k1, title: Łóżka, required: true}}
    - {{code: k2, title: w tym dla dzieci}}
    rows:
    - {{code: w01, title: Ogółem, computed: "sum(d1[w02..w03, .])"}}
    - {{code: w02, title: Oddziały zachowawcze}}
    - {{code: w03, title: Oddziały zabiegowe}}
- code: d2
  title: Oddziały
  table:
    columns:
    - {{code: k1, title: Chorzy}}
    - {{code: k2, title: Uwagi, type: text}}
    dynamic: {{min: 1, max: 9, unique: true, key: {{code: nazwa, title: Nazwa, type: text}}}}
checks:
- {{id: T-01, foreach: w in d1.rows, check: "d1[w,k2] <= d1[w,k1]"}}
- {{id: T-02, severity: warning, check: "d1[w02,k1] <= 1000", explain: [inne]}}
- {{id: T-03, foreach: w in d2.rows, check: "d2[w,k1] <= 100 and d2[w,k2] != \\"niepotrzebne\\""}}
- {{id: T-04, severity: warning, foreach: w in d2.rows, check: "d2[w,k1] <= 2 * prior(d2[w,k1])", explain: [inne]}}
- {{id: T-05, severity: warning, check: "sum(d2[*,k1]) <= unit.beds", explain: [inne]}}
- {{id: T-06, severity: warning, check: "d1[w02,k1] <= 3 * prior(d1[w02,k1])", explain: [inne]}}
"""
ROWS = {"d2.r1.nazwa": "Chirurgia", "d2.r1.k1": "40", "d2.r1.k2": "niepotrzebne"}
KINDS: tuple[dict[str, str], ...] = (CLEAN, WRONG, ODD, {**CLEAN, **ROWS}, {**ODD, **ROWS, "d2.r1.k1": "400"})


def country(edition: Edition, count: int = 10, status: str = "") -> list[Report]:
    """So many units with a report of each kind in turn."""
    made = []
    for number in range(count):
        unit = registers.unit(attributes={"beds": 30} if number % 2 else {})
        made.append(fill(blank_report(unit, edition), KINDS[number % len(KINDS)]))
    return made


def run(edition: Edition, **more: Any) -> operations.Checked:
    return check_round(by=SYSTEM, round=round_of(edition).public_id, **more)


def stored(report: Report) -> set[tuple[str, str, str, int, str]]:
    found = StoredFinding.objects.filter(report=report)
    return {(one.check_id, one.key, one.severity, one.level, one.target) for one in found}


def alone(report: Report) -> set[tuple[str, str, str, int, str]]:
    found = findings_of(Report.objects.get(pk=report.pk))
    return {(one.check, one.key, one.severity, one.level, one.target) for one in found}


def snapshot() -> list[tuple[Any, ...]]:
    """Everything written down, and where in the file of the table it stands: a row written again stands elsewhere."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT ctid, * FROM reports_checkedreport ORDER BY report_id")
        return list(cursor.fetchall())


@pytest.fixture
def edition() -> Edition:
    return tiny(text=FORM)


def test_the_country_says_what_each_report_says_alone(edition: Edition) -> None:
    reports = country(edition)
    assert run(edition) == operations.Checked(10, 10)
    assert all(stored(report) == alone(report) for report in reports)
    assert {one.check_id for one in StoredFinding.objects.all()} >= {"T-01", "T-02", "T-03", "T-05", "wymagane"}


def test_a_report_with_nothing_wrong_is_written_down_as_clean() -> None:
    report = fill(blank_report(edition=tiny()))
    run(report.round.edition)
    written = CheckedReport.objects.get(report=report)
    assert (written.errors, written.warnings, written.places, written.rows) == (0, 0, [], [])
    assert written.answers_digest == report.digest


def test_untouched_and_zero_reports_have_nothing_to_check(edition: Edition) -> None:
    blank_report(edition=edition)
    zero = blank_report(edition=edition)
    operations.send(by=filler(zero.unit), report=zero.public_id, version=zero.version, zero=True)
    assert run(edition).reports == 0
    assert not CheckedReport.objects.exists()


def test_a_second_run_changes_nothing(edition: Edition) -> None:
    country(edition)
    run(edition)
    before = snapshot()
    assert run(edition) == operations.Checked(10, 0)
    assert snapshot() == before
    assert CheckPlace.objects.filter(form_digest=CheckRun.objects.get().form_digest).count() > 5


def test_only_what_changed_is_written_again(edition: Edition) -> None:
    reports = country(edition)
    run(edition)
    before = snapshot()
    fill(reports[3], {"d1.w02.k2": "99"})
    assert set(StoredFinding.objects.filter(report=reports[3]).values_list("current", flat=True)) == {False}
    assert run(edition) == operations.Checked(10, 1)
    assert [old for old, new in zip(before, snapshot(), strict=True) if old == new] == [*before[:3], *before[4:]]
    assert set(StoredFinding.objects.filter(report=reports[3]).values_list("current", flat=True)) == {True}
    assert stored(reports[3]) == alone(reports[3])


def test_a_report_answered_later_is_written_among_those_that_are_there(edition: Edition) -> None:
    blanks = [blank_report(edition=edition) for _ in range(3)]
    first, last = (fill(report, WRONG) for report in (blanks[0], blanks[2]))
    assert run(edition) == operations.Checked(2, 2)
    before = snapshot()
    later = fill(blanks[1], ODD)
    assert run(edition) == operations.Checked(3, 1)
    assert [old for old in snapshot() if old in before] == before
    assert all(stored(report) == alone(report) for report in (first, later, last))


def test_a_report_that_becomes_a_zero_form_is_forgotten(edition: Edition) -> None:
    report = fill(blank_report(edition=edition), WRONG)
    run(edition)
    Report.objects.filter(pk=report.pk).update(answers={"cells": {}, "rows": {}}, is_zero=True)
    run(edition)
    assert not CheckedReport.objects.exists()


def test_chunks_give_what_the_whole_gives(edition: Edition) -> None:
    country(edition)
    run(edition, chunk=3)
    in_chunks = list(CheckedReport.objects.order_by("pk").values())
    CheckedReport.objects.all().delete()
    run(edition)
    assert list(CheckedReport.objects.order_by("pk").values()) == in_chunks


class Broken(Exception):
    pass


def broken_at(chunk: int) -> Any:
    """Something that goes wrong after so many chunks."""
    calls: Iterator[int] = iter(range(1, 100))

    def tell(done: int, total: int) -> None:
        if next(calls) == chunk:
            raise Broken(f"{done}/{total}")

    return tell


def test_a_broken_run_goes_on_where_it_was(edition: Edition) -> None:
    reports = country(edition)
    with pytest.raises(Broken, match="6/10"):
        run(edition, chunk=3, tell=broken_at(2))
    assert CheckedReport.objects.count() == 6
    assert (CheckRun.objects.get().position, CheckRun.objects.get().finished_at) == (reports[5].pk, None)
    assert run(edition, chunk=3) == operations.Checked(4, 4)
    assert CheckRun.objects.get().finished_at is not None
    assert all(stored(report) == alone(report) for report in reports)


def test_a_finished_run_begins_anew(edition: Edition) -> None:
    country(edition, 4)
    run(edition)
    assert run(edition).reports == 4


def test_another_form_begins_anew_half_way(edition: Edition) -> None:
    country(edition, 6)
    with pytest.raises(Broken):
        run(edition, chunk=3, tell=broken_at(1))
    CheckRun.objects.update(form_digest="0" * 64)
    assert run(edition).reports == 6


def test_progress_is_told(edition: Edition) -> None:
    country(edition, 5)
    told: list[tuple[int, int]] = []
    run(edition, chunk=2, tell=lambda *numbers: told.append(numbers))
    assert told == [(2, 5), (4, 5), (5, 5), (5, 5)]


def test_the_number_of_queries_does_not_grow_with_the_country(edition: Edition) -> None:
    asked = []
    for count in (5, 20):
        country(edition, count)
        run(edition)
        with CaptureQueriesContext(connection) as queries:
            run(edition)
        asked.append(len(queries))
    assert asked[0] == asked[1] <= 40


def test_last_year_is_read_through_the_editions_between() -> None:
    unit = registers.unit()
    older, newer = tiny(2024, text=FORM), tiny(2025, text=FORM)
    report_at(ACCEPTED, unit, older, {**CLEAN, "d1.w02.k1": "10", "d2.r1.nazwa": "Chirurgia", "d2.r1.k1": "4"})
    report = fill(blank_report(unit, newer), {**CLEAN, "d1.w02.k1": "31", **ROWS, "d2.r1.k2": ""})
    run(newer)
    assert {"T-04:r1", "T-06"} <= {one[1] for one in stored(report)}
    assert stored(report) == alone(report)


def test_a_report_of_last_year_that_is_not_accepted_is_not_read() -> None:
    unit = registers.unit()
    report_at(ReportStatus.TO_VERIFY, unit, tiny(2024, text=FORM), {**CLEAN, "d2.r1.nazwa": "Chirurgia"})
    report = fill(blank_report(unit, tiny(2025, text=FORM)), {**CLEAN, "d1.w02.k1": "31"})
    run(report.round.edition)
    assert stored(report) == alone(report)
    assert "T-06" not in {one[1] for one in stored(report)}


def test_a_round_nobody_knows_is_refused() -> None:
    with pytest.raises(RoundNotFound):
        check_round(by=SYSTEM, round=uuid4())


def test_only_those_who_manage_rounds_check_them(edition: Edition) -> None:
    report = fill(blank_report(edition=edition))
    with pytest.raises(PermissionDenied):
        check_round(by=filler(report.unit), round=report.round.public_id)


def test_a_run_leaves_a_trace(edition: Edition) -> None:
    country(edition, 2)
    run(edition)
    events = events_of("round", str(round_of(edition).public_id))
    assert [event.data for event in events if event.action == "round_checked"] == [{"reports": 2, "changed": 2}]


def test_totals_of_a_round(edition: Edition) -> None:
    country(edition)
    run(edition)
    totals = checked_totals(round_of(edition).pk)
    errors = StoredFinding.objects.filter(severity="error").count()
    assert (totals.reports, totals.errors, totals.warnings) == (10, errors, StoredFinding.objects.count() - errors)


KILLED = """
import os, signal, sys
import django
django.setup()
from ssoz.access.actors import SYSTEM
from ssoz.reports.operations import check_round
def tell(done, total):
    if done >= 8:
        os.kill(os.getpid(), signal.SIGKILL)
check_round(by=SYSTEM, round=sys.argv[1], tell=tell, chunk=4)
"""


@pytest.mark.django_db(transaction=True)
def test_a_killed_process_leaves_whole_chunks_and_the_next_run_goes_on() -> None:
    edition = tiny(text=FORM)
    reports = country(edition, 12)
    known = settings.DATABASES["default"]
    address = f"postgresql://{known['USER']}:{known['PASSWORD']}@{known['HOST']}:{known['PORT']}/{known['NAME']}"
    command = [sys.executable, "-c", KILLED, str(round_of(edition).public_id)]
    environment = {**os.environ, "DATABASE_URL": address, "PYTHONPATH": "src"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == -signal.SIGKILL, done.stderr
    assert CheckedReport.objects.count() == 8
    assert run(edition, chunk=4) == operations.Checked(4, 4)
    assert all(stored(report) == alone(report) for report in reports)
    before = snapshot()
    assert run(edition, chunk=4) == operations.Checked(12, 0)
    assert snapshot() == before
