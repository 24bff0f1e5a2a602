# SPDX-License-Identifier: EUPL-1.2
"""The feature forms: each does what its examples say, and together they show everything the engine can do."""

from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from engine.answers import carry_over
from engine.checks import run_examples
from engine.checks.examples import example_sheet
from engine.checks.reference import MEANINGS
from engine.checks.resolve import FUNCTIONS, PERIOD_FIELDS
from engine.checks.tree import Node, walk
from engine.definitions import crosswalk_problems
from engine.definitions.schema import json_schema
from engine.publication import problems
from tests.factories import features

WAITS = {"MZ-88"}  # what 05 reads is not here: its numbers are taken for whole ones


@pytest.mark.parametrize("name", features.NAMES)
def test_a_feature_form_does_what_its_examples_say(name: str) -> None:
    compiled, others = features.compiled(name), features.others(name)
    assert set(others) | WAITS >= set(compiled.definition.beside)
    results = run_examples(compiled, others)
    assert len(results) == 2 * len(compiled.definition.checks)
    assert [result for result in results if not result.ok] == []


@pytest.mark.parametrize("name", features.NAMES)
def test_a_feature_form_passes_the_gate_with_proofs(name: str) -> None:
    assert problems(features.feature(name), features.others(name), features.earlier(name)) == ()


@pytest.mark.parametrize("name", features.NAMES)
def test_a_feature_form_says_in_its_second_comment_what_it_shows(name: str) -> None:
    lines = features.text(name).splitlines()
    assert lines[2].startswith("# ")
    assert lines[2].endswith(".")
    assert len(lines) < 80


def test_forms_and_editions_are_there_once() -> None:
    editions = [(form.form, form.edition) for form in features.features()]
    assert len(set(editions)) == len(editions) >= 17


def keys(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from value
        for inside in value.values():
            yield from keys(inside)
    elif isinstance(value, list):
        for inside in value:
            yield from keys(inside)


def declared(schema: Any) -> Iterator[str]:
    """Every key the published schema of form files knows."""
    if isinstance(schema, dict):
        properties = schema.get("properties")
        if isinstance(properties, dict):
            yield from properties
        for inside in schema.values():
            yield from declared(inside)
    elif isinstance(schema, list):
        for inside in schema:
            yield from declared(inside)


def test_every_key_of_a_form_file_is_shown() -> None:
    shown = {key for name in features.NAMES for key in keys(yaml.safe_load(features.text(name)))}
    assert sorted(set(declared(json_schema())) - shown) == []


@pytest.mark.parametrize(
    ("key", "values"),
    [
        ("kind", {"nonfinancial", "financial", "card"}),
        ("subject", {"general", "psychiatry", "addiction"}),
        ("period", {"year", "half_year", "quarter", "event"}),
        ("severity", {"error", "warning"}),
    ],
)
def test_what_a_key_may_say_is_shown(key: str, values: set[str]) -> None:
    forms = features.features()
    found = {getattr(form, key, None) for form in forms} | {
        getattr(check, key, None) for form in forms for check in form.checks
    }
    assert values <= found


def trees() -> Iterator[Node]:
    for name in features.NAMES:
        compiled = features.compiled(name)
        yield from (instance.tree for instance in compiled.instances)
        yield from (formula.tree for formula in compiled.computed)


def test_every_operation_of_the_language_is_shown() -> None:
    shown = {part.op for tree in trees() for part in walk(tree)}
    loops = {"each", "when"}  # of aggregates: they have no meaning alone
    assert sorted((set(MEANINGS) | loops) - shown) == []


def test_every_function_and_field_of_the_language_is_written() -> None:
    written = " ".join(features.text(name) for name in features.NAMES)
    calls = [f"{name}(" for name in FUNCTIONS] + [f"period.{name}" for name in PERIOD_FIELDS]
    words = [" where ", " within ", " in (", "in list(", "this.", " or ", " and ", "not ", "=>", "foreach ", "|", ".."]
    assert [part for part in (*calls, *words, "unit.") if part not in written] == []


def test_a_crosswalk_between_feature_forms_is_total_and_moves_added_rows() -> None:
    now, before = features.feature("15-crosswalk"), features.earlier("15-crosswalk")
    assert before
    assert crosswalk_problems(now, before) == ()
    cells = {"d1.w01.k2": "1,5", "d1.w02.k2": "2,0", "d1.w03.k1": "9", "d2.r1.nazwa": "A", "d2.r1.k1": "4"}
    sheet = carry_over(now, before, example_sheet(before, cells))
    assert sheet.cells == {"d1.w05.k2": 350, "d3.r1.oddzial": "A", "d3.r1.k1": 4}


def test_a_form_that_extends_another_has_its_parts_in_their_places() -> None:
    form, base = features.feature("16-extends"), features.feature("01-fixed-table")
    table = form.section("d1").table
    assert [row.code for row in table.rows] == ["w00", "w01", "w02", "w04"]
    assert [column.code for column in table.columns] == ["k1", "k4", "k2", "k3"]
    assert [check.id for check in form.checks] == ["F16-1", "F01-1"]
    assert form.section("d1").note == base.section("d1").note
