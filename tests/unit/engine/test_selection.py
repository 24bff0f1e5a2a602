# SPDX-License-Identifier: EUPL-1.2
"""Shorter names are written out as the references they mean, and point at the text they were read from."""

import pytest

from engine.checks.grammar import ExpressionError, Syntax, parse
from engine.checks.selection import Bound, Surroundings, expand, select, written_out
from engine.checks.tree import At
from tests.unit.engine.forms import definition

HERE = Surroundings(here=At("d2", "$0", "k1"))
LOOP = Surroundings({"r": Bound("rows", "d2", "$r"), "c": Bound("columns", "d2", "k1")})


def shape(node: Syntax) -> tuple[object, ...]:
    return (node.op, node.value, *map(shape, node.of))


@pytest.mark.parametrize(
    ("short", "around", "full", "places"),
    [
        ("d1.w01", Surroundings(), "d1[w01, k1]", [(0, 6), (0, 2), (3, 6), (3, 6)]),
        ("d2.k2", Surroundings(), "d2[*, k2]", [(0, 5), (0, 2), (3, 5), (3, 5)]),
        ("this.k2", HERE, "d2[., k2]", [(0, 7), (0, 4), (0, 4), (5, 7)]),
        ("this.k2", LOOP, "d2[r, k2]", [(0, 7), (0, 4), (0, 4), (5, 7)]),
    ],
)
def test_a_shorter_name_is_the_reference_it_means(
    short: str, around: Surroundings, full: str, places: list[tuple[int, int]]
) -> None:
    found = written_out(definition(), parse(short), around)
    assert shape(found) == shape(parse(full))
    assert [(part.start, part.end) for part in (found, *found.of)] == places
    for selectors in found.of[1:]:
        (selector,) = selectors.of
        (name,) = selector.of
        assert {(one.start, one.end) for one in (selectors, selector, name)} == {(selectors.start, selectors.end)}


@pytest.mark.parametrize(
    ("reference", "cells"),
    [
        ("d1[w05..w05, k1]", ["d1.w05.k1"]),
        ("d1[w06|w01..w02, k1]", ["d1.w06.k1", "d1.w01.k1", "d1.w02.k1"]),
        ("d2[*, k1..k2]", ["d2.+.k1", "d2.+.k2"]),
        ("d2[w01, *]", ["d2.w01.k1", "d2.w01.k2"]),
        ("d2[w01, k2..k4]", ["d2.w01.k2", "d2.w01.k4"]),
    ],
)
def test_a_reference_means_these_cells(reference: str, cells: list[str]) -> None:
    """From a row to itself is one row; closed cells of a range are left out, * is what people fill in."""
    assert [at.address for at, _ in select(definition(), parse(reference), Surroundings())] == cells


def test_this_is_not_one_row_where_two_loops_stand_open() -> None:
    two = Surroundings({**LOOP.variables, "q": Bound("rows", "d2", "$q")})
    for around, told in (
        (two, "„this” może tu znaczyć kilka wierszy: r, q. Wskaż wiersz zmienną."),
        (Surroundings(), "„this” znaczy bieżący wiersz; tu żadnego nie ma."),
    ):
        with pytest.raises(ExpressionError) as caught:
            written_out(definition(), parse("this.k2"), around)
        assert (caught.value.message, caught.value.start, caught.value.end) == (told, 0, 4)


def test_the_loops_of_an_aggregate_are_numbered_from_without() -> None:
    inner = Surroundings(loops=2).inside(At("d2", "$0", "k1"))
    assert (inner.here, inner.loops, inner.scope) == (At("d2", "$0", "k1"), 3, "")


def test_variables_take_all_their_values_the_last_one_first() -> None:
    rows, columns = ([Bound(axis, "d2", code) for code in ("a", "b")] for axis in ("rows", "columns"))
    found = [{name: one.code for name, one in place.items()} for place in expand([("r", rows), ("c", columns)])]
    assert found == [{"r": r, "c": c} for r in "ab" for c in "ab"]
    assert list(expand([])) == [{}]
