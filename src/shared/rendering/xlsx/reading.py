# SPDX-License-Identifier: EUPL-1.2
"""Cells of a safe workbook as they are stored: a formula stays a formula, an error an error, a date says it is one."""

import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from io import BytesIO
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.cell import range_boundaries

from shared.rendering.xlsx.packages import Danger, Package, UnsafePackage, opened

MERGED = re.compile(rb"<(?:\w+:)?mergeCell\b[^>]*\bref\s*=\s*[\"']([A-Z0-9:$]+)[\"']")
Area = tuple[int, int, int, int]  # first row, first column, last row, last column, from 0


class Kind(StrEnum):
    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    TRUTH = "truth"
    ERROR = "error"
    FORMULA = "formula"


@dataclass(frozen=True, slots=True)
class StoredCell:
    kind: Kind
    value: Any


Grid = dict[tuple[int, int], StoredCell]  # by row and column, from 0; blank cells are left out


class Workbook:
    """Sheets by their names; a sheet is read when it is asked for, no further than asked."""

    def __init__(self, package: Package, book: Any) -> None:
        self._package, self._book = package, book
        self.names: tuple[str, ...] = tuple(book.sheetnames)

    def grid(self, name: str, rows: int, columns: int) -> Grid:
        found: Grid = {}
        try:
            for cells in self._book[name].iter_rows(max_row=rows, max_col=columns):
                for cell in cells:
                    if cell.value not in (None, ""):
                        found[cell.row - 1, cell.column - 1] = _stored(cell)
        except UNREADABLE as error:
            raise UnsafePackage(Danger.BROKEN, name) from error
        return found

    def merged(self, name: str) -> tuple[Area, ...]:
        """Areas merged into one cell. Read from the part itself: who streams cells is not told of them."""
        sheet = self._book[name]
        part = self._package.parts.get(str(getattr(sheet, "_worksheet_path", "")).lstrip("/"), b"")
        return tuple(_area(ref.decode()) for ref in MERGED.findall(part))


UNREADABLE = (AttributeError, IndexError, KeyError, TypeError, ValueError, SyntaxError, OverflowError)  # of openpyxl


@contextmanager
def workbook(content: bytes) -> Iterator[Workbook]:
    """Open a stranger's workbook, or say with UnsafePackage why not."""
    package = opened(content)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of parts it does not know and we do not ask for
        try:
            book = load_workbook(BytesIO(content), read_only=True, keep_links=False)
        except UNREADABLE as error:
            raise UnsafePackage(Danger.BROKEN) from error
        try:
            yield Workbook(package, book)
        finally:
            book.close()


def _stored(cell: Any) -> StoredCell:
    value, kind = cell.value, cell.data_type
    if kind == "f" or not isinstance(value, str | int | float | bool | datetime):
        plain = isinstance(value, str | int | float | bool)
        known = kind != "f" and hasattr(value, "isoformat")  # a time, or a day alone
        return StoredCell(Kind.DATE if known else Kind.FORMULA, value if known or plain else str(value))
    if kind == "e":
        return StoredCell(Kind.ERROR, value)
    if isinstance(value, bool):
        return StoredCell(Kind.TRUTH, value)
    if isinstance(value, datetime):
        return StoredCell(Kind.DATE, value)
    return StoredCell(Kind.TEXT if isinstance(value, str) else Kind.NUMBER, value)


def _area(reference: str) -> Area:
    first_column, first_row, last_column, last_row = (number or 1 for number in range_boundaries(reference))
    return first_row - 1, first_column - 1, last_row - 1, last_column - 1
