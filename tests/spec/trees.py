# SPDX-License-Identifier: EUPL-1.2
"""What becomes of an expression: its typed tree, the page's, generated code; for the manual and all sentences."""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from engine.checks import CompiledForm
from engine.checks.browser import browser_form
from engine.checks.examples import places
from engine.checks.grammar import parse
from engine.checks.lowered import Lowering
from engine.checks.phrases import Language
from engine.checks.resolve import Resolver
from engine.checks.selection import Surroundings
from engine.checks.tree import to_json
from engine.checks.words import Telling
from engine.checks.world import world_of
from tests.spec.cases import Case, Chapter, form_of, is_verdict
from tests.spec.chapters import CHAPTERS
from tests.spec.corners import CONTEXT, SHEET, cases, form_with
from tests.spec.generated import of_form, of_value
from tests.unit.engine.forms import READING, definition

FOLDER = Path(__file__).resolve().parent / "trees"
SENTENCES = Path(__file__).resolve().parents[1] / "unit/engine/sentences.txt"
MANUAL = {f"{chapter.title}: {case.expression}": (chapter, case) for chapter in CHAPTERS for case in chapter.cases}
CORNERS = {" ".join(part for part in case if part): case for case in cases()}
LANGUAGES: Sequence[Language] = ("pl", "en")
TOLD = [block.splitlines()[0] for block in SENTENCES.read_text(encoding="utf-8").split("\n\n")[1:]]


def documents() -> Mapping[str, str]:
    """Files of tests/spec/trees and their texts."""
    manual = (f"# {name}\n{of_manual(*MANUAL[name])}\n" for name in MANUAL)
    return {
        "manual.txt": "\n".join(manual),
        "corners.txt": "\n".join(f"# {name}\n{of_corner(*CORNERS[name])}\n" for name in CORNERS),
        "sentences.txt": "\n".join(f"# {one}\n{of_sentence(one)}\n" for one in TOLD),
    }


def approved(group: str) -> Mapping[str, str]:
    """What is approved, by the expression."""
    parts = (FOLDER / f"{group}.txt").read_text(encoding="utf-8").removeprefix("# ").split("\n# ")
    return {name: said.rstrip("\n") for name, _, said in (part.partition("\n") for part in parts)}


def of_manual(chapter: Chapter, case: Case) -> str:
    """An expression of the manual; of one that is a value the tree alone."""
    if is_verdict(case):
        compiled = CompiledForm(form_of(chapter, ((case.foreach, case.expression),)), {})
        return "\n".join([*_of_check(compiled), *of_form(compiled)])
    form = form_of(chapter)
    node = Resolver(form, {}).value(parse(case.expression), Surroundings())
    return "\n".join([_written(to_json(node)), _written(Lowering().value(node)), *of_value(form, node)])


def of_corner(loop: str, text: str) -> str:
    """A check of corners.py."""
    compiled = CompiledForm(form_with(loop, text), {})
    return "\n".join([*_of_check(compiled), *_told(compiled), *of_form(compiled)])


def of_sentence(check: str) -> str:
    """A check of tests/unit/engine/sentences.txt."""
    quoted = check.replace('"', '\\"')
    return "\n".join(_of_check(CompiledForm(definition(f'\n- {{id: A, check: "{quoted}"}}', READING), {})))


def _of_check(compiled: CompiledForm) -> list[str]:
    """The first place of a check and the last."""
    pages = browser_form(compiled)["checks"]
    lines = [f"{len(pages)} of level {pages[0][-1]}, computed cells before: {len(compiled.computed)}"]
    for number in dict.fromkeys((0, len(pages) - 1)):
        instance = compiled.instances[number]
        lines += [f"at {instance.target.address}", _written(to_json(instance.tree)), _written(pages[number][1:])]
    return lines


def _told(compiled: CompiledForm) -> Iterator[str]:
    """What a check demands, and what it would say of a sheet in the last of its places; Polish and English."""
    instance = compiled.instances[-1]
    sheet = compiled.compute(SHEET)
    world = world_of(compiled.definition, sheet, CONTEXT)
    for language in LANGUAGES:
        yield compiled.demands(language)["A"]
        telling = Telling(instance, compiled.labels(language), compiled.resolver)
        yield telling.finding(world, next(places(world, instance))).message


def _written(tree: object) -> str:
    return json.dumps(tree, ensure_ascii=False)
