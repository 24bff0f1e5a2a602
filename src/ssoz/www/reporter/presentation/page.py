# SPDX-License-Identifier: EUPL-1.2
"""The whole sheet page: its sections, the list of them, and the texts a plain form compares with."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape
from types import MappingProxyType

from django.utils.safestring import SafeString, mark_safe

from engine.answers import Sheet, format_cell
from engine.definitions import FormDefinition
from ssoz.www.reporter.presentation.contents import NO_VERDICT, Contents, contents
from ssoz.www.reporter.presentation.controls import Controls, Suggestions
from ssoz.www.reporter.presentation.findings import VerdictView
from ssoz.www.reporter.presentation.marks import marks
from ssoz.www.reporter.presentation.refusals import NOTHING_REFUSED, Refusals
from ssoz.www.reporter.presentation.sections import CellView, Painter, SectionView, section_view


@dataclass(frozen=True, slots=True)
class SheetPage:
    contents: Contents
    sections: tuple[SectionView, ...]
    suggestions: tuple[Suggestions, ...]
    base: str  # JSON: texts as stored, by section, row and column; „” of the columns' names, then of each row

    @property
    def base_html(self) -> SafeString:
        return json_html(self.base)

    def section(self, code: str) -> SectionView | None:
        return next((section for section in self.sections if section.code == code), None)


def sheet_page(
    definition: FormDefinition,
    sheet: Sheet,
    *,
    editable: bool,
    verdict: VerdictView = NO_VERDICT,
    refused: Refusals = NOTHING_REFUSED,
    flags: Mapping[str, str] = MappingProxyType({}),
) -> SheetPage:
    painter = Painter(
        definition=definition,
        sheet=sheet,
        controls=Controls(),
        marks=marks(verdict.findings, refused),
        editable=editable,
        flags=flags,
    )
    sections = tuple(section_view(painter, section) for section in definition.sections)
    return SheetPage(
        contents=contents(definition, sheet, verdict),
        sections=sections,
        suggestions=painter.controls.suggestions,
        base=_grids(base_texts(definition, sheet, sections)) if editable else "",
    )


def json_html(text: str) -> SafeString:
    """For a template or an attribute in single quotes: in JSON every second sign is a double one."""
    return mark_safe(escape(text).replace("&quot;", '"'))  # noqa: S308  all the rest is escaped


def _grids(texts: Mapping[str, str]) -> str:
    """What `posting` and the page's script read: without the addresses a large sheet is a tenth shorter."""
    rows: dict[str, dict[str, dict[str, str]]] = {}
    for address, text in texts.items():
        section, row, column = address.split(".")
        rows.setdefault(section, {}).setdefault(row, {})[column] = text
    grids = {section: _grid(of_section) for section, of_section in rows.items()}
    return json.dumps(grids, ensure_ascii=False, separators=(",", ":"))


def _grid(rows: Mapping[str, Mapping[str, str]]) -> dict[str, list[str]]:
    columns = list(dict.fromkeys(column for row in rows.values() for column in row))
    return {"": columns} | {row: [texts.get(column, "") for column in columns] for row, texts in rows.items()}


def base_texts(definition: FormDefinition, sheet: Sheet, sections: Iterable[SectionView]) -> dict[str, str]:
    """Text as stored of every cell that can be filled in and is not blank; elsewhere a refused text hides it."""
    texts = {}
    for cell in fields(sections):
        if cell.address not in sheet.cells:
            continue
        stored = cell.text if cell.mark.typed is None else ""
        texts[cell.address] = stored or format_cell(definition.cell(cell.address), sheet.cells[cell.address])
    return texts


def fields(sections: Iterable[SectionView]) -> Iterable[CellView]:
    """Every cell people can fill in, keys of added rows included."""
    for section in sections:
        for row in section.rows:
            if row.key is not None and row.key.state == "field":
                yield row.key
            yield from (cell for cell in row.cells if cell.state == "field")
