# SPDX-License-Identifier: EUPL-1.2
"""The table of targets: ours, the target, and each peer as a multiple of ours."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from bench.peers.results import OURS, Results

README = Path(__file__).parents[1] / "README.md"
STORED = Path(__file__).parents[1] / "results" / "engine.json"
BEGIN, END = "<!-- results -->", "<!-- /results -->"


@dataclass(frozen=True, slots=True)
class Row:
    """`target`: the most it may be, in `unit`; `least`: the least it may be instead."""

    key: str
    title: str
    unit: str
    target: float | None = None
    least: bool = False

    def shown(self, figure: float) -> str:
        return f"{number(figure)} {self.unit}"

    def met(self, figure: float) -> bool:
        return self.target is None or (figure >= self.target if self.least else figure <= self.target)


ROWS = (
    Row("keystroke", "keystroke → verdicts of the checks that read the cell; 1,000 cells, 400 checks", "ms", 0.05),
    Row("list", "keystroke → the list of all 74 findings anew, as the page marks them", "ms", 0.05),
    Row("full", "full check in the browser, all cells entered anew", "ms", 2),
    Row("payload", "the checks of such a form, gzip", "B", 25_000),
    Row("engine", "the script that runs them, gzip", "B", 3_072),
    Row("checks", "one report on the server, checks only", "ms", 0.05),
    Row("pace", "how quick the machine was just before: a loop of 1,000 additions in Python", "ms"),
    Row("pace, after", "just after", "ms"),
    Row("report", "one report on the server, from a map of its answers", "ms"),
    Row("json", "JSON in → names of violated checks out, a spoilt report", "ms", 0.6),
    Row("findings, clean", "JSON in → findings with sentences out, a clean report", "ms", 0.6),
    Row("findings", "the same with 46 findings", "ms"),
    Row("load", "load and compile the form", "ms", 150),
    Row("large", "load a form of 20,000 cells and 5,000 checks", "ms", 3_000),
    Row("country 3000", "3,000 reports × 400 checks, columns in memory", "s"),
    Row("country 30000", "30,000 reports × 400 checks, columns in memory", "s", 0.1),
    Row("country 30000, clock", "the same by the clock", "s"),
    Row("pace, country", "how quick the machine was just after: 1,000 additions", "ms"),
    Row("country 300000", "300,000 reports × 400 checks, columns in memory", "s"),
    Row("stored 30000", "30,000 reports from what is stored: ours packed vectors, the others Parquet", "s"),
    Row("stored 30000, clock", "the same by the clock", "s"),
    Row("postgres", "30,000 reports from PostgreSQL, findings stored", "s", 2.5),
    Row("postgres, clock", "the same by the clock", "s"),
    Row("postgres memory", "the most memory it took", "GB", 1.5),
    Row("fuzz", "verdicts compared with the reference interpreter", "/s"),
    Row("fuzz differences", "of which differ", "", 0),
    Row("blanks", "verdicts unlike ours when a quarter of the cells is blank", "%"),
)


def number(figure: float) -> str:
    """Three significant digits."""
    if figure == 0:
        return "0"
    return f"{figure:,.0f}" if figure >= 1000 else f"{figure:.3g}"


def lines(results: Results) -> list[str]:
    """The table in markdown."""
    found = ["| what | target | ours | | others, × ours |", "|---|---|---|---|---|"]
    known = {row.key for row in ROWS}
    others = [
        Row(key, f"{key}, other sizes", "s") for key in results.figures if key not in known and "clock" not in key
    ]
    for row in (*ROWS, *others):
        figures = results.figures.get(row.key, {})
        if not figures:
            continue
        ours = figures.get(OURS)
        target = "" if row.target is None else f"{'≥' if row.least else '≤'} {row.shown(row.target)}"
        verdict = "" if ours is None or row.target is None else "ok" if row.met(ours) else "**missed**"
        beside = ", ".join(_beside(row, name, figure, ours) for name, figure in figures.items() if name != OURS)
        found.append(f"| {row.title} | {target} | {'' if ours is None else row.shown(ours)} | {verdict} | {beside} |")
    return found


def _beside(row: Row, name: str, figure: float, ours: float | None) -> str:
    if not ours:
        return f"{name} {row.shown(figure)}"
    return f"{name} {number(figure / ours)} × ({row.shown(figure)})"


def report(results: Results) -> str:
    """Table, equality, failures, machine: what the README holds between its marks."""
    plain = {"date", "processor", "memory", "system"}
    machine = " · ".join(value if name in plain else f"{name} {value}" for name, value in results.machine.items())
    equal = ", ".join(f"{name}: {told}" for name, told in results.equal.items())
    versions = ", ".join(f"{name} {told}" for name, told in results.versions.items() if told and name != OURS)
    told = [machine, "", *lines(results), "", f"Verdicts beside our server's: {equal}.", "", f"Versions: {versions}."]
    told += [f"- **failed** {name}: {why}" for name, why in results.failed.items()]
    return "\n".join(told)


def write(results: Results) -> None:
    """Into the README and, with all digits, into results/."""
    STORED.parent.mkdir(exist_ok=True)
    STORED.write_text(json.dumps(asdict(results), indent=1, ensure_ascii=False) + "\n")
    text = README.read_text()
    before, after = text.partition(BEGIN)[0], text.partition(END)[2]
    README.write_text(f"{before}{BEGIN}\n{report(results)}\n{END}{after}")
