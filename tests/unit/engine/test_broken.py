# SPDX-License-Identifier: EUPL-1.2
"""Each feature misused once: refused with file, line and reason, with the name that was meant, never a traceback."""

import pytest
from jsonschema import Draft7Validator

from engine.checks import CompiledForm
from engine.definitions import DefinitionError, Problem, load
from engine.definitions.schema import json_schema
from engine.definitions.source import read_yaml
from engine.publication.named import named_problems
from tests.unit.engine import forms
from tests.unit.engine.broken.expressions import CHECKS, COMPUTED, LOOPS, MESSAGES, TARGETS, Wrong
from tests.unit.engine.broken.files import FILES
from tests.unit.engine.broken.form import FORM, LISTS, Broken
from tests.unit.engine.broken.named import EDITIONS, NAMED, no_other

SCHEMA = Draft7Validator(json_schema())


def problems(text: str) -> tuple[Problem, ...]:
    with pytest.raises(DefinitionError) as caught:
        CompiledForm(load(text, path="mz-29.yaml", code_lists=LISTS), {})
    return caught.value.problems


def test_the_form_itself_is_right() -> None:
    CompiledForm(load(FORM, path="mz-29.yaml", code_lists=LISTS), {})
    assert SCHEMA.is_valid(read_yaml(FORM, "").data)
    assert len(FILES) >= 100


@pytest.mark.parametrize("broken", FILES.values(), ids=FILES.keys())
def test_a_broken_file_is_refused_at_its_line(broken: Broken) -> None:
    found = [problem for problem in problems(broken.text) if broken.words in problem.message]
    assert found, [str(problem) for problem in problems(broken.text)]
    assert (found[0].path, found[0].line) == ("mz-29.yaml", broken.line)
    assert f"Czy chodzi o „{broken.near}”?" in found[0].message or not broken.near


@pytest.mark.parametrize("broken", FILES.values(), ids=FILES.keys())
def test_one_mistake_is_told_once(broken: Broken) -> None:
    told = problems(broken.text)
    assert len({(problem.line, problem.message) for problem in told}) == len(told) <= 2


@pytest.mark.parametrize("broken", NAMED.values(), ids=NAMED.keys())
def test_what_is_named_and_is_not_there_is_refused_at_its_line(broken: Broken) -> None:
    (found,) = _named(broken.text)
    assert broken.words in found.message
    assert (found.path, found.line) == ("mz-29.yaml", broken.line)
    assert found.message.endswith(f"Czy chodzi o „{broken.near}”?" if broken.near else ".")


def _named(text: str) -> tuple[Problem, ...]:
    try:
        definition = load(text, path="mz-29.yaml", code_lists=LISTS, read=no_other)
    except DefinitionError as error:
        return error.problems
    return tuple(named_problems(definition, {}, None, lambda: EDITIONS))


def test_all_that_the_form_names_is_there() -> None:
    assert _named(FORM) == ()


SEEN = {name: broken for name, broken in FILES.items() if broken.seen}


@pytest.mark.parametrize("broken", SEEN.values(), ids=SEEN.keys())
def test_an_editor_sees_it_too(broken: Broken) -> None:
    assert not SCHEMA.is_valid(read_yaml(broken.text, "").data)


# expressions


def told(checks: str, form: str = forms.FORM) -> Problem:
    with pytest.raises(DefinitionError) as caught:
        CompiledForm(forms.definition(checks, form), {})
    return caught.value.problems[0]


def block(text: str) -> str:
    """An expression as a block of the file, line by line."""
    return "|-\n    " + text.replace("\n", "\n    ")


def agrees(found: Problem, wrong: Wrong) -> None:
    assert wrong.words in found.message
    assert f"Czy chodzi o „{wrong.near}”?" in found.message or not wrong.near
    shown = found.message.splitlines()
    assert f"(wiersz {wrong.line}, znak {wrong.column})" in shown[0]
    assert shown[-1].index("^") == wrong.column + 1


@pytest.mark.parametrize("wrong", CHECKS.values(), ids=CHECKS.keys())
def test_a_broken_check_is_shown_where_it_breaks(wrong: Wrong) -> None:
    found = told(f"\n- id: A\n  foreach: r in d2.rows\n  check: {block(wrong.text)}\n")
    assert found.where == "checks[0].check"
    agrees(found, wrong)


@pytest.mark.parametrize("wrong", LOOPS.values(), ids=LOOPS.keys())
def test_a_broken_loop_is_shown_where_it_breaks(wrong: Wrong) -> None:
    found = told(f"\n- id: A\n  check: d2[r,k1] > 0\n  foreach: {block(wrong.text)}\n")
    assert found.where.startswith("checks[0].foreach")
    agrees(found, wrong)


@pytest.mark.parametrize("wrong", MESSAGES.values(), ids=MESSAGES.keys())
def test_a_broken_message_is_shown_where_it_breaks(wrong: Wrong) -> None:
    found = told(f"\n- id: A\n  foreach: r in d2.rows\n  check: d2[r,k1] > 0\n  message: {block(wrong.text)}\n")
    assert found.where == "checks[0].message"
    agrees(found, wrong)


@pytest.mark.parametrize("wrong", TARGETS.values(), ids=TARGETS.keys())
def test_a_broken_target_is_shown_where_it_breaks(wrong: Wrong) -> None:
    found = told(f"\n- id: A\n  foreach: r in d2.rows\n  check: d2[r,k1] > 0\n  target: {block(wrong.text)}\n")
    assert found.where == "checks[0].target"
    agrees(found, wrong)


@pytest.mark.parametrize("wrong", COMPUTED.values(), ids=COMPUTED.keys())
def test_a_broken_formula_is_shown_where_it_breaks(wrong: Wrong) -> None:
    quoted = wrong.text.replace('"', '\\"')
    found = told("", forms.FORM.replace("d2[., k1] + d2[., k2]", quoted))
    assert found.where == "sections[1].table.columns[3].computed"
    assert wrong.words in found.message


def test_a_message_is_understood_in_every_place_of_its_check() -> None:
    loop = "foreach: 'r in d1.rows[w01..w03]'"
    found = told(f"\n- id: A\n  {loop}\n  check: filled(d1[r,k1])\n  message: 'Jest {{d1[r,k1]}} i {{d2[r,k1]}}.'\n")
    assert (found.where, found.message.splitlines()[0]) == (
        "checks[0].message",
        "Dział 2 nie ma w02. (wiersz 1, znak 4)",
    )


CIRCLE = """
form: F
edition: 2025
title: Formularz
sections:
- code: d1
  title: Dział
  table:
    columns:
    - {code: k1, computed: "d1[., k2]"}
    - {code: k2, computed: "d1[., k3]"}
    - {code: k3, computed: "d1[., k4]"}
    - {code: k4, computed: "d1[., k3]"}
    rows: [{code: w01}]
"""


def test_a_circle_is_told_without_the_way_into_it() -> None:
    with pytest.raises(DefinitionError) as caught:
        CompiledForm(load(CIRCLE), {})
    (found,) = caught.value.problems
    assert found.message == "Pola wyliczane zależą od siebie w kółko: d1.w01.k3 → d1.w01.k4 → d1.w01.k3."
    assert (found.where, found.line) == ("sections[0].table.columns[2].computed", 12)
