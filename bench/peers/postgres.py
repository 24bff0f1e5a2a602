# SPDX-License-Identifier: EUPL-1.2
"""The country from PostgreSQL: ours as `./ssoz checks run` does it, and the checks as SQL over the JSON documents."""

import json
import os
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

import psycopg

from bench.country import country_case
from bench.peers import languages
from bench.peers.case import Case
from bench.peers.results import OURS
from bench.peers.stored import processor
from engine.answers import Sheet
from shared.postgres.server import Server

if TYPE_CHECKING:
    from bench.peers.runner import Run

SAMPLE = 300  # reports
CHECKS = 20
WHOLE = 30_000


def measure(run: "Run", case: Case) -> None:
    server = Server(run.place / "postgres", durable=True)
    started: list[str] = []
    run.step("PostgreSQL", lambda: started.append(server.start()))
    try:
        for url in started:
            _measured(run, case, url)
    finally:
        server.stop()


def _measured(run: "Run", case: Case, url: str) -> None:
    with psycopg.connect(url, autocommit=True) as base:
        run.results.versions["PostgreSQL"] = str(base.info.parameter_status("server_version"))
        run.step("SQL over JSONB", lambda: _extrapolated(run, base, case))
    run.step(f"{OURS}, reports stored", lambda: _deed("build", run.base, url))
    run.step(f"{OURS}, checks run", lambda: _checked(run, url))


def _extrapolated(run: "Run", base: psycopg.Connection[Any], case: Case) -> None:
    run.results.put("postgres", "SQL over JSONB (extrapolated)", over_jsonb(base, case) * run.base / WHOLE)


def _checked(run: "Run", url: str) -> None:
    """Ours; as many findings as in memory."""
    told = json.loads(_deed("check", run.base, url).splitlines()[-1])
    for row, figure in (("postgres", "processor"), ("postgres, clock", "clock"), ("postgres memory", "memory")):
        run.results.put(row, OURS, told[figure])
    same = told["findings"] == country_case(run.base).violations
    run.results.equal[f"{OURS} from PostgreSQL"] = "equal" if same else "DIFFERENT"


def _deed(deed: str, size: int, url: str) -> str:
    environment = {**os.environ, "DATABASE_URL": url, "SSOZ_LOG_LEVEL": "WARNING"}
    command = [sys.executable, "-m", "bench.peers.stored", deed, str(size)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    if done.returncode:
        raise RuntimeError(done.stderr)
    return done.stdout


def over_jsonb(base: psycopg.Connection[Any], case: Case, reports: int = SAMPLE) -> float:
    """Processor seconds of the server for the whole country, from a sample of reports and checks; counts compared."""
    base.execute("CREATE TABLE sample (id int PRIMARY KEY, answers jsonb NOT NULL, prior jsonb NOT NULL)")
    pairs = [case.full[number % len(case.full)] for number in range(reports)]
    with base.cursor().copy("COPY sample FROM STDIN") as copy:
        for number, (now, last) in enumerate(pairs):
            copy.write_row((number, _document(now), _document(last)))
    base.execute("ANALYZE sample")
    chosen = range(0, len(case.trees), len(case.trees) // CHECKS)
    counts = ", ".join(f"count(*) FILTER (WHERE ({languages.POSTGRES(case.trees[n])}) IS FALSE)" for n in chosen)
    query = f"SELECT {counts} FROM sample r JOIN (SELECT id, prior AS answers FROM sample) p USING (id)"
    base.execute("SET max_parallel_workers_per_gather = 0")
    base.execute(query)
    pid = base.info.backend_pid
    before, start = processor(pid), time.perf_counter()
    found = base.execute(query).fetchone()
    seconds = processor(pid) - before or time.perf_counter() - start
    verdicts = [set(case.verdict(pair)) for pair in case.full]
    assert found == tuple(sum(n in verdicts[one % len(verdicts)] for one in range(reports)) for n in chosen)
    return seconds * (WHOLE / reports) * (len(case.trees) / len(chosen))


def _document(sheet: Sheet) -> str:
    return json.dumps(sheet.to_json())
