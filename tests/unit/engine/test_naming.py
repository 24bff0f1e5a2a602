# SPDX-License-Identifier: EUPL-1.2
"""How a sentence calls rows, columns and cells, and how its pieces are put together."""

import pytest

from engine.checks import compile_form
from engine.checks.labels import Labels
from engine.checks.naming import Naming, Words, ended, joined
from engine.checks.phrases import POLISH
from engine.checks.selection import Bound
from engine.checks.tree import At, Node
from engine.checks.world import Rows, World
from engine.definitions import load

TEXT = """
form: F
edition: 2025
title: Formularz
sections:
- code: d1
  title: Kadra
  table:
    columns:
    - {code: k1, symbol: 2a, title: kobiety}
    - {code: k2, symbol: II, title: mężczyźni}
    rows: [{code: w01, title: Lekarze}, {code: w02, title: Pielęgniarki}]
"""
FORM = load(TEXT)


def told(world: World, rows: Rows) -> str:
    return "?"


def at(row: str, column: str) -> At:
    return At("d1", row, column)


def naming(*places: At, **of: object) -> Naming:
    tree = Node("=", "truth", tuple(Node("cell", "int", at=place) for place in places))
    return Naming(Labels(FORM, POLISH), tree, **of)  # type: ignore[arg-type]  # one of its fields


def test_neighbouring_texts_are_one() -> None:
    assert joined(("a", "b", told, told, "c", "d", "e")) == ("ab", told, told, "cde")
    assert joined(()) == ()


@pytest.mark.parametrize(
    ("words", "last"),
    [(("Ile?",), "Ile?"), (("Stop!",), "Stop!"), (("Nr.",), "Nr."), (("a", "b"), "."), ((told,), ".")],
)
def test_a_sentence_ends_once(words: Words, last: str) -> None:
    assert ended(words)[-1] == last
    assert ended(words)[: len(words)] == words


def test_a_place_tells_the_title_of_a_column_that_is_called_by_its_number() -> None:
    found = naming(at("w01", "k1"), at("w02", "k2"))
    assert "".join(map(str, found.place(at("w01", "k1")))) == "Dział 1, wiersz 01 (Lekarze), kolumna 2a (kobiety)"
    assert "".join(map(str, found.place(at("w02", "k2")))) == "Dział 1, wiersz 02 (Pielęgniarki), „mężczyźni”"


def test_all_rows_are_every_row_and_all_columns_every_column() -> None:
    checks = """
- {id: A, foreach: "r in d1.rows", check: "d1[r,k1] <= d1[r,k2]"}
- {id: B, foreach: "c in d1.columns", check: "d1[w02,c] <= d1[w01,c]"}
"""
    assert compile_form(load(f"{TEXT}checks:{checks}")).demands() == {
        "A": "Dział 1, każdy wiersz, kolumna 2a: kobiety to nie więcej niż mężczyźni.",
        "B": "Dział 1, wiersz 02, każda kolumna: pielęgniarki to nie więcej niż lekarze.",
    }


def test_a_column_that_stands_for_many_is_this_column() -> None:
    every = {Bound("columns", "d1", "k1"): "każda kolumna"}
    found = naming(at("w01", "k1"), at("w02", "k2"), open_=every)
    assert "".join(map(str, found.spot(at("w01", "k1")))) == "wiersz 01 (Lekarze), ta kolumna"
    assert "".join(map(str, found.spot(at("w02", "k2")))) == "wiersz 02 (Pielęgniarki), „mężczyźni”"


def test_a_cell_of_all_added_rows_has_no_row() -> None:
    found = naming(at("w01", "k1"), at("$0", "k2"), at("w02", "k1"))
    assert found.spot(at("$0", "k1")) == ("kolumna 2a",)
