# SPDX-License-Identifier: EUPL-1.2
"""What a tree reads: the sheet, earlier ones, other forms, the unit, the period. By address, one value at a time."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from engine.answers import Sheet, Value, rows_by_key
from engine.checks.findings import Context, Period, default_period
from engine.checks.selection import list_codes
from engine.checks.tree import At
from engine.definitions import FormDefinition

Known = int | Fraction | str | None  # a condition is a bool, which is an int
Rows = Mapping[str, tuple[str, str]]  # loop → scope and id of the added row it stands at


@dataclass(frozen=True, slots=True)
class World:
    definition: FormDefinition
    sheet: Sheet
    context: Context
    period: Period

    def of(self, scope: str) -> Sheet | None:
        """The sheet of a scope: "", "prior:1", "form:MZ-88"."""
        if not scope:
            return self.sheet
        kind, _, which = scope.partition(":")
        return self.context.prior.get(int(which)) if kind == "prior" else self.context.forms.get(which)

    def added(self, scope: str, section: str) -> tuple[str, ...]:
        sheet = self.of(scope)
        return sheet.added(section) if sheet is not None else ()

    def raw(self, at: At, rows: Rows) -> Value | None:
        """The stored value of a cell."""
        row = self.row(at, rows)
        return self.stored(at.scope, f"{at.section}.{row}.{at.column}") if row else None

    def stored(self, scope: str, address: str) -> Value | None:
        sheet = self.of(scope)
        return sheet.cells.get(address) if sheet is not None else None

    def row(self, at: At, rows: Rows) -> str | None:
        """Row of a cell; that of an earlier sheet is the one with the same key."""
        if not at.looped:
            return at.row
        scope, row = rows[at.row]
        return row if scope == at.scope else self.aligned(at.scope, at.section).get(row)

    def aligned(self, scope: str, section: str) -> dict[str, str]:
        """Rows of this sheet → rows of an earlier one: by key, the second of a key with its second."""
        other = self.of(scope)
        return rows_by_key(self.definition, section, self.sheet, other) if other is not None else {}

    def field(self, owner: str, name: str) -> Known:
        return self.context.unit.get(name) if owner == "unit" else self.period.field(name)

    def named(self, name: str, code: Known) -> Known:
        """What people call a code of a field of the unit."""
        return self.context.names.get(name, {}).get(str(code), code)

    def listed(self, name: str, where: str) -> Mapping[str, str]:
        """Codes of a list that fit a pattern."""
        return list_codes(self.definition, name, where) or {}


def world_of(definition: FormDefinition, sheet: Sheet, context: Context) -> World:
    """Of the year of the edition, where the round does not say otherwise."""
    return World(definition, sheet, context, context.period or default_period(definition))


def known(value: Value | None, kind: str, scale: int) -> Known:
    """A stored value as an exact number, a day number, or a text."""
    if value is None or kind in {"text", "code"}:
        return value if value is None else str(value)
    if kind == "date":
        return date.fromisoformat(str(value)).toordinal()
    return Fraction(int(value), 10**scale) if scale else int(value)
