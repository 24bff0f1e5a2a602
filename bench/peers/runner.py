# SPDX-License-Identifier: EUPL-1.2
"""Runs everything on the same data and gathers the results. A peer that fails costs its own figures only."""

import json
import os
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from bench.engine import text
from bench.peers import fuzz, machine, ours, postgres
from bench.peers.case import Case, benchmark_case, write_large
from bench.peers.environment import HERE, NODE, PYTHON, prepare
from bench.peers.results import OURS, Results

ROOT = HERE.parents[1]
SECONDS = 300.0  # a driver that takes longer is ended
QUICK = "0.05"  # of the usual time for each figure


@dataclass(frozen=True)
class Peer:
    """`of`: the option of --only it answers to; `arguments`: beside the folder of the case."""

    name: str
    of: str
    driver: str
    arguments: tuple[str, ...] = ()
    environment: str = "python"

    def command(self, place: Path) -> list[str]:
        if self.environment == "python":
            return [str(PYTHON), "-m", f"bench.peers.drivers.{self.driver}", str(place), *self.arguments]
        script = HERE / "drivers" / f"{self.driver}.mjs"
        return [str(NODE), "--no-warnings", "--conditions=browser", str(script), str(place), *self.arguments]


REPORTS = (
    Peer(OURS, "ours", "ours", (ours.SCRIPT.as_uri(),), "node"),
    Peer("datalogic-py", "datalogic", "datalogic"),
    Peer("cel-expr-python", "cel", "cel"),
    Peer("json-logic-engine", "jsonlogic", "jsonlogic", (), "node"),
    Peer("SurveyJS", "surveyjs", "surveyjs", (), "node"),
    Peer("ODK xforms-engine", "odk", "odk", (), "node"),
)
TABLES = (Peer("duckdb", "duckdb", "duck"), Peer("polars", "polars", "frames"))
NAMES = (*(peer.of for peer in (*REPORTS, *TABLES)), "country", "postgres", "fuzz")


@dataclass
class Run:
    """One run: what was asked for, and where its files lie."""

    place: Path
    quick: bool = False
    only: str = ""
    results: Results = field(default_factory=Results)

    @property
    def sizes(self) -> list[int]:
        return [1_000] if self.quick else [3_000, 30_000, 300_000]

    @property
    def base(self) -> int:
        """The country whose results are compared; larger ones repeat it."""
        return 1_000 if self.quick else 30_000

    def wants(self, *names: str) -> bool:
        return not self.only or self.only in names

    def step(self, name: str, work: Callable[[], object]) -> None:
        """Something that may fail without the rest."""
        print(f"  {name} … ", end="", flush=True)
        begun = time.perf_counter()
        try:
            work()
        except Exception as error:
            self.results.failed[name] = f"{type(error).__name__}: {_last(str(error))}"
            print(f"failed: {self.results.failed[name]}", flush=True)
        else:
            print(f"{time.perf_counter() - begun:.0f} s", flush=True)

    def driver(self, peer: Peer) -> dict[str, Any]:
        scale = {"SSOZ_BENCH_SCALE": QUICK} if self.quick else {}
        environment = {**os.environ, "PYTHONPATH": str(ROOT), **scale}
        done = subprocess.run(
            peer.command(self.place),
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(done.stderr or f"exit {done.returncode}")
        told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
        return told


def run(quick: bool, only: str) -> Results:
    if quick:
        os.environ["SSOZ_BENCH_SCALE"] = QUICK
    broken = prepare()
    with tempfile.TemporaryDirectory(prefix="ssoz-peers-") as folder:
        place = Path(folder)
        place.chmod(0o755)
        this = Run(place, quick, only)
        this.results.failed |= broken
        this.results.machine = machine.described()
        case = benchmark_case(2, 1) if quick else benchmark_case()
        case.write(place)
        ours.write(case, place)
        write_large(place, 10 if quick else 1_000)
        _reports(this, case)
        _country(this, case)
        if this.wants("postgres"):
            postgres.measure(this, case)
        if this.wants("fuzz"):
            this.step("fuzz", lambda: fuzz.measure(this.results, 1.0 if quick else 20.0))
        return this.results


def _reports(this: Run, case: Case) -> None:
    """One report at a time: ours on the server, then each peer."""
    written = json.loads((this.place / "case.json").read_text())
    if this.wants("ours"):
        this.step(f"{OURS}, server", lambda: _put(this.results, ours.server(case, text(), large=not this.quick)))
    for peer in _chosen(this, REPORTS):
        this.step(peer.name, partial(_compared, this, peer, written))


def _last(text: str) -> str:
    """The line of an error that says what it is."""
    lines = [line.strip() for line in text.splitlines() if line.strip(" ^~\t")]
    return next((line for line in reversed(lines) if "Error" in line), lines[-1] if lines else "")


def _put(results: Results, figures: dict[str, float]) -> None:
    for row, figure in figures.items():
        results.put(row, OURS, figure)


def _compared(this: Run, peer: Peer, written: dict[str, Any]) -> None:
    told = this.driver(peer)
    if this.quick:
        told.pop("large", None)  # its large form was a small one
    this.results.take(peer.name, told)
    this.results.compare(peer.name, told, written)
    if "written" in told:  # the same engine with eval
        this.results.take(f"{peer.name} with eval", told["written"])


def _chosen(this: Run, peers: Iterable[Peer]) -> list[Peer]:
    return [peer for peer in peers if this.wants(peer.of, "country" if peer in TABLES else peer.of)]


def _country(this: Run, case: Case) -> None:
    """All reports of a country: ours, the limit, then the tables' engines on the same data."""
    if not this.wants("country", "duckdb", "polars"):
        return
    found: list[Any] = []
    this.step(f"{OURS}, country", lambda: found.extend(_ours(this, case)))
    sizes = ",".join(map(str, this.sizes))
    for peer in _chosen(this, TABLES):
        sized = Peer(peer.name, peer.of, peer.driver, (sizes,))
        this.step(peer.name, partial(_taken, this, sized))
        this.step(f"{peer.name}, equality", partial(_same, this, peer, found))


def _taken(this: Run, peer: Peer) -> None:
    this.results.take(peer.name, this.driver(peer))


def _ours(this: Run, case: Case) -> list[Any]:
    from bench.peers import country

    return country.measure(this.results, case, this.sizes, this.base, this.place)


def _same(this: Run, peer: Peer, found: list[Any]) -> None:
    if not found:
        raise RuntimeError("nothing of ours to compare with")
    told = np.load(this.place / f"{peer.of}-country.npz")
    same = all(np.array_equal(told[str(number)], reports) for number, reports in enumerate(found))
    this.results.equal[peer.name] = "equal" if same else "DIFFERENT"
