# SPDX-License-Identifier: EUPL-1.2
"""Our figures for the same rows: the server's program, the page's script under Node, the country, the fuzz."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from bench.peers.case import Case, large_text
from bench.peers.timing import milliseconds, pace
from engine.answers import Sheet
from engine.checks import CompiledForm, Context
from engine.checks.browser import browser_context, browser_form
from engine.checks.findings import default_period
from engine.checks.grammar import _parse
from engine.checks.world import World
from engine.definitions import load

SCRIPT = Path(__file__).parents[2] / "src/ssoz/www/reporter/static/reporter/checks.js"


def write(case: Case, place: Path) -> None:
    """What our page is given, for the driver under Node."""
    compiled = case.compiled
    situations = {
        name: [browser_context(compiled, now, Context(prior={1: last})) for now, last in pairs]
        for name, pairs in (("full", case.full), ("blank", case.blank))
    }
    (place / "ours.json").write_text(json.dumps({"form": browser_form(compiled), **situations}, separators=(",", ":")))


def server(case: Case, written: str, large: bool = True) -> dict[str, Any]:
    compiled = case.compiled
    (now, last), (spoilt, before) = case.full[:2]
    vectors = compiled.layout.load(
        World(compiled.definition, now, Context(prior={1: last}), default_period(compiled.definition))
    )
    sent, context = json.dumps(spoilt.to_json()), Context(prior={1: before})
    clean, calm = json.dumps(now.to_json()), Context(prior={1: last})
    return {
        "pace": pace(),
        "checks": milliseconds(lambda: compiled.program.violations(vectors)),
        "pace, after": pace(),
        "report": milliseconds(lambda: compiled.violated(now, Context(prior={1: last}))),
        "json": milliseconds(lambda: compiled.violated(Sheet.loads(sent), context)),
        "findings": milliseconds(lambda: compiled.verify(Sheet.loads(sent), context)),
        "findings, clean": milliseconds(lambda: compiled.verify(Sheet.loads(clean), calm)),
        "load": milliseconds(lambda: anew(written)),
    } | ({"large": milliseconds(lambda: anew(large_text()), runs=3)} if large else {})


def anew(written: str) -> CompiledForm:
    """Loaded and compiled as if for the first time."""
    _parse.cache_clear()
    return CompiledForm(load(written), {})


def limit(packed: npt.NDArray[np.int64]) -> float:
    """Reading the packed answers once, in seconds: nobody can be faster."""
    return milliseconds(lambda: np.add.reduce(packed, axis=None)) / 1000
