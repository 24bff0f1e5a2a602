# SPDX-License-Identifier: EUPL-1.2
"""A form with odd values in odd places, alone or on top of another one: it loads, or says why not at a line."""

import copy
from random import Random
from typing import Any

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.answers import Sheet, carry_over
from engine.checks import CompiledForm
from engine.definitions import DefinitionError, FormDefinition, crosswalk_problems, load, standalone
from engine.definitions.source import read_yaml
from tests.unit.engine.broken.form import FORM, LISTS

CONTENT = read_yaml(FORM, "").data
ODD: tuple[Any, ...] = (None, [], {}, [None], [[]], {"a": 1}, {"code": None}, {"kind": "int"}, {"pl": []}, ["a", "a"])
ODD += (-1, 0, 10**30, True, False, "", "x", "d1", "k1", "r1", "*", "a b", "a|b", "|", "[", "[!", "(?", "\\", "{", "{{")
ODD += (
    "NaN",
    "1e400",
    "ż" * 50,
    "\n",
    "2025-02-30",
    "dec(9)",
    "code",
    "text",
    "<<",
    "d2[r,k1] > 0",
    "d1[w01,k1]",
    "[.,.]",
)
KEYS = (
    "code",
    "table",
    "fields",
    "type",
    "min",
    "max",
    "list",
    "where",
    "scale",
    "computed",
    "after",
    "extends",
    "remove",
)
KEYS += ("kind", "dims", "group", "closed", "target", "message", "foreach", "examples", "symbol")
REMOVED = ("d1", "d2[*,k1]", "d1[w01,*]", "d3.plec", "29-01", "x", "")
Path = tuple[str | int, ...]


def paths(node: Any, at: Path = ()) -> list[Path]:
    """All places inside a document."""
    items = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    return [place for key, value in items for place in ((*at, key), *paths(value, (*at, key)))]


PLACES = paths(CONTENT)


def inside(node: Any, path: Path) -> Any:
    for key in path:
        node = node[key]
    return node


def odd(random: Random) -> dict[str, Any]:
    """The form with one to three places spoilt."""
    form = copy.deepcopy(CONTENT)
    for _ in range(random.randint(1, 3)):
        path = random.choice(PLACES)
        try:
            spoil(random, inside(form, path[:-1]), path[-1])
        except (KeyError, IndexError, TypeError):
            continue  # an earlier stroke took the place away
    return form


def spoil(random: Random, node: Any, key: Any) -> None:
    stroke = random.random()
    if stroke < 0.6:
        node[key] = copy.deepcopy(random.choice(ODD))
    elif stroke < 0.75:
        del node[key]
    elif stroke < 0.85 and isinstance(node, dict):
        node[random.choice(KEYS)] = copy.deepcopy(random.choice(ODD))
    elif isinstance(node, list) and node:
        node.insert(0, copy.deepcopy(random.choice(node)))
    else:
        node[key] = copy.deepcopy(inside(CONTENT, random.choice(PLACES)))


def written(form: dict[str, Any]) -> str:
    return str(yaml.dump(form, allow_unicode=True, sort_keys=False))


def lines_are_told(error: DefinitionError) -> bool:
    return all(problem.line >= 1 and problem.message for problem in error.problems)


@settings(max_examples=100, deadline=None)
@given(st.randoms(use_true_random=False))
def test_an_odd_form_loads_or_says_why_not(random: Random) -> None:
    try:
        CompiledForm(load(written(odd(random)), path="x.yaml", code_lists=LISTS), {})
    except DefinitionError as error:
        assert lines_are_told(error)  # noqa: PT017  the happy way is as good


def extending(random: Random) -> dict[str, Any]:
    """Some of an odd form, as one that extends another."""
    kept = {key: value for key, value in odd(random).items() if random.random() < 0.5}
    removed = {"remove": [random.choice(REMOVED)]} if random.random() < 0.5 else {}
    return {**kept, **removed, "extends": "other.yaml", "edition": 2026}


@settings(max_examples=60, deadline=None)
@given(st.randoms(use_true_random=False))
def test_an_odd_form_on_top_of_another_says_the_same_as_one_file(random: Random) -> None:
    other, own = written(odd(random)), written(extending(random))
    try:
        form = load(own, path="own.yaml", code_lists=LISTS, read=lambda _: other)
        whole = standalone(own, path="own.yaml", read=lambda _: other)
        assert load(whole, code_lists=LISTS).digest == form.digest
        carried(form, load(other, path="other.yaml"))
    except DefinitionError as error:
        assert lines_are_told(error)  # noqa: PT017  the happy way is as good


def carried(form: FormDefinition, previous: FormDefinition) -> None:
    """Whatever the crosswalk says, what is carried over stands in cells of the form."""
    numbers = {address: 7 for address, spec in previous.cells.items() if spec.type.numeric}
    sheet = carry_over(form, previous, Sheet(numbers, {}))
    assert set(sheet.cells) <= set(form.cells) or form.digest == previous.digest
    told = crosswalk_problems(form, previous)
    assert all(problem.message for problem in told)
