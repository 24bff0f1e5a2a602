# SPDX-License-Identifier: EUPL-1.2
"""What the engine makes of a few forms, in full: trees, those of the page, demands and findings in both languages,
what the examples say of each check, what the page is given of them, which checks a change touches.

A change of the engine shows here as a difference to be read and approved; nothing it says can change unnoticed.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from engine.answers import Sheet
from engine.checks import CompiledForm, Finding, compile_form
from engine.checks.browser import browser_context, browser_form
from engine.checks.examples import situation, verdicts
from engine.checks.instances import Instance
from engine.checks.touched import readers
from engine.checks.tree import to_json
from engine.definitions import Example, FormDefinition, load
from tests.spec.generated import digest, of_form

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "tests/spec/approved"
SHOWN = 3  # places of a check, findings of an empty sheet
LONGEST = 300
SHORT = 60  # lines of code that are worth reading
REAL = ("mz-24", "mz-29", "mz-30", "mz-89", "mz-szp-11b")


def documents() -> Mapping[str, str]:
    """Files of tests/spec/approved and their texts."""
    return {f"{path.stem}.txt": told(path) for path in approved_forms()}


def told(path: Path) -> str:
    """All that is approved of one form."""
    return "\n".join(_told(path)) + "\n"


def approved_forms() -> list[Path]:
    """All feature forms, and some of the real ones."""
    return [*sorted(ROOT.glob("forms/features/*.yaml")), *(ROOT / f"forms/2025/{name}.yaml" for name in REAL)]


@lru_cache
def form(path: Path) -> FormDefinition:
    """A form without code lists: every code that fits is taken."""
    return load(path.read_text(encoding="utf-8"), path=path.name, read=lambda name: _beside(path, name))


def _beside(path: Path, name: str) -> str:
    return (path.parent / name).read_text(encoding="utf-8")


def _told(path: Path) -> Iterator[str]:
    definition = form(path)
    others = {known.form: known for known in map(form, approved_forms()) if known.form in definition.reads}
    compiled = compile_form(definition, others)
    definition = compiled.definition
    yield f"{definition.form} {definition.edition}: {definition.title}"
    yield f"reads {sorted(compiled.needs.prior)} {sorted(compiled.needs.forms)} {sorted(compiled.needs.unit)}"
    page = browser_form(compiled)
    yield f"digest {page['digest']}"
    yield from (f"{one.at.address} := {_short(to_json(one.tree))}" for one in compiled.computed)
    polish, english = compiled.demands("pl"), compiled.demands("en")
    trees: dict[str, list[object]] = {}
    for tree in compiled.trees["checks"]:  # type: ignore[attr-defined]  # lists of plain values
        trees.setdefault(tree[0], []).append(tree[1:])
    lowered: dict[str, list[object]] = {}
    for one in page["checks"]:
        lowered.setdefault(one[0], []).append(one[1:])
    for check in definition.checks:
        yield f"\n# {check.id}\n{polish[check.id]}\n{english[check.id]}"
        yield from map(_short, trees[check.id][:SHOWN])
        yield from (f"page {_short(one)}" for one in lowered[check.id][:SHOWN])
        if check.examples:
            for example in (check.examples.passing, check.examples.failing):
                yield f"  {_counted(verdicts(compiled, check, example, others))}"
                yield f"  given {_short(browser_context(compiled, *situation(compiled, example, others)))}"
            yield from _found(compiled, check.id, check.examples.failing, others)
    yield f"\npage cells {_short(page['cells'])} keys {page['keys']} lists {_short(page['lists'])}"
    yield from (f"page {_short(one)}" for one in page["computed"][:SHOWN])
    yield from _touched(compiled)
    yield "\nempty:"
    yield from map(_line, compiled.verify(Sheet.empty())[:SHOWN])
    yield from map(_line, compiled.verify(Sheet.empty(), language="en")[:SHOWN])
    code = [*of_form(compiled)]
    yield from ["\ngenerated:", *code] if len(code) <= SHORT else [f"\ngenerated: {digest(code)}"]


def _counted(found: tuple[bool | None, ...]) -> str:
    """How often a check holds, does not, is not known."""
    return f"holds {found.count(True)}, does not {found.count(False)}, unknown {found.count(None)}"


def _touched(compiled: CompiledForm) -> Iterator[str]:
    """Which checks follow from a cell, or from rows that come or go."""
    definition, known = compiled.definition, readers(compiled)
    added = (f"{code}.r1.{column}" for code, columns in definition.added.items() for column in columns)
    for address in [*list(definition.cells)[:SHOWN], *added]:
        yield f"touched by {address}: {_ids(known.of_cells([address]))}"
    for section in definition.added:
        yield f"touched by rows of {section}: {_ids(known.of_rows(section))}"


def _ids(instances: tuple[Instance, ...]) -> str:
    return " ".join(dict.fromkeys(instance.check.id for instance in instances))


def _found(compiled: CompiledForm, check: str, example: Example, others: Mapping[str, FormDefinition]) -> Iterator[str]:
    sheet, context = situation(compiled, example, others)
    polish, english = compiled.verify(sheet, context), compiled.verify(sheet, context, "en")
    for finding, same in zip(polish, english, strict=True):
        if finding.check == check:
            yield f"{_line(finding)}\n    {same.message}"


def _short(tree: object) -> str:
    """A tree on one line; of a very long one the beginning and its digest."""
    text = json.dumps(tree, ensure_ascii=False)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}… {hashlib.sha256(text.encode()).hexdigest()}"


def _line(finding: Finding) -> str:
    read = " ".join(f"{address}={value}" for address, value in finding.cells)
    head = f"  {finding.key} {finding.severity} {finding.level} {finding.target} [{read}] {finding.explain or ''}"
    return f"{head.rstrip()}\n    {finding.message}"
