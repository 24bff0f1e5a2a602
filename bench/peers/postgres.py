# SPDX-License-Identifier: EUPL-1.2
"""The country from PostgreSQL: ours as `./ssoz checks run` does it, and the checks as SQL over the JSON documents."""

import json
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg

from bench.peers import languages
from bench.peers.case import Case
from engine.answers import Sheet
from shared.postgres.server import Server

if TYPE_CHECKING:
    from bench.peers.runner import Run

SAMPLE = 300  # reports
CHECKS = 20
WHOLE = 30_000


def measure(run: "Run", case: Case) -> None:
    server = Server(run.place / "postgres", durable=True)
    url = server.start()
    try:
        with psycopg.connect(url, autocommit=True) as base:
            run.results.versions["PostgreSQL"] = str(base.info.parameter_status("server_version"))
            run.results.put("postgres", "SQL over JSONB (extrapolated)", over_jsonb(base, case))
    finally:
        server.stop()


def over_jsonb(base: psycopg.Connection[Any], case: Case) -> float:
    """Processor seconds of the server for the whole country, from a sample of reports and checks; counts compared."""
    base.execute("CREATE TABLE sample (id int PRIMARY KEY, answers jsonb NOT NULL, prior jsonb NOT NULL)")
    pairs = [case.full[number % len(case.full)] for number in range(SAMPLE)]
    with base.cursor().copy("COPY sample FROM STDIN") as copy:
        for number, (now, last) in enumerate(pairs):
            copy.write_row((number, _document(now), _document(last)))
    base.execute("VACUUM ANALYZE sample")
    chosen = range(0, len(case.trees), len(case.trees) // CHECKS)
    counts = ", ".join(f"count(*) FILTER (WHERE ({languages.POSTGRES(case.trees[n])}) IS FALSE)" for n in chosen)
    query = f"SELECT {counts} FROM sample r JOIN (SELECT id, prior AS answers FROM sample) p USING (id)"
    base.execute("SET max_parallel_workers_per_gather = 0")
    base.execute(query)
    pid = base.execute("SELECT pg_backend_pid()").fetchone()
    before, start = _spent(pid[0] if pid else 0), time.perf_counter()
    found = base.execute(query).fetchone()
    seconds = _spent(pid[0] if pid else 0) - before or time.perf_counter() - start
    verdicts = [set(case.verdict(pair)) for pair in case.full]
    assert found == tuple(sum(n in verdicts[one % len(verdicts)] for one in range(SAMPLE)) for n in chosen)
    return seconds * (WHOLE / SAMPLE) * (len(case.trees) / len(chosen))


def _document(sheet: Sheet) -> str:
    return json.dumps(sheet.to_json())


def _spent(pid: int) -> float:
    """Processor seconds of another process."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / 100
