# SPDX-License-Identifier: EUPL-1.2
"""What is measured: the form of bench/engine.py, reports of it filled and spoilt, and ours' verdict on each."""

import json
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from bench.engine import sheet_of, text
from bench.peers import languages
from engine.answers import Sheet
from engine.checks import CompiledForm, Context
from engine.checks.tree import to_json
from engine.definitions import load

Pair = tuple[Sheet, Sheet]  # this year's report and last year's


@dataclass
class Case:
    """A form, its checks as trees, and reports to try them on."""

    compiled: CompiledForm
    full: list[Pair] = field(default_factory=list)
    blank: list[Pair] = field(default_factory=list)

    @property
    def trees(self) -> list[Any]:
        return [to_json(instance.tree) for instance in self.compiled.instances]

    @property
    def cells(self) -> list[str]:
        return [address.replace(".", "_") for address in self.compiled.definition.addresses]

    @property
    def before(self) -> list[str]:
        read = {name for tree in self.trees for name in languages.names(tree)}
        return sorted(name for name in read if name.startswith("p_"))

    def verdict(self, pair: Pair) -> list[int]:
        """Numbers of the violated checks, by our server's program."""
        numbers = {instance.check.id: number for number, instance in enumerate(self.compiled.instances)}
        return [numbers[key] for key in self.compiled.violated(pair[0], Context(prior={1: pair[1]}))]

    def keystrokes(self) -> list[tuple[str, int]]:
        """What a person types into the clean report: two hundred cells, some of them wrong."""
        random = Random(5)
        chosen = random.sample(self.compiled.definition.addresses, 200)
        return [(address, int(self.full[0][0].cells[address]) + random.choice((0, 0, 0, 1, 40))) for address in chosen]

    def typed(self) -> Pair:
        """The clean report after all keystrokes."""
        now, last = self.full[0]
        return now.with_cells(dict(self.keystrokes())), last

    def flat(self, pair: Pair) -> dict[str, int]:
        """A report and what its checks read of last year's, as one map."""
        now = {address.replace(".", "_"): int(value) for address, value in pair[0].cells.items()}
        last = {f"p_{address.replace('.', '_')}": int(value) for address, value in pair[1].cells.items()}
        return now | {name: last[name] for name in self.before if name in last}

    def write(self, place: Path) -> None:
        """The case as the drivers read it, and each language's rules."""
        trees, cells, before = self.trees, self.cells, self.before
        reads = [languages.names(tree) for tree in trees]
        written = {
            "case": {
                "cells": cells,
                "before": before,
                "checks": len(trees),
                "readers": {name: [n for n, read in enumerate(reads) if name in read] for name in cells},
                "full": [{"answers": self.flat(pair), "violated": self.verdict(pair)} for pair in self.full],
                "blank": [{"answers": self.flat(pair), "violated": self.verdict(pair)} for pair in self.blank],
                "keystrokes": [(address.replace(".", "_"), value) for address, value in self.keystrokes()],
                "after": self.verdict(self.typed()),
            },
            "datalogic": [languages.jsonlogic(tree) for tree in trees],
            "jsonlogic": [languages.jsonlogic(tree, absolute=False) for tree in trees],
            "cel": [languages.CEL(tree) for tree in trees],
            "surveyjs": [languages.SURVEYJS(tree) for tree in trees],
            "odk": languages.xform(trees, cells, before),
            "duckdb": [languages.DUCKDB(tree) for tree in trees],
            "polars": [languages.POLARS(tree) for tree in trees],
        }
        for name, content in written.items():
            (place / f"{name}.json").write_text(json.dumps(content, separators=(",", ":")))


def reports(compiled: CompiledForm, full: int = 12, blank: int = 12) -> Case:
    """One clean report, spoilt ones, and ones with a quarter of their cells blank."""
    random, definition = Random(3), compiled.definition
    case = Case(compiled)
    clean = sheet_of(definition, random)
    case.full.append((clean, clean))
    case.full += [(sheet_of(definition, random, 0.02), sheet_of(definition, random)) for _ in range(full - 1)]
    for _ in range(blank):
        pair = (sheet_of(definition, random, 0.02), sheet_of(definition, random))
        now, last = (_thinned(sheet, random) for sheet in pair)
        case.blank.append((now, last))
    return case


def _thinned(sheet: Sheet, random: Random) -> Sheet:
    return Sheet({address: value for address, value in sheet.cells.items() if random.random() > 0.25}, {})


def benchmark_case(full: int = 12, blank: int = 12) -> Case:
    return reports(CompiledForm(load(text()), {}), full, blank)


@cache
def large_text(tables: int = 1_000) -> str:
    """A form of 20,000 cells and 5,000 checks."""
    lines = ["form: LARGE", "edition: 2025", "title: Duży", "sections:"]
    columns = ", ".join(f"{{code: k{c}, title: Kolumna {c}}}" for c in range(1, 5))
    rows = ", ".join(f"{{code: w{r}, title: Wiersz {r}}}" for r in range(1, 6))
    lines += [
        f"- {{code: t{n}, title: Tabela, table: {{columns: [{columns}], rows: [{rows}]}}}}" for n in range(tables)
    ]
    lines.append("checks:")
    for n in range(tables):
        texts = [f"t{n}[w1,k{c}] = sum(t{n}[w2..w4,k{c}])" for c in range(1, 5)] + [f"t{n}[w5,k1] <= t{n}[w2,k1]"]
        lines += [f"- {{id: R{n}-{m}, severity: error, check: '{text}'}}" for m, text in enumerate(texts)]
    return "\n".join(lines)


def write_large(place: Path, tables: int = 1_000) -> None:
    """The large form's rules, for those that load rules alone."""
    compiled = CompiledForm(load(large_text(tables)), {})
    trees = [to_json(instance.tree) for instance in compiled.instances]
    written = {
        "cells": [address.replace(".", "_") for address in compiled.definition.addresses],
        "datalogic": [languages.jsonlogic(tree) for tree in trees],
        "jsonlogic": [languages.jsonlogic(tree, absolute=False) for tree in trees],
        "cel": [languages.CEL(tree) for tree in trees],
    }
    (place / "large.json").write_text(json.dumps(written, separators=(",", ":")))
