# SPDX-License-Identifier: EUPL-1.2
"""What a spreadsheet stores, as the text somebody would have typed; what could mean two things is refused."""

from datetime import date, datetime, time
from math import isfinite

from django.utils.translation import gettext as _

from engine.definitions import CellSpec
from shared.rendering.xlsx.reading import Kind, StoredCell

DIGITS = 15  # what a spreadsheet keeps of a number; the rest is noise of 0.1 + 0.2


class CellRefused(ValueError):
    """A sentence says what is wrong with the cell."""


def text_of(spec: CellSpec, cell: StoredCell) -> str:
    if cell.kind is Kind.FORMULA:
        raise CellRefused(_("W tej komórce jest formuła, a potrzebna jest wartość."))
    if cell.kind is Kind.ERROR:
        raise CellRefused(_("W tej komórce jest błąd arkusza: %(error)s.") % {"error": cell.value})
    if cell.kind is Kind.TRUTH:
        return _truth(spec, cell.value)
    if cell.kind is Kind.DATE:
        return _date(spec, cell.value)
    return _number(spec, cell.value) if cell.kind is Kind.NUMBER else str(cell.value)


def _truth(spec: CellSpec, value: object) -> str:
    if spec.type.kind != "bool":
        raise CellRefused(_("W tej komórce jest PRAWDA albo FAŁSZ, a potrzebna jest wartość innego rodzaju."))
    return "tak" if value else "nie"


def _date(spec: CellSpec, value: object) -> str:
    if spec.type.kind != "date":
        raise CellRefused(_("Arkusz zamienił wpis na datę (%(date)s). Wpisz wartość jeszcze raz.") % {"date": value})
    if isinstance(value, datetime) and value.time() == time.min:
        return f"{value:%d.%m.%Y}"
    if isinstance(value, date) and not isinstance(value, datetime):
        return f"{value:%d.%m.%Y}"
    raise CellRefused(_("W tej komórce jest godzina, a potrzebna jest sama data."))


def _number(spec: CellSpec, value: float) -> str:
    if spec.type.kind == "date":
        shown = _plain(value)
        raise CellRefused(
            _("W tej komórce jest liczba %(number)s, a potrzebna jest data. Wpisz na przykład 31.12.2025.")
            % {"number": shown}
        )
    if spec.type.kind == "bool" and value not in (0, 1):
        raise CellRefused(_("Wpisz „tak” albo „nie”."))
    return _plain(value)


def _plain(value: float) -> str:
    """All digits and a decimal comma: „1234,5”, never „1.2345e3”."""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if not isfinite(value):
        raise CellRefused(_("W tej komórce nie ma liczby."))
    rounded = f"{float(f'{value:.{DIGITS}g}'):.12f}".rstrip("0").rstrip(".")
    return rounded.replace(".", ",")
