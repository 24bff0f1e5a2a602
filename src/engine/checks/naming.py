# SPDX-License-Identifier: EUPL-1.2
"""How a sentence calls cells, rows and columns, and the pieces it is made of.

A sentence is made once for a check in one place and then filled for each sheet: it is a row of texts and of functions
that give a text of a sheet.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from string import Formatter
from typing import Literal

from engine.answers import Sheet, row_number
from engine.checks.labels import Labels
from engine.checks.phrases import Phrases
from engine.checks.selection import Bound
from engine.checks.tree import At, Node, cells, demanded, place_of
from engine.checks.world import Rows, World
from engine.definitions import Column, Section
from engine.definitions.models import symbol_of

Piece = str | Callable[[World, Rows], str]
Words = tuple[Piece, ...]
Axis = Literal["rows", "columns"]


def filled(words: Words, world: World, rows: Rows) -> str:
    return "".join([piece if isinstance(piece, str) else piece(world, rows) for piece in words])


def joined(words: Words) -> Words:
    """With neighbouring texts as one."""
    found: list[Piece] = []
    for piece in words:
        last = found[-1] if found else None
        if isinstance(piece, str) and isinstance(last, str):
            found[-1] = last + piece
        else:
            found.append(piece)
    return tuple(found)


def ended(words: Words) -> Words:
    """With a full stop, where the last label does not end the sentence itself."""
    last = words[-1]
    return words if isinstance(last, str) and last.endswith(("?", "!", ".")) else (*words, ".")


def woven(template: str, **parts: Words) -> Words:
    """A template with words in the place of its names."""
    found: list[Piece] = []
    for text, name, _, _ in Formatter().parse(template):
        found += [text, *(parts[name] if name else ())]
    return tuple(found)


@dataclass(frozen=True)
class Naming:
    """What a tree speaks of. Cells are called by column where the row is common, by row where the column is.

    `variables` are those of `foreach` in this place. Those in `open_` stand for many rows or columns: „this row” in the
    sentence, and in its place the words given. `here`: a cell of the row that „where” asks about; its cells are called
    by their columns, all others by their places.
    """

    labels: Labels
    tree: Node
    target: At | None = None
    variables: Mapping[str, Bound] = field(default_factory=dict)
    open_: Mapping[Bound, str] = field(default_factory=dict)
    valued: bool = True
    here: At | None = None

    @property
    def phrases(self) -> Phrases:
        return self.labels.phrases

    @cached_property
    def by(self) -> str:
        """How cells are called: by "column", by "row", or by "both"."""
        if self.here is not None:
            return "column"
        own = [at for at in demanded(self.tree) if not at.scope.startswith("form:")]
        one_row = len({(at.section, at.row) for at in own}) == 1 and not all(map(self.inner, own))
        one_column = len({(at.section, at.column) for at in own}) == 1
        only_column = one_column and len(self.section(own[0]).table.columns) == 1
        return "column" if one_row and not only_column else "row" if one_column else "both"

    @cached_property
    def outer(self) -> frozenset[str]:
        return frozenset(bound.code for bound in self.variables.values() if bound.code.startswith("$"))

    def inner(self, at: At) -> bool:
        """In a loop of an aggregate: no row of its own."""
        return at.looped and at.row not in self.outer

    def is_here(self, at: At) -> bool:
        """In the row that „where” asks about."""
        return self.here is not None and replace(at, column="") == replace(self.here, column="")

    def section(self, at: At) -> Section:
        return self.labels.definition.by_code[at.section]

    def column(self, at: At) -> Column:
        return self.section(at).table.by_code[at.column]

    def is_open(self, at: At, axis: Axis) -> bool:
        return _bound(at, axis) in self.open_

    # places

    def place(self, at: At) -> Words:
        """„Dział 2, wiersz 03 (4500 chirurgiczny ogólny), kolumna 2”"""
        section = self.section(at)
        words: Words = (self.labels.section(section),)
        if not self.inner(at):
            words = (*words, ", ", *self.spread(at, "rows"), *(self.row_title(at) if self.by != "row" else ()))
        if section.layout == "fields":
            return words
        column = self.column(at)
        titled = self.by != "column" and not self.is_open(at, "columns")
        title = (_bracketed(self.labels.title(column)),) if column.symbol[:1].isdigit() else ()
        return (*words, ", ", *self.spread(at, "columns"), *(title if titled else ()))

    def spread(self, at: At, axis: Axis) -> Words:
        """The row or column of a place; of a variable that stands for many all of them."""
        if self.is_open(at, axis):
            return (self.open_[_bound(at, axis)],)
        return self.row(at) if axis == "rows" else (self.labels.column(self.column(at)),)

    # names of cells

    def cell(self, node: Node) -> Words:
        return self.name(place_of(node))

    def name(self, at: At) -> Words:
        if at.scope.startswith("form:"):
            template = self.phrases.foreign_added if at.looped else self.phrases.foreign
            codes = (at.section, at.column) if at.looped else (at.section, at.row, at.column)
            return (template.format(at.scope.removeprefix("form:"), *map(symbol_of, codes)),)
        words = self.own_name(at)
        return self.earlier(at.scope, words) if at.scope else words

    def earlier(self, scope: str, words: Words) -> Words:
        """„… w poprzednim okresie”, „… 2 okresy wcześniej”"""
        back = int(scope.removeprefix("prior:"))
        form = self.phrases.before[0 if back == 1 else 1 if back < 5 else 2]
        return (*words, f" {form.format(back)}")

    def own_name(self, at: At) -> Words:
        if self.by == "column" and (self.here is None or self.is_here(at)):
            title = self.labels.title(self.column(at))
            if self.is_open(at, "columns"):
                return (self.phrases.this_column,)
            return (self.labels.name(title),) if title else self.spot(at)
        if self.by == "row":
            return (self.phrases.this_row,) if self.is_open(at, "rows") else self.row_name(at)
        return self.spot(at)

    def spot(self, at: At) -> Words:
        """„dział 2, wiersz 03 (Dzieci), kolumna 1”; the cell that the finding points at is „to pole”"""
        if at == self.target:
            return (self.phrases.this_cell,)
        section = self.section(at)
        words = () if self.inner(at) or self.is_here(at) else (*self.row(at), *self.row_title(at))
        if section.layout == "table":
            open_ = self.is_open(at, "columns")
            column = self.phrases.this_column if open_ else self.labels.column(self.column(at))
            words = (*words, *([", "] if words else []), column)
        several = len({one.section for one in cells(self.tree)}) > 1
        name = self.labels.section(section)
        return (f"{name[:1].lower()}{name[1:]}, ", *words) if several else words

    def row(self, at: At) -> Words:
        if self.is_open(at, "rows"):
            return (self.phrases.this_row,)
        section = self.section(at)
        return self.of_row(at, lambda sheet, row: self.labels.row(section, sheet, row))

    def row_title(self, at: At) -> Words:
        """„ (4500 chirurgiczny ogólny)”"""
        section = self.section(at)
        if self.is_open(at, "rows"):
            return ()
        return self.of_row(at, lambda sheet, row: _bracketed(self.labels.row_title(section, sheet, row)))

    def row_name(self, at: At) -> Words:
        section = self.section(at)

        def named(sheet: Sheet, row: str) -> str:
            title = self.labels.row_title(section, sheet, row)
            return self.labels.name(title) if title else self.labels.row(section, sheet, row)

        return self.of_row(at, named)

    def row_number(self, at: At) -> Words:
        return self.of_row(at, lambda sheet, row: row_number(self.section(at), sheet, row))

    def of_row(self, at: At, words: Callable[[Sheet, str], str]) -> Words:
        """Words of a row; known at once where it is not an added one."""
        if at.looped:
            return (lambda world, rows: words(world.sheet, own_row(world, at, rows)),)
        return (words(Sheet.empty(), at.row),)


def _bound(at: At, axis: Axis) -> Bound:
    return Bound(axis, at.section, at.row if axis == "rows" else at.column)


def _bracketed(title: str) -> str:
    return f" ({title})" if title else ""


def own_row(world: World, at: At, rows: Rows) -> str:
    """The row of a cell as this sheet has it; of a loop inside an aggregate the first one."""
    if not at.looped:
        return at.row
    return rows[at.row][1] if at.row in rows else next(iter(world.sheet.added(at.section)), "")
