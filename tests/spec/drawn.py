# SPDX-License-Identifier: EUPL-1.2
"""What is made of checks drawn at random. The same numbers draw the same checks and sheets."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from random import Random

from engine.checks import CompiledForm
from engine.checks.browser import browser_context, browser_form
from engine.checks.examples import places
from engine.checks.reference import check_reference
from engine.checks.tree import to_json
from engine.checks.world import world_of
from tests.generative.expressions import Expressions, Sheets, with_checks
from tests.spec.generated import of_form

FOLDER = Path(__file__).resolve().parent / "drawn"
SEEDS = range(30)
CHECKS = 4
LONGEST = 240
SIGNS = {True: "+", False: "-", None: "?"}


def documents() -> Mapping[str, str]:
    """Files of tests/spec/drawn and their texts."""
    return {f"{seed:02}.txt": told(seed) for seed in SEEDS}


def told(seed: int) -> str:
    """Some checks, their trees and sentences, and what a sheet is told."""
    return "\n".join(_told(Random(seed))) + "\n"


def _told(random: Random) -> Iterator[str]:
    loops = [number % 2 == 1 for number in range(CHECKS)]
    checks = [("r in d2.rows" if loop else "", Expressions(random, loop).condition(2)) for loop in loops]
    compiled = CompiledForm(with_checks(checks), {})
    drawn = Sheets(random)
    sheet, context = compiled.compute(drawn.sheet()), drawn.context()
    world = world_of(compiled.definition, sheet, context)
    polish, english = dict(compiled.demands("pl")), dict(compiled.demands("en"))
    pages = browser_form(compiled)["checks"]
    for instance, page in zip(compiled.instances, pages, strict=True):
        verdicts = [check_reference(instance.tree, world, rows) for rows in places(world, instance)]
        yield f"# {instance.check.check}"
        yield _short(polish.pop(instance.check.id, "as above"))
        yield _short(english.pop(instance.check.id, "as above"))
        yield f"{instance.target.address} {_short(json.dumps(to_json(instance.tree)))}"
        yield f"{''.join(SIGNS[one] for one in verdicts)} {_short(json.dumps(page))}"
    for language in ("pl", "en"):
        for finding in compiled.verify(sheet, context, language):
            yield f"{finding.key} {finding.level} {finding.target} {_short(finding.message)}"
            yield f"  {_short(json.dumps(finding.cells))}"
    yield _short(json.dumps(browser_context(compiled, sheet, context), sort_keys=True))
    yield from map(_short, of_form(compiled))


def _short(text: str) -> str:
    """A text, or of a long one the beginning and its digest."""
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}… {hashlib.sha256(text.encode()).hexdigest()[:16]}"
