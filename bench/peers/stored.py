# SPDX-License-Identifier: EUPL-1.2
"""A country in our own tables: `build SIZE` fills them, `check SIZE` judges them as `./ssoz checks run` does.

Two processes, so that the second one's memory is its own. DATABASE_URL names the database. The JSON documents stay
blank: PostgreSQL keeps them apart from the vectors, and nothing here reads them.
"""

import hashlib
import json
import sys
import time
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any

YEARS = (2024, 2025)
RUNS = 3
GIGABYTE = 1e6  # of kilobytes
STAGE = "CREATE TEMP TABLE filled (number bigint, packed bytea, digest text)"
FILL = """
    UPDATE reports_report AS report SET packed = filled.packed, digest = filled.digest, status = %s,
        sent_at = now(), accepted_at = CASE WHEN %s = 'accepted' THEN now() END
    FROM (
        SELECT id, row_number() OVER (ORDER BY unit_id) - 1 AS number FROM reports_report WHERE round_id = %s
    ) AS named JOIN filled USING (number) WHERE report.id = named.id
"""


def build(size: int) -> None:
    from django.core.management import call_command
    from django.db import connection

    from bench import registers
    from bench.country import country_case

    call_command("migrate", verbosity=0)
    registers.UNITS = size
    registers._build()
    tiles = country_case(size).tiles
    before = [sheet for tile in tiles for sheet in tile.others["prior:1"].sheets]
    now = [sheet for tile in tiles for sheet in tile.packed]
    for year, sheets, status in zip(YEARS, (before, now), ("accepted", "to_verify"), strict=True):
        _fill(_opened(year), sheets, status)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE reports_report")


def _opened(year: int) -> int:
    """Id of a round of the benchmark form that every unit owes."""
    from bench.engine import text
    from ssoz.access.actors import SYSTEM
    from ssoz.catalogue.operations import publish
    from ssoz.reports.operations import open_round
    from ssoz.rounds.operations import plan_round
    from ssoz.rounds.policies import RoundDates

    edition = publish(by=SYSTEM, text=text().replace("edition: 2025", f"edition: {year}"))
    days = [date(year, 1, 1), date(year, 12, 31), date(year + 1, 1, 1), date(year + 1, 2, 25), date(year + 1, 6, 30)]
    names = ("period_start", "period_end", "opens_on", "due_on", "closes_on")
    dates = RoundDates(**dict(zip(names, days, strict=True)))
    row = plan_round(by=SYSTEM, edition=edition.pk, dates=dates)
    open_round(by=SYSTEM, round=row.public_id)
    return row.pk


def _fill(round: int, sheets: list[bytes], status: str) -> None:
    from django.db import connection, transaction

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(STAGE)
        cursor.execute("ALTER TABLE filled ALTER packed SET STORAGE EXTERNAL")  # compressed once, where it stays
        with cursor.copy("COPY filled FROM STDIN (FORMAT BINARY)") as copy:
            copy.set_types(("int8", "bytea", "text"))
            for number, sheet in enumerate(sheets):
                copy.write_row((number, sheet, hashlib.sha256(sheet).hexdigest()))
        cursor.execute(FILL, [status, status, round])
        assert cursor.rowcount == len(sheets)
        cursor.execute("DROP TABLE filled")


def check(size: int) -> dict[str, Any]:
    """Median of runs that store everything anew; how many findings they stored."""
    from django.db import connection

    from ssoz.access.actors import SYSTEM
    from ssoz.reports.operations import check_round
    from ssoz.reports.queries import checked_totals
    from ssoz.rounds.models import Round

    row = Round.objects.get(edition__year=YEARS[-1])
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        pid = cursor.fetchone()[0]
        spent, passed = [], []
        for _ in range(RUNS):
            cursor.execute("TRUNCATE reports_checkedreport, reports_checkrun")
            clock, start = time.perf_counter(), time.process_time() + processor(pid)
            done = check_round(by=SYSTEM, round=row.public_id)
            spent.append(time.process_time() + processor(pid) - start)
            passed.append(time.perf_counter() - clock)
            assert done.reports == size
    totals = checked_totals(row.pk)
    return {
        "processor": median(spent),
        "clock": median(passed),
        "memory": most_memory() / GIGABYTE,
        "findings": totals.errors + totals.warnings,
    }


def most_memory() -> int:
    """Of this process, in kilobytes. getrusage would tell that of the larger process which started this one."""
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0])


def processor(pid: int) -> float:
    """Seconds of processor time of another process."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / 100


def main(deed: str, size: int) -> None:
    import django

    django.setup()
    if deed == "build":
        build(size)
    else:
        print(json.dumps(check(size)))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
