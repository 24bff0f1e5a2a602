# SPDX-License-Identifier: EUPL-1.2
"""A country: 30,000 reports of 1,000 cells and 400 checks, last year's beside them, in memory and from PostgreSQL.

Processor time, for neighbours on the machine do not count; verdicts are compared with the server's program on a sample.
"""

import os
import resource
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

import numpy as np
import numpy.typing as npt
from psycopg.types.json import Jsonb

from bench.engine import text
from engine.answers import BLANK, unpack
from engine.answers.packing import narrowed
from engine.checks import CompiledForm, Context, Period, compile_form
from engine.checks.country import Packed, Reports, compile_country
from engine.definitions import FormDefinition, load
from shared.clock import now

REPORTS = 30_000
GROWTH = (3_000, 30_000, 300_000)
TILE = 8_192
PART = 1_000
SPOILT = 0.003
Integers = npt.NDArray[np.int64]


@dataclass(frozen=True)
class CountryCase:
    """`tiles`: packed reports, each with last year's; `violations`: how many there are in all."""

    definition: FormDefinition
    tiles: tuple[Reports, ...]
    violations: int


def country_case(reports: int = REPORTS) -> CountryCase:
    """The same reports each time; those of a smaller country are the first of a larger one."""
    definition = load(text())
    tiles = tuple(_tiles(definition, reports))
    return CountryCase(definition, tiles, judged(compile_form(definition), tiles))


def _tiles(definition: FormDefinition, reports: int) -> Iterator[Reports]:
    parts = (_part(definition, number) for number in range(-(-reports // PART)))
    pairs = [
        (narrowed(now.tobytes()), narrowed(before.tobytes()))
        for part in parts
        for now, before in zip(*part, strict=True)
    ][:reports]
    for start in range(0, reports, TILE):
        packed, earlier = zip(*pairs[start : start + TILE], strict=True)
        yield Reports(packed, Period.year(definition.edition), {"prior:1": Packed(definition, earlier)})


def _part(definition: FormDefinition, number: int) -> tuple[Integers, Integers]:
    """Reports that agree with themselves, blank where nothing is, then spoilt in a few cells; and last year's."""
    random = np.random.default_rng(number)
    at = {address: position for position, address in enumerate(definition.addresses)}
    cells = np.ones((PART, len(at)), np.int64)
    for section in definition.sections:
        rows, columns = section.table.rows, section.table.columns
        first = at[f"{section.code}.{rows[0].code}.{columns[0].code}"]
        table = cells[:, first : first + len(rows) * len(columns)].reshape(PART, len(rows), len(columns))
        inner = random.integers(1, 500, (PART, len(rows) - 2, len(columns) - 1))
        inner[random.random(inner.shape) < 0.05] = 0
        table[:, 1:-1, 1:] = inner
        table[:, 1:-1, 0] = table[:, 1:-1, 1:].sum(2)
        table[:, 0] = table[:, 1:-1].sum(1)
        cells[:, first : first + len(rows) * len(columns)] = table.reshape(PART, -1)
    before = np.round(cells * random.uniform(0.8, 1.2, cells.shape)).astype(np.int64)
    before[random.random(cells.shape) < 0.03] = BLANK
    cells[random.random(cells.shape) < SPOILT] //= 3
    cells[cells == 0] = BLANK
    return cells, before


def judged(compiled: CompiledForm, tiles: tuple[Reports, ...]) -> int:
    """How many violations there are."""
    country = compile_country(compiled)
    return sum(found.reports.size for tile in tiles for found in country.violations(tile))


def main() -> None:
    for reports in GROWTH:
        _in_memory(reports)
    server = _server()
    try:
        for reports in GROWTH[:2]:
            _from_database(reports)
    finally:
        _stop(server)


def _in_memory(reports: int) -> None:
    case = country_case(reports)
    compiled = compile_form(case.definition)
    form = compile_country(compiled)
    tiles = [form.tile(part) for part in case.tiles] if reports <= REPORTS else []
    judging = seconds(lambda: sum(found.reports.size for tile in tiles for found in form.judged(tile)))
    whole = seconds(lambda: judged(compiled, case.tiles))
    _compare(compiled, case.tiles[0])
    columns = f"{judging:6.3f} s from columns, " if tiles else ""
    print(
        f"  {reports:7} reports: {columns}{whole:6.3f} s from packed sheets; {case.violations} violations, {_memory()}"
    )


def seconds(work: Callable[[], object]) -> float:
    """Processor time, the best of three."""
    found = []
    for _ in range(3):
        start = time.process_time()
        work()
        found.append(time.process_time() - start)
    return min(found)


def _memory() -> str:
    return f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20:.2f} GB at most"


def _compare(compiled: CompiledForm, tile: Reports) -> None:
    """The first hundred reports, with the server's program."""
    ours = [0] * len(tile)
    for found in compile_country(compiled).violations(tile):
        for report in found.reports.tolist():
            ours[report] += 1
    for number in range(min(100, len(tile))):
        earlier = tile.others["prior:1"].sheet(number)
        sheet = unpack(compiled.definition, tile.packed[number])
        context = Context({1: earlier} if earlier else {}, period=tile.period)
        assert len(compiled.violated(sheet, context)) == ours[number]


# from PostgreSQL, findings stored


def _server() -> Any:
    from shared.postgres.server import Server

    place = Path(tempfile.mkdtemp(prefix="ssoz-bench-"))
    place.chmod(0o755)
    server = Server(place, durable=True)
    os.environ["DATABASE_URL"] = server.start()
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    return server


def _stop(server: Any) -> None:
    server.stop()
    shutil.rmtree(server.place, ignore_errors=True)


def _from_database(reports: int) -> None:
    """A country of its own each time; last year's reports are of another edition, as in life."""
    from ssoz.access.actors import SYSTEM
    from ssoz.reports.models import CheckedReport
    from ssoz.reports.operations import check_round

    asked = _filled(reports)
    for name in ("first time", "again"):
        clock, own = time.perf_counter(), time.process_time()
        check_round(by=SYSTEM, round=asked.public_id)
        spent = f"{time.perf_counter() - clock:6.2f} s, {time.process_time() - own:6.2f} s of them our processor time"
        print(f"  {reports:7} reports from PostgreSQL, findings stored, {name:10}: {spent}; {_memory()}")
    counts = CheckedReport.objects.filter(report__round=asked).values_list("errors", "warnings")
    assert sum(map(sum, counts)) == country_case(reports).violations


def _filled(reports: int) -> Any:
    from django.db import connection

    from ssoz.access.actors import SYSTEM
    from ssoz.catalogue.operations import publish

    form = f"B-{reports}"
    editions = [publish(by=SYSTEM, text=_edition(form, year)) for year in (2024, 2025)]
    units = _units(reports)
    rounds = [_round(edition, edition.year) for edition in editions]
    case = country_case(reports)
    for row, accepted in zip(rounds, (True, False), strict=True):
        packed = (one for tile in case.tiles for one in (tile.others["prior:1"].sheets if accepted else tile.packed))
        _reports(row, units, packed, accepted)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE reports_report")
    return rounds[1]


def _edition(form: str, year: int) -> str:
    return text().replace("form: BENCH", f"form: {form}").replace("edition: 2025", f"edition: {year}")


def _units(count: int) -> list[int]:
    from ssoz.registers.models import Unit

    new = [
        Unit(name=f"Szpital {number}", kind="hospital", character="reporting", teryt="1465011")
        for number in range(count)
    ]
    return [unit.pk for unit in Unit.objects.bulk_create(new, batch_size=5_000)]


def _round(edition: Any, year: int) -> Any:
    from ssoz.rounds.models import Round

    dates = {"opens_on": date(year + 1, 1, 10), "due_on": date(year + 1, 2, 25), "closes_on": date(year + 1, 6, 30)}
    period = {"period_start": date(year, 1, 1), "period_end": date(year, 12, 31)}
    return Round.objects.create(edition=edition, status="open", **period, **dates)


def _reports(row: Any, units: list[int], packed: Iterator[bytes], accepted: bool) -> None:
    """Copied in: put in one by one they would take minutes."""
    from django.db import connection

    from ssoz.rounds.models import Obligation

    at = now()
    state = ("accepted", at, at) if accepted else ("to_fill", None, None)
    owed = Obligation.objects.bulk_create(
        (Obligation(round=row, unit_id=unit, due_on=row.due_on) for unit in units), batch_size=5_000
    )
    connection.ensure_connection()
    with connection.connection.cursor() as cursor, cursor.copy(COPY) as copy:
        copy.set_types(TYPES)
        for one, sheet in zip(owed, packed, strict=True):
            copy.write_row((uuid4(), one.pk, row.pk, one.unit_id, sheet, *state, *REST))


COPY = """COPY reports_report (
    public_id, obligation_id, round_id, unit_id, packed, status, sent_at, accepted_at, digest,
    answers, version, is_zero, on_behalf, filled_by, edited_by, times_sent, sent_by, accepted_by)
    FROM STDIN (FORMAT BINARY)"""
TYPES: tuple[str, ...] = ("uuid", "int8", "int8", "int8", "bytea", "varchar", "timestamptz", "timestamptz", "varchar")
TYPES += ("jsonb", "int4", "bool", "bool", "int8[]", "varchar", "int2", "varchar", "varchar")
REST: tuple[object, ...] = ("a" * 64, Jsonb({}), 0, False, False, [], "", 0, "", "")


if __name__ == "__main__":
    main()
