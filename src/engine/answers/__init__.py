# SPDX-License-Identifier: EUPL-1.2
"""Answers: a sheet of cells. Numbers are integers scaled by their column, blank is absent and is not zero."""

from engine.answers.carrying import carry_over
from engine.answers.editing import (
    Applied,
    CellProblem,
    Change,
    Conflict,
    RowRefused,
    add_row,
    apply,
    existing_cell,
    progress,
    remove_row,
)
from engine.answers.numbers import format_number
from engine.answers.packing import BLANK, Block, pack, unpack
from engine.answers.places import address_parts, column_name, place, row_label, row_number
from engine.answers.prefilling import Prefilled, prefill, rows_by_key
from engine.answers.sheets import Decoder, Difference, Sheet, Value, difference, digest, digest_of, written
from engine.answers.values import CellError, format_cell, parse_cell

__all__ = [
    "BLANK",
    "Applied",
    "Block",
    "CellError",
    "CellProblem",
    "Change",
    "Conflict",
    "Decoder",
    "Difference",
    "Prefilled",
    "RowRefused",
    "Sheet",
    "Value",
    "add_row",
    "address_parts",
    "apply",
    "carry_over",
    "column_name",
    "difference",
    "digest",
    "digest_of",
    "existing_cell",
    "format_cell",
    "format_number",
    "pack",
    "parse_cell",
    "place",
    "prefill",
    "progress",
    "remove_row",
    "row_label",
    "row_number",
    "rows_by_key",
    "unpack",
    "written",
]
