# SPDX-License-Identifier: EUPL-1.2
"""Reports: one of 300 cells saved, sent and accepted; a round of 150,000 units opened; lists of such a country."""

import os
import shutil
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any

REPORTS = 60
TARGET_CYCLE = 25.0
TARGET_OPEN = 30.0
TARGET_LIST = 100.0
YEARS = (2024, 2025)
CELLS = {f"d1.w{row:02d}.k{column}": str(1000 - column) for row in range(2, 32) for column in range(1, 11)}
FORM = """
form: B-300
edition: {year}
title: Trzysta pól
zero: true
sections:
- code: d1
  title: Dział
  table:
    columns:
{columns}
    rows:
    - {{code: w01, title: Razem, computed: "sum(d1[w02..w31, .])"}}
{rows}
checks:
- {{id: B-01, foreach: w in d1.rows, check: "d1[w,k2] <= d1[w,k1]", message: Za dużo.}}
"""


def main() -> None:
    from shared.postgres.server import Server

    place = Path(tempfile.mkdtemp(prefix="ssoz-bench-"))
    place.chmod(0o755)
    server = Server(place, durable=True)
    os.environ["DATABASE_URL"] = server.start()
    try:
        _measure()
    finally:
        server.stop()
        shutil.rmtree(place, ignore_errors=True)


def _measure() -> None:
    import django
    from django.core.management import call_command
    from django.db import connection

    django.setup()
    call_command("migrate", verbosity=0)
    from bench.registers import UNITS, _build

    _build()
    for year in YEARS:
        seconds = _timed(lambda year=year: _open(year))
        _tell(
            seconds <= TARGET_OPEN,
            f"round {year} opened for {UNITS} units in {seconds:.1f} s (target {TARGET_OPEN:.0f})",
        )
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    cycle = _cycles()
    _tell(cycle <= TARGET_CYCLE, f"save + send + accept, 300 cells: median {cycle:.1f} ms (target {TARGET_CYCLE:.0f})")
    _lists()


def _tell(good: bool, words: str) -> None:
    print(f"  {'ok  ' if good else 'MISS'} {words}")


def _timed(deed: Callable[[], object]) -> float:
    begun = time.perf_counter()
    deed()
    return time.perf_counter() - begun


def _open(year: int) -> None:
    from ssoz.access.actors import SYSTEM
    from ssoz.catalogue.operations import publish
    from ssoz.reports.operations import open_round
    from ssoz.rounds.operations import plan_round
    from ssoz.rounds.policies import RoundDates

    columns = "\n".join(f"    - {{code: k{number}, title: K{number}}}" for number in range(1, 11))
    rows = "\n".join(f"    - {{code: w{number:02d}, title: W{number}}}" for number in range(2, 32))
    edition = publish(by=SYSTEM, text=FORM.format(year=year, columns=columns, rows=rows))
    dates = RoundDates(
        period_start=date(year, 1, 1),
        period_end=date(year, 12, 31),
        opens_on=date(year + 1, 1, 1),
        due_on=date(year + 1, 2, 25),
        closes_on=date(year + 1, 6, 30),
    )
    open_round(by=SYSTEM, round=plan_round(by=SYSTEM, edition=edition.pk, dates=dates).public_id)


def _cycles() -> float:
    """Median of whole lives of reports, each write committed to disk."""
    from ssoz.reports.models import Report

    reports = list(Report.objects.select_related("unit").order_by("pk")[: REPORTS + 5])
    return median([_timed(lambda report=report: _cycle(report)) * 1000 for report in reports][5:])


def _cycle(report: Any) -> None:
    from engine.answers import Change
    from ssoz.reports import operations

    changes = [Change(address, "", text) for address, text in CELLS.items()]
    by, given = _reporter(report.unit), {"report": report.public_id}
    version = operations.save_cells(by=by, changes=changes, **given).report.version
    version = operations.send(by=by, version=version, **given).report.version
    operations.accept(by=_supervisor(report.unit.voivodeship), version=version, **given)


def _reporter(unit: Any) -> Any:
    from ssoz.access.actors import Actor

    return Actor(person_id=1, person_name="Reporter", unit_id=unit.pk, roles=("reporter_nonfinancial",))


def _supervisor(voivodeship: str) -> Any:
    from ssoz.registers.models import Unit

    office = replace(_reporter(Unit(pk=-1)), person_id=2, unit_kind="voivodeship_office", voivodeship=voivodeship)
    return replace(office, roles=("supervisor_nonfinancial",))


def _lists() -> None:
    from ssoz.access.actors import Actor
    from ssoz.registers.models import Unit
    from ssoz.reports.queries import Sought, counts, progress, queue, reports_for

    unit = Unit.objects.all()[777]
    reporter, office = _reporter(unit), _supervisor(unit.voivodeship)
    centre = Actor(person_id=3, person_name="Centre", unit_id=-3, roles=("cez_admin",))
    questions: dict[str, Callable[[], object]] = {
        "counts of a reporter": lambda: counts(reporter),
        "counts of an office": lambda: counts(office),
        "counts of the centre": lambda: counts(centre),
        "progress of an office": lambda: progress(office),
        "list of a reporter": lambda: list(reports_for(reporter)),
        "queue of an office": lambda: queue(office, Sought(status="to_fill")),
        "queue of the centre": lambda: queue(centre, Sought(status="to_fill")),
        "queue of the centre by NIP": lambda: queue(centre, Sought(text=unit.nip)),
        "queue of an office by name": lambda: queue(office, Sought(text=unit.name)),
    }
    for name, ask in questions.items():
        spent = median([_timed(ask) * 1000 for _ in range(5)])
        _tell(spent <= TARGET_LIST, f"{name}: {spent:.1f} ms (target {TARGET_LIST:.0f})")
