# SPDX-License-Identifier: EUPL-1.2
"""A form as tables that fit a sheet of paper: upright, or on its side where wide; what is wider still, in parts."""

import re
from collections.abc import Iterator, Mapping
from itertools import groupby
from math import ceil
from typing import Any

from engine.answers import Sheet, Value, format_cell
from engine.definitions import CellSpec, Column, FormDefinition, Section
from ssoz.documents.headings import depth_of, headings
from ssoz.documents.workbook.layout import FREE_ROWS, NEW, Line, SectionLayout, sheet_name

UPRIGHT, ON_ITS_SIDE = 174, 261  # millimetres between the margins
LABELS = 68  # of them for the number and the title of a row
WIDTHS = {"text": 40, "code": 44, "date": 21, "bool": 14}
BLANK_ROWS = 12  # of added ones on an empty form
STRETCH = 1.6
MARKUP = re.compile(r"[*_`]{1,3}(?=\S)|(?<=\S)[*_`]{1,3}|^#+\s*", re.MULTILINE)
BULLET = re.compile(r"^\s*(?:[-*]|\d+\.)\s+")
Values = Mapping[str, Value]
Data = dict[str, Any]


def groups(form: FormDefinition, sheet: Sheet | None) -> list[Data]:
    """Neighbouring sections that lie the same way share pages. Without a sheet the form is empty."""
    sections = [_section(form, section, sheet) for section in form.sections]
    return [
        {"wide": wide, "sections": list(found)}
        for wide, found in groupby(sections, key=lambda section: section["wide"])
    ]


def _section(form: FormDefinition, section: Section, sheet: Sheet | None) -> Data:
    layout = SectionLayout(section, sheet_name(section), _rows(section, sheet))
    widths = {column.code: _width(section, column) for column in section.table.columns}
    needed = sum(widths.values())
    wide = section.layout == "table" and needed > UPRIGHT - LABELS
    count = ceil(needed / (ON_ITS_SIDE - LABELS)) if wide else 1
    values = sheet.cells if sheet else {}
    return {
        "symbol": section.symbol,
        "title": section.title.pl,
        "note": list(note(section.note)),
        "wide": wide,
        "fields": section.layout == "fields",
        "parts": [
            {
                **_part(form, layout, columns, values),
                "widths": _stretched([widths[column.code] for column in columns], ON_ITS_SIDE if wide else UPRIGHT),
            }
            for columns in _split(section.table.columns, count)
        ],
    }


def _rows(section: Section, sheet: Sheet | None) -> tuple[str, ...]:
    if section.table.dynamic is None:
        return ()
    if sheet is not None:
        return sheet.added(section.code)
    return tuple(f"{NEW}{number}" for number in range(1, min(BLANK_ROWS, FREE_ROWS, section.table.dynamic.max) + 1))


def _width(section: Section, column: Column) -> int:
    """Of the widest kind of cell in the column, in millimetres."""
    types = {row.type or column.type for row in section.table.rows} | {column.type}
    return max(WIDTHS.get(one.kind, 15 + 2 * one.scale) for one in types)


def _stretched(widths: list[int], paper: int) -> list[float]:
    """What is to spare goes to narrow columns too, not to titles alone."""
    factor = max(1.0, min(STRETCH, (paper - LABELS) / sum(widths)))
    return [round(width * factor, 1) for width in widths]


def _split(columns: tuple[Column, ...], count: int) -> Iterator[tuple[Column, ...]]:
    size = ceil(len(columns) / count)
    for start in range(0, len(columns), size):
        yield columns[start : start + size]


def _part(form: FormDefinition, layout: SectionLayout, columns: tuple[Column, ...], values: Values) -> Data:
    return {
        "depth": depth_of(columns),
        "key": layout.key.title.pl if layout.key and not layout.section.table.rows else "Wyszczególnienie",
        "symbols": [column.symbol for column in columns],
        "heads": [
            {"title": one.title, "row": one.row, "down": one.down, "first": one.first, "across": one.across}
            for one in headings(columns)
        ],
        "lines": [_line(form, layout, line, columns, values) for line in layout.lines],
    }


def _line(form: FormDefinition, layout: SectionLayout, line: Line, columns: tuple[Column, ...], values: Values) -> Data:
    if line.kind == "heading":
        return {"heading": line.heading, "level": line.level}
    section = layout.section.code
    cells = []
    for column in columns:
        address = f"{section}.{line.code}.{column.code}"
        spec = form.cells[address] if line.kind == "fixed" else form.added[section][column.code]
        cells.append(_cell(spec, values.get(address)))
    title = line.row.title.pl if line.row else _key(form, layout, line, values)
    return {"symbol": line.symbol, "title": title, "indent": line.row.indent if line.row else 0, "cells": cells}


def _key(form: FormDefinition, layout: SectionLayout, line: Line, values: Values) -> str:
    if layout.key is None:
        return ""
    spec = form.added[layout.section.code][layout.key.code]
    return _text(spec, values.get(f"{layout.section.code}.{line.code}.{layout.key.code}"))


def _cell(spec: CellSpec, value: Value | None) -> Data:
    kind = "closed" if spec.closed else "computed" if spec.computed is not None else "entered"
    return {"kind": kind, "text": "×" if spec.closed else _text(spec, value), "number": spec.type.numeric}


def _text(spec: CellSpec, value: Value | None) -> str:
    """As people write it; a code with its name."""
    label = (spec.codes or {}).get(str(value), "") if spec.type.kind == "code" else ""
    return f"{format_cell(spec, value)} {label}".strip()


def note(text: str) -> Iterator[Data]:
    """Explanations in their paragraphs and points; what marks words as bold or slanted is left out."""
    for block in re.split(r"\n\s*\n|\n(?=\s*(?:[-*]|\d+\.)\s)", text.strip()):
        if words := " ".join(block.split()):
            yield {"point": bool(BULLET.match(words)), "text": MARKUP.sub("", BULLET.sub("", words))}
