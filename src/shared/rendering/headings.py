# SPDX-License-Identifier: EUPL-1.2
"""Cells that name a row of a table, tagged as its headings: typst tags headings of columns only (ADR 0140)."""

import io
from collections.abc import Iterator, Sequence

import pikepdf
from pikepdf import Array, Dictionary, Name, NameTree, Object, ObjectStreamMode, String

NAMING = 2  # a row's title and its printed symbol
TABLE = Name("/Table")


def with_row_headings(content: bytes) -> bytes:
    """The same file with the first cells of each row as headings of the others; the same bytes for the same file."""
    with pikepdf.open(io.BytesIO(content)) as document:
        structure = document.Root.StructTreeRoot
        known = NameTree(structure.IDTree)
        for number, row in enumerate(_rows(structure.K)):
            for heading in _name(row, number):
                known[str(heading.ID)] = heading
        made = io.BytesIO()
        packed = ObjectStreamMode.generate
        document.save(made, deterministic_id=True, fix_metadata_version=False, object_stream_mode=packed)
        return made.getvalue()


def _rows(element: Object) -> Iterator[Object]:
    """Rows of all tables, in their order."""
    if isinstance(element, Array):
        for part in element:
            yield from _rows(part)
    elif isinstance(element, Dictionary):
        if element.get("/S") == Name("/TR"):
            yield element
        elif "/K" in element:
            yield from _rows(element.K)


def _name(row: Object, number: int) -> Sequence[Object]:
    """A row of headings, and one that is a single line across, name nothing beside them."""
    cells = [cell for cell in row.K if isinstance(cell, Dictionary) and cell.get("/S") == Name("/TD")]
    if len(cells) <= NAMING:
        return []
    headings = cells[:NAMING]
    for place, heading in enumerate(headings):
        heading.S = Name("/TH")
        heading.ID = String(f"row {number} {place}")
        _attributes(heading).Scope = Name("/Row")
    names = [heading.ID for heading in headings]
    for cell in cells[NAMING:]:
        told = _attributes(cell)
        told.Headers = Array([*told.get("/Headers", Array()), *names])
    return headings


def _attributes(cell: Object) -> Object:
    """What is said of the cell as a part of its table."""
    given = cell.get("/A", Array())
    owners = list(given) if isinstance(given, Array) else [given]
    found = next((one for one in owners if one.get("/O") == TABLE), None)
    if found is None:
        found = Dictionary(O=TABLE)
        cell.A = Array([found, *owners])
    return found
