# SPDX-License-Identifier: EUPL-1.2
"""A whole form, with its cells numbered by position."""

import hashlib
import json
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from fnmatch import translate
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import Field, PrivateAttr, StringConstraints, field_serializer

from engine.definitions.errors import Problem, UnknownCell
from engine.definitions.models import (
    ADDED_ROW,
    CellType,
    Check,
    Column,
    Crosswalk,
    Dates,
    Due,
    Dynamic,
    Legal,
    Model,
    Row,
    Section,
    Text,
    Version,
    Whole,
)
from engine.definitions.source import Source, Where


@dataclass(frozen=True, slots=True)
class CellSpec:
    """One cell: where it stands and what it may hold. `row_id` is the added row's id, empty in fixed rows;
    `codes` are the codes it may hold with their labels, None where it is no code or its list is not known."""

    address: str
    section: Section
    row: Row | None
    column: Column
    type: CellType
    closed: bool
    computed: str | None
    required: bool
    row_id: str = ""
    codes: Mapping[str, str] | None = None

    def allows(self, code: str) -> bool:
        """May this code stand here? A list that was not given to `load` is not asked."""
        return self.type.fits(code) and (self.codes is None or code in self.codes)

    @property
    def dims(self) -> Mapping[str, str]:
        """Its dimensions in published data: those of the row and of the column."""
        return {**self.column.dims, **(self.row.dims if self.row else {})}

    @property
    def entered(self) -> bool:
        """People type into it."""
        return not self.closed and self.computed is None


EVERYBODY = "*"  # in place of kinds of units: every reporting one owes the form


class FormDefinition(Model):
    form: Annotated[str, StringConstraints(pattern=r"^[A-Z0-9][A-Za-z0-9 /-]{0,29}$")]
    edition: Whole = Field(ge=1990, le=2200)
    title: Text
    note: str = ""
    source: str = ""
    legal: Legal = Legal()
    kind: Literal["nonfinancial", "financial", "card"] = "nonfinancial"
    subject: Literal["general", "psychiatry", "addiction"] = "general"
    period: Literal["year", "half_year", "quarter", "month", "school_year", "event"] = "year"
    versions: tuple[Version, ...] = ()
    due: Due = Due()
    status: Literal["official", "reconstructed"] = "reconstructed"
    owed_by: tuple[str, ...] = (EVERYBODY,)
    zero: bool = False
    after: tuple[str, ...] = ()
    reads: tuple[str, ...] = ()
    stable: tuple[str, ...] = ()
    reasons: dict[str, Text] = {}
    sections: tuple[Section, ...] = Field(min_length=1)
    checks: tuple[Check, ...] = ()
    crosswalk: Crosswalk | None = None

    _source: Source = PrivateAttr(default_factory=lambda: Source(""))
    _lists: Mapping[str, Mapping[str, str]] = PrivateAttr(default_factory=dict)
    _codes: dict[tuple[str, str], Mapping[str, str]] = PrivateAttr(default_factory=dict)

    _translations: dict[str, Any] = PrivateAttr(default_factory=dict)  # how earlier editions are read

    @field_serializer("reasons")
    def _reasons(self, reasons: dict[str, Text]) -> dict[str, object]:
        """One without English as plain text: it says, and digests to, what it did before labels could have English."""
        return {code: text.model_dump() if text.en else text.pl for code, text in reasons.items()}

    @cached_property
    def digest(self) -> str:
        """SHA-256 of what the form says; comments, order of keys and layout of the file do not count."""
        content = self.model_dump(mode="json", by_alias=True, exclude_defaults=True)
        return hashlib.sha256(canonical(content)).hexdigest()

    @cached_property
    def fingerprint(self) -> str:
        """As digest, with the code lists it was loaded with."""
        lists = {name: sorted(codes.items()) for name, codes in self._lists.items()}
        return hashlib.sha256(self.digest.encode() + canonical(lists)).hexdigest()

    @cached_property
    def cells(self) -> Mapping[str, CellSpec]:
        """All fixed cells by address, in order."""
        return {spec.address: spec for section in self.sections for spec in _fixed_cells(self, section)}

    @cached_property
    def addresses(self) -> tuple[str, ...]:
        """Addresses of all fixed cells in order: their position is their number."""
        return tuple(self.cells)

    @cached_property
    def by_code(self) -> Mapping[str, Section]:
        return {section.code: section for section in self.sections}

    @cached_property
    def added(self) -> Mapping[str, Mapping[str, CellSpec]]:
        """For each section with added rows: its key and columns, as cells of a row still without an id."""
        sections = ((section, section.table.dynamic) for section in self.sections)
        return {section.code: dict(_added_cells(self, section, dynamic)) for section, dynamic in sections if dynamic}

    @cached_property
    def entered(self) -> Mapping[str, tuple[str, ...]]:
        """For each section the fixed cells that people fill."""
        filled: dict[str, list[str]] = {section.code: [] for section in self.sections}
        for address, spec in self.cells.items():
            if spec.entered:
                filled[spec.section.code].append(address)
        return {code: tuple(addresses) for code, addresses in filled.items()}

    @cached_property
    def required(self) -> tuple[str, ...]:
        """Fixed cells that have to be filled."""
        return tuple(address for address, spec in self.cells.items() if spec.required and spec.entered)

    @property
    def beside(self) -> tuple[str, ...]:
        """Forms whose cells checks may read: those that have to be sent before, and those only read."""
        return tuple(dict.fromkeys((*self.after, *self.reads)))

    def due_of(self, version: str = "") -> Dates:
        """When a version is due; without a version the last one."""
        dated = self.due.versions
        return dated.get(version or next(reversed(dated), ""), self.due)

    def problem(self, where: Where, message: str) -> Problem:
        """A mistake in the file this form was read from, at a place of it: ("checks", 3, "message")."""
        return self._source.problem(where, message)

    def cell(self, address: str) -> CellSpec:
        found = self.cells.get(address)
        if found is not None:
            return found
        section, _, rest = address.partition(".")
        row_id, _, column = rest.partition(".")
        template = self.added.get(section, {}).get(column)
        if template is None or not ADDED_ROW.match(row_id):
            raise UnknownCell(address)
        return replace(template, address=address, row_id=row_id)

    def section(self, code: str) -> Section:
        try:
            return self.by_code[code]
        except KeyError:
            raise UnknownCell(code) from None

    @property
    def code_lists(self) -> tuple[str, ...]:
        """Names of the code lists it was loaded with."""
        return tuple(self._lists)

    def codes(self, cell_type: CellType) -> Mapping[str, str] | None:
        """Codes a cell may hold, with their labels; None where the list is not known."""
        key = (cell_type.list, cell_type.where)
        if cell_type.list not in self._lists:
            return None
        if key not in self._codes:
            entries = self._lists[cell_type.list].items()
            self._codes[key] = {code: label for code, label in entries if cell_type.fits(code)}
        return self._codes[key]

    def reason(self, code: str) -> Text:
        """Label of a reason that explains a warning."""
        return self.reasons.get(code) or Text(pl=code)


def canonical(content: object) -> bytes:
    """JSON with one spelling for one meaning."""
    return json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def _fixed_cells(form: FormDefinition, section: Section) -> Iterator[CellSpec]:
    closed = closed_spots(section)
    for row in section.table.rows:
        for column in section.table.columns:
            spot = f"{row.code}.{column.code}"
            cell_type = row.type or column.type
            is_closed = spot in closed or (row.computed and not column.computed and not cell_type.numeric)
            yield CellSpec(
                address=f"{section.code}.{spot}",
                section=section,
                row=row,
                column=column,
                type=cell_type,
                closed=bool(is_closed),
                computed=None if is_closed else column.computed or row.computed,
                required=(row.required or column.required) and not is_closed,
                codes=form.codes(cell_type) if cell_type.list else None,
            )


def closed_spots(section: Section) -> Collection[str]:
    """Places of the table that a pattern closes."""
    table = section.table
    if not table.closed:
        return ()
    closing = re.compile("|".join(map(translate, table.closed))).fullmatch
    spots = (f"{row.code}.{column.code}" for row in table.rows for column in table.columns)
    return {spot for spot in spots if closing(spot)}


def _added_cells(form: FormDefinition, section: Section, dynamic: Dynamic) -> Iterator[tuple[str, CellSpec]]:
    for column in (dynamic.key, *section.table.columns):
        yield (
            column.code,
            CellSpec(
                address="",
                section=section,
                row=None,
                column=column,
                type=column.type,
                closed=False,
                computed=column.computed,
                required=column is dynamic.key or column.required,
                codes=form.codes(column.type),
            ),
        )
