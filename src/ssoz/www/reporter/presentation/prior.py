# SPDX-License-Identifier: EUPL-1.2
"""What stood in a cell a period ago, and by how much it has changed: shown below the cell when somebody asks for it.

The page's script writes the same while one types (static/reporter/prior.js).
"""

from collections.abc import Mapping
from html import escape

from engine.answers import Sheet, Value
from engine.definitions import FormDefinition
from ssoz.www.reporter.presentation.words import language

Before = tuple[str, Value]  # as people write it, and as it is stored
COUNTED = ("int", "dec", "money")
LARGE = 50.0  # percent: such a change is looked at twice


def prior_html(definition: FormDefinition, sheet: Sheet, before: Mapping[str, Before], period: str) -> dict[str, str]:
    """By address, what stands below the cell. Keys of rows are left out: by them the rows were found."""
    point = "." if language() == "en" else ","
    added = {
        f"{section}.{column}": "" if column == _key(definition, section) else spec.type.kind
        for section, columns in definition.added.items()
        for column, spec in columns.items()
    }
    begin = f'<small class="prior"><span class="ds-sr-only">{escape(period)}: </span>'
    found = {}
    for address, (text, value) in before.items():
        section, _row, column = address.split(".")
        fixed = definition.cells.get(address)
        kind = fixed.type.kind if fixed else added[f"{section}.{column}"]
        if kind:
            told = _told(*change(sheet.cells.get(address), value, kind, point))
            found[address] = f"{begin}{escape(text)}{told}</small>"
    return found


def _key(definition: FormDefinition, section: str) -> str:
    dynamic = definition.section(section).table.dynamic
    return dynamic.key.code if dynamic else ""


def _told(words: str, is_large: bool) -> str:
    if not words:
        return ""
    return f' <b class="large">{words}</b>' if is_large else f" <b>{words}</b>"


def change(now: Value | None, before: Value, kind: str = "int", point: str = ",") -> tuple[str, bool]:
    """„+7,7%”, and whether that is a lot; of texts, days and codes nothing is counted."""
    if kind not in COUNTED or not isinstance(now, int) or not isinstance(before, int):
        return "", False
    if now == before or not before:
        return "=" if now == before else "", False
    percent = (now - before) / abs(before) * 100
    size = abs(percent)
    sign = "\N{MINUS SIGN}" if percent < 0 else "+"
    return f"{sign}{size:.{0 if size >= 100 else 1}f}%".replace(".", point), size >= LARGE
