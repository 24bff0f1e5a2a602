# SPDX-License-Identifier: EUPL-1.2
"""How a chapter of the language is written: a small table, expressions, what they say."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from engine.answers import Sheet
from engine.checks import CompiledForm, Context, check_reference
from engine.checks.examples import example_sheet, places
from engine.checks.findings import default_period
from engine.checks.grammar import parse
from engine.checks.labels import Labels
from engine.checks.phrases import POLISH
from engine.checks.reference import evaluate
from engine.checks.resolve import Resolver
from engine.checks.selection import Surroundings
from engine.checks.world import World
from engine.definitions import FormDefinition, load

HOLDS = "zachodzi"
FAILS = "nie zachodzi"
UNKNOWN = "nie wiadomo"
CODE_LISTS = {"kody": ("4000", "4500", "4501", "5100"), "zabiegowe": ("4500",)}
VERDICTS = {True: HOLDS, False: FAILS, None: UNKNOWN}


@dataclass(frozen=True)
class Case:
    """An expression and its verdict, or its value (a blank one: „brak”). In `foreach` one verdict for each place."""

    expression: str
    says: str
    foreach: str = ""
    why: str = ""


@dataclass(frozen=True)
class Chapter:
    """`columns` and `rows` are parts of the YAML file; `cells` what a person typed."""

    title: str
    text: str
    columns: tuple[str, ...]
    rows: tuple[str, ...]
    cells: Mapping[str, str]
    cases: tuple[Case, ...]
    dynamic: str = ""
    prior: Mapping[str, str] = field(default_factory=dict)
    forms: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    unit: Mapping[str, str | int] = field(default_factory=dict)


def form_of(chapter: Chapter, checks: tuple[tuple[str, str], ...] = ()) -> FormDefinition:
    lines = [
        "form: WZ",
        "edition: 2025",
        "title: Wzór",
        "reads: [MZ-88, MZ-89]",
        "sections:",
        "- code: d1",
        "  title: Dział",
        "  table:",
    ]
    lines += ["    columns:", *(f"    - {{{column}}}" for column in chapter.columns)]
    lines += ["    rows:", *(f"    - {{{row}}}" for row in chapter.rows)] if chapter.rows else []
    lines += [f"    dynamic: {chapter.dynamic}"] if chapter.dynamic else []
    lines += ["checks:"] if checks else []
    for number, (foreach, text) in enumerate(checks):
        loops = foreach or text.startswith("foreach")
        first = "" if loops else chapter.rows[0].partition(",")[0].removeprefix("code: ")
        rest = f"foreach: '{foreach}'" if foreach else f"target: 'd1[{first},k1]'" if first else "severity: error"
        lines.append(f"- {{id: C{number}, {rest}, check: '{text}'}}")
    return load("\n".join(lines), code_lists=CODE_LISTS)


def world_of(chapter: Chapter, definition: FormDefinition, compiled: CompiledForm) -> World:
    sheet = compiled.compute(example_sheet(definition, chapter.cells))
    context = Context(
        prior={1: example_sheet(definition, chapter.prior)} if chapter.prior else {},
        forms={symbol: Sheet(cells, {}) for symbol, cells in chapter.forms.items()},
        unit=chapter.unit,
    )
    return World(definition, sheet, context, default_period(definition))


def value_said(chapter: Chapter, case: Case) -> str:
    """Value of an expression that is not a condition."""
    definition = form_of(chapter)
    node = Resolver(definition, {}).value(parse(case.expression), Surroundings())
    return Labels(definition, POLISH).value(
        node, evaluate(node, world_of(chapter, definition, CompiledForm(definition, {})), {})
    )


def verdicts_said(chapter: Chapter, case: Case) -> tuple[str, list[bool]]:
    """Verdicts of the reference, and whether the program finds a violation, for each place."""
    compiled = CompiledForm(form_of(chapter, ((case.foreach, case.expression),)), {})
    world = world_of(chapter, compiled.definition, compiled)
    found = compiled.violated(world.sheet, world.context)
    said, violated = [], []
    for instance in compiled.instances:
        for rows in places(world, instance):
            said.append(VERDICTS[check_reference(instance.tree, world, rows)])
            violated.append(instance.key(rows) in found)
    return ", ".join(said), violated


def is_verdict(case: Case) -> bool:
    return set(case.says.split(", ")) <= set(VERDICTS.values())
