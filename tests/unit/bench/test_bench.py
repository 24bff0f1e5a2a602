# SPDX-License-Identifier: EUPL-1.2
"""The measurements run, on a small scale: none of their times is asserted, all of their results are."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from bench import __main__ as command
from bench import engine
from bench.country import country_case
from bench.peers import country, fuzz, machine, ours, runner, stored, table, timing
from bench.peers.case import Case, benchmark_case, large_text, write_large
from bench.peers.environment import HERE, NODE
from bench.peers.results import OURS, Results, disagreement

from engine.answers import BLANK, Block, unpack
from engine.checks import CompiledForm, compile_form
from engine.checks.country import compile_country
from engine.definitions import load


@pytest.fixture(scope="module")
def case() -> Case:
    return benchmark_case(3, 2)


@pytest.fixture(scope="module")
def written(case: Case, tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("case")
    case.write(place)
    ours.write(case, place)
    write_large(place, 2)
    return place


def read(place: Path, name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((place / f"{name}.json").read_text())
    return found


def test_the_form_has_a_thousand_cells_and_four_hundred_checks() -> None:
    definition = load(engine.text())
    assert (len(definition.addresses), len(definition.checks)) == (1000, 400)


def test_a_clean_report_is_clean_and_a_spoilt_one_is_not(case: Case) -> None:
    assert [bool(case.verdict(pair)) for pair in case.full] == [False, True, True]


def test_the_large_form_has_five_checks_for_twenty_cells() -> None:
    compiled = CompiledForm(load(large_text(2)), {})
    assert (len(compiled.definition.addresses), len(compiled.instances)) == (40, 10)


def test_the_case_holds_our_verdicts_for_the_others(case: Case, written: Path) -> None:
    told = read(written, "case")
    assert [report["violated"] for report in told["full"]] == [case.verdict(pair) for pair in case.full]
    assert told["after"] == case.verdict(case.typed())
    assert {len(read(written, name)) for name in ("datalogic", "jsonlogic", "cel", "surveyjs", "duckdb", "polars")} == {
        400
    }


def test_our_script_under_node_agrees_with_the_server(written: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = HERE / "drivers" / "ours.mjs"
    monkeypatch.setenv("SSOZ_BENCH_SCALE", "0.01")
    command = [str(NODE), str(script), str(written), ours.SCRIPT.as_uri()]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    results, told = Results(), json.loads(done.stdout)
    results.take(OURS, told)
    results.compare(OURS, told, read(written, "case"))
    assert results.equal == {OURS: "equal"}
    assert results.figures["blanks"] == {OURS: 0}
    assert results.figures["keystroke"][OURS] > 0
    assert results.figures["list"][OURS] > 0


def test_our_server_gives_a_figure_for_each_of_its_rows(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSOZ_BENCH_SCALE", "0.001")
    figures = ours.server(case, large_text(2), large=False)
    rows = {"pace", "checks", "pace, after", "report", "json", "findings", "findings, clean", "load"}
    assert set(figures) == rows
    assert all(figure > 0 for figure in figures.values())


def test_a_country_in_memory_is_judged_as_report_by_report(case: Case, tmp_path: Path) -> None:
    results = Results()
    found = country.measure(results, case, [20, 40], 20, tmp_path)
    whole = country_case(20)
    assert sum(reports.size for reports in found) == whole.violations
    (tile,) = whole.tiles
    sheets = zip(tile.packed, tile.others["prior:1"].sheets, strict=True)
    for number, (now, last) in enumerate(sheets):
        pair = (unpack(whole.definition, now), unpack(whole.definition, last))
        assert [n for n, reports in enumerate(found) if number in reports] == case.verdict(pair)
    assert {row.partition(",")[0] for row in results.figures} == {"country 20", "country 40", "pace", "stored 20"}


def test_the_country_as_a_table_has_null_for_blank(case: Case, tmp_path: Path) -> None:
    country.measure(Results(), case, [20], 20, tmp_path)
    table = pq.read_table(tmp_path / "country.parquet")
    assert table.column_names == [*case.cells, *case.before]
    assert table.num_rows == 20
    whole = country_case(20)
    now = Block(whole.definition, whole.tiles[0].packed).fixed
    assert sum(table[name].null_count for name in case.cells) == (now == BLANK).sum() > 0


def test_findings_of_many_tiles_count_reports_through(case: Case) -> None:
    whole = country_case(20)
    form = compile_country(compile_form(whole.definition))
    once = country.findings(form, map(form.tile, whole.tiles))
    twice = country.findings(form, map(form.tile, whole.tiles * 2))
    for one, both in zip(once, twice, strict=True):
        assert both.tolist() == [*one.tolist(), *(one + 20).tolist()]


def test_the_processor_time_of_a_process_is_read() -> None:
    assert stored.processor(os.getpid()) > 0


def test_a_small_measurement_is_not_written(capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["engine", "--quick", "--write"]) == 2
    assert command.main(["engine", "--only", "cel", "--write"]) == 2
    assert "tylko pełny pomiar" in capsys.readouterr().out


def test_the_fuzz_counts_verdicts_and_finds_no_difference(monkeypatch: pytest.MonkeyPatch) -> None:
    results = Results()
    fuzz.measure(results, 0.001)
    assert results.figures["fuzz"][OURS] > 0
    assert results.figures["fuzz differences"][OURS] == 0


def test_the_machine_is_described() -> None:
    assert {"date", "processor", "memory", "Python", "numpy", "Node"} <= set(machine.described())


def test_time_is_a_median_of_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[int] = []
    assert timing.milliseconds(lambda: calls.append(1), budget=0.001, runs=3) > 0
    assert len(calls) >= 5


def test_a_slow_call_is_made_four_times_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSOZ_BENCH_SCALE", "0")
    calls: list[int] = []
    timing.milliseconds(lambda: calls.append(1))
    assert len(calls) == 4


def test_a_verdict_that_differs_is_told() -> None:
    results = Results()
    case = {"checks": 4, "full": [{"violated": [1]}], "blank": [{"violated": [1, 2]}], "after": [3]}
    results.compare("same", {"violated": [[1]], "blank": [[2, 3]], "after": [3]}, case)
    results.compare("other", {"violated": [[1]], "blank": [[1, 2]], "after": []}, case)
    assert results.equal == {"same": "equal", "other": "DIFFERENT"}
    assert results.figures["blanks"] == {"same": 50, "other": 0}
    assert disagreement([], case) == 0


def test_the_table_tells_targets_misses_and_multiples() -> None:
    results = Results()
    results.take(OURS, {"keystroke": 0.01, "full": 4.0})
    results.take("other", {"keystroke": 0.1, "payload": 12_345, "version": "1.2"})
    lines = table.lines(results)
    assert lines[2].endswith("| ≤ 0.05 ms | 0.01 ms | ok | other 10 × (0.1 ms) |")
    assert "**missed**" in lines[3]
    assert lines[4].endswith("|  |  | other 12,345 B |")


def test_a_country_of_another_size_has_a_row_of_its_own() -> None:
    results = Results(figures={"country 7": {OURS: 0.5}})
    assert table.lines(results)[2] == "| country 7, other sizes |  | 0.5 s |  |  |"


def test_a_figure_of_a_country_is_told_by_processor_and_clock() -> None:
    results = Results()
    results.take("duckdb", {"country": {"30000": {"processor": 0.8, "clock": 0.5}}})
    assert results.figures == {"country 30000": {"duckdb": 0.8}, "country 30000, clock": {"duckdb": 0.5}}


def test_the_readme_keeps_its_text_around_the_results(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    readme = tmp_path / "README.md"
    readme.write_text(f"before\n{table.BEGIN}\nold\n{table.END}\nafter\n")
    monkeypatch.setattr(table, "README", readme)
    monkeypatch.setattr(table, "STORED", tmp_path / "results" / "engine.json")
    results = Results(machine={"date": "today"}, failed={"ODK": "no"}, equal={"cel": "equal"})
    table.write(results)
    text = readme.read_text()
    assert text.startswith("before\n")
    assert text.endswith("after\n")
    assert "old" not in text
    assert "**failed** ODK: no" in text
    assert json.loads((tmp_path / "results" / "engine.json").read_text())["equal"] == {"cel": "equal"}


def test_the_readme_has_a_place_for_the_results() -> None:
    text = table.README.read_text()
    assert text.index(table.BEGIN) < text.index(table.END)


def test_a_peer_that_fails_costs_its_own_figures_only(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run = runner.Run(tmp_path)

    def failing() -> None:
        raise RuntimeError("Traceback\n  somewhere\nKeyError: 'abs'\n   ^^^^\nNode.js v24\n")

    run.step("bad", failing)
    run.step("good", lambda: run.results.put("load", "good", 1.0))
    assert run.results.failed == {"bad": "RuntimeError: KeyError: 'abs'"}
    assert run.results.figures == {"load": {"good": 1.0}}
    assert "bad … failed: RuntimeError: KeyError: 'abs'" in capsys.readouterr().out


def test_a_driver_that_ends_badly_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runner, "PYTHON", Path(sys.executable))
    with pytest.raises(RuntimeError, match="No module named"):
        runner.Run(tmp_path).driver(runner.Peer("none", "none", "no_such_driver"))


@pytest.mark.parametrize("peer", [*runner.REPORTS, *runner.TABLES], ids=lambda peer: peer.of)
def test_every_driver_is_there(peer: runner.Peer) -> None:
    suffix = ".py" if peer.environment == "python" else ".mjs"
    assert (HERE / "drivers" / f"{peer.driver}{suffix}").is_file()
    assert str(NODE if suffix == ".mjs" else runner.PYTHON) == peer.command(Path("place"))[0]


def test_what_the_drivers_import_of_ours_is_there() -> None:
    sources = {path: path.read_text() for path in sorted((HERE / "drivers").glob("*.*"))}
    modules = {
        name for text in sources.values() for name in re.findall(r"^from (bench[\w.]+) import", text, re.MULTILINE)
    }
    scripts = {name for text in sources.values() for name in re.findall(r'from "\./([\w.]+)"', text)}
    assert len(modules) >= 3
    assert all((HERE.parents[1] / f"{name.replace('.', '/')}.py").is_file() for name in modules)
    assert scripts == {"asking.mjs"}
    assert (HERE / "drivers" / "asking.mjs").is_file()


def test_only_what_is_asked_for_is_run(tmp_path: Path) -> None:
    assert runner.Run(tmp_path, only="cel").wants("cel")
    assert not runner.Run(tmp_path, only="cel").wants("odk", "surveyjs")
    assert runner.Run(tmp_path).wants("odk")
    assert runner.Run(tmp_path, quick=True).sizes[-1] == runner.Run(tmp_path, quick=True).base


def test_unknown_names_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["nothing"]) == 2
    assert command.main(["engine", "--only", "nobody"]) == 2
    said = capsys.readouterr().out
    assert "Nieznany pomiar: nothing" in said
    assert "Nieznana część: nobody" in said


def test_the_lock_files_name_no_host_and_every_package_its_hash() -> None:
    locked = (HERE / "requirements.txt").read_text()
    modules = (HERE / "package-lock.json").read_text()
    assert "http" not in locked + modules
    assert all("--hash=sha256:" in part for part in locked.split("\n    \\\n") if "==" in part)
    assert all("integrity" in entry for name, entry in json.loads(modules)["packages"].items() if name)


def test_nothing_of_the_product_imports_the_peers() -> None:
    sources = Path(engine.__file__).parents[1] / "src"
    importing = re.compile(r"^\s*(from|import) (bench|datalogic_py|cel_expr_python|polars)\b", re.MULTILINE)
    assert not [path for path in sources.rglob("*.py") if importing.search(path.read_text())]
