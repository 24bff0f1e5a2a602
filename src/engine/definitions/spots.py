# SPDX-License-Identifier: EUPL-1.2
"""Places of a form as a crosswalk writes them: d2[w05,k1], d2[w05..w08,k1], d2[*,k4], d1.plec.

A spot is one place of the result: (section, row, column). All added rows of a section are one row, ADDED.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from engine.definitions.errors import suggestion
from engine.definitions.forms import CellSpec, FormDefinition
from engine.definitions.models import Section

Spot = tuple[str, str, str]
ADDED = "*"
CODE = r"[a-z][a-z0-9_]*"
SELECTOR = rf"\*|{CODE}(?:\s*\.\.\s*{CODE})?"
CELLS = re.compile(rf"\s*({CODE})\s*\[\s*({SELECTOR})\s*,\s*({SELECTOR})\s*\]\s*")
FIELD = re.compile(rf"\s*({CODE})\s*\.\s*({CODE})\s*")


class SpotError(ValueError):
    """A place that cannot be read, or is not there."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """Some cells of a section; a selector is one code, two codes (from, to) or none (all)."""

    section: str
    row: tuple[str, ...]
    column: tuple[str, ...]

    @property
    def vagueness(self) -> tuple[int, int]:
        """The exact entry wins over a range, a range over a star."""
        sizes = (len(self.row), len(self.column))
        return sizes.count(0), sizes.count(2)


def patterns(text: str) -> tuple[Pattern, ...]:
    """Terms of a sum of places."""
    return tuple(map(pattern, text.split("+")))


def pattern(text: str) -> Pattern:
    cells = CELLS.fullmatch(text)
    if cells:
        return Pattern(cells[1], _selector(cells[2]), _selector(cells[3]))
    single = FIELD.fullmatch(text)
    if single:
        return Pattern(single[1], (single[2],), ("k1",))
    raise SpotError(f"„{text.strip()}” to nie jest wskazanie pól; pisze się d2[w05,k1], d2[w05..w08,*] albo d1.pole.")


def _selector(text: str) -> tuple[str, ...]:
    return () if text == "*" else tuple(part.strip() for part in text.split(".."))


def spots(form: FormDefinition) -> Mapping[Spot, CellSpec]:
    """All cells of a form, those of added rows once."""
    found: dict[Spot, CellSpec] = {}
    for section in form.sections:
        for row in section.table.rows:
            for column in section.table.columns:
                spec = form.cells[f"{section.code}.{row.code}.{column.code}"]
                found[section.code, row.code, column.code] = spec
        for code, spec in form.added.get(section.code, {}).items():
            found[section.code, ADDED, code] = spec
    return found


def chosen(form: FormDefinition, wanted: Pattern) -> tuple[list[str], list[str]]:
    """Codes of rows and of columns a pattern speaks of, in the order of the form."""
    section = form.by_code.get(wanted.section)
    if section is None:
        raise SpotError(_missing("działu", wanted.section, list(form.by_code), form))
    rows = [row.code for row in section.table.rows]
    columns = _columns(section, with_key=not wanted.row)
    if not wanted.row and section.table.dynamic:
        rows.append(ADDED)
    return (
        _range(wanted.row, rows, f"w dziale {wanted.section} wiersza", form),
        _range(wanted.column, columns, f"w dziale {wanted.section} kolumny", form),
    )


def _columns(section: Section, *, with_key: bool) -> list[str]:
    dynamic = section.table.dynamic
    key = [dynamic.key.code] if dynamic and with_key else []
    return [*key, *(column.code for column in section.table.columns)]


def _range(selector: tuple[str, ...], codes: Sequence[str], what: str, form: FormDefinition) -> list[str]:
    for code in selector:
        if code not in codes:
            raise SpotError(_missing(what, code, codes, form))
    if not selector:
        return list(codes)
    first, last = codes.index(selector[0]), codes.index(selector[-1])
    if first > last:
        raise SpotError(f"Zakres {selector[0]}..{selector[1]} jest odwrócony.")
    return list(codes[first : last + 1])


def _missing(what: str, code: str, known: Sequence[str], form: FormDefinition) -> str:
    return f"{form.form} za {form.edition} r.: nie ma {what} „{code}”.{suggestion(code, known)}"


def shown(spot: Spot) -> str:
    return f"{spot[0]}[{spot[1]},{spot[2]}]"
