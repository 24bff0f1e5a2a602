# SPDX-License-Identifier: EUPL-1.2
"""Each feature misused once: refused with file, line and reason, with the name that was meant, never a traceback."""

import pytest
from jsonschema import Draft7Validator

from engine.checks import CompiledForm
from engine.definitions import DefinitionError, Problem, load
from engine.definitions.schema import json_schema
from engine.definitions.source import read_yaml
from tests.unit.engine.broken.files import FILES, FORM, LISTS, Broken

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


SEEN = {name: broken for name, broken in FILES.items() if broken.seen}


@pytest.mark.parametrize("broken", SEEN.values(), ids=SEEN.keys())
def test_an_editor_sees_it_too(broken: Broken) -> None:
    assert not SCHEMA.is_valid(read_yaml(broken.text, "").data)
