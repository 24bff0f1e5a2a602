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
    """By address, what stands below the cell."""
    return {
        address: _html(text, change(sheet.cells.get(address), value, definition.cell(address).type.kind), period)
        for address, (text, value) in before.items()
        if not _is_key(definition, address)
    }


def _is_key(definition: FormDefinition, address: str) -> bool:
    """What a row is about was the same: that is how the rows were found."""
    section, _row, column = address.split(".")
    dynamic = definition.section(section).table.dynamic
    return dynamic is not None and dynamic.key.code == column


def _html(text: str, told: tuple[str, bool], period: str) -> str:
    words, is_large = told
    size = ' class="large"' if is_large else ""
    changed = f" <b{size}>{escape(words)}</b>" if words else ""
    return f'<small class="prior"><span class="ds-sr-only">{escape(period)}: </span>{escape(text)}{changed}</small>'


def change(now: Value | None, before: Value, kind: str = "int") -> tuple[str, bool]:
    """„+7,7%”, and whether that is a lot; of texts, days and codes nothing is counted."""
    if kind not in COUNTED or not isinstance(now, int) or not isinstance(before, int):
        return "", False
    if now == before or not before:
        return "=" if now == before else "", False
    percent = (now - before) / abs(before) * 100
    text = f"{percent:+.{0 if abs(percent) >= 100 else 1}f}%".replace("-", "\N{MINUS SIGN}")
    return text if language() == "en" else text.replace(".", ","), abs(percent) >= LARGE
