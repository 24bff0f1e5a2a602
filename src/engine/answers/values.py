# SPDX-License-Identifier: EUPL-1.2
"""From what people type to what is stored, and back."""

import re
from collections.abc import Callable
from datetime import date
from unicodedata import normalize

from engine.answers.numbers import INVISIBLE, format_number, parse_number, short
from engine.answers.sheets import Value
from engine.definitions import CellSpec, CellType
from engine.definitions.signs import unfit_signs

MAX_TEXT = 1000
MAX_CODE = 100
POLISH_DATE = re.compile(r"([0-9]{1,2})[.-]([0-9]{1,2})[.-]([0-9]{4})(?: ?r\.)?")
ISO_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
SHORT_YEAR = re.compile(r"[0-9]{1,2}[.-][0-9]{1,2}[.-][0-9]{2}(?: ?r\.)?")
YEARS = range(1850, 2201)
YES = frozenset({"1", "tak", "t", "true", "on"})
NO = frozenset({"0", "nie", "n", "false"})


class CellError(ValueError):
    """What was typed does not fit the cell."""

    def __init__(self, address: str, message: str) -> None:
        self.address = address
        self.message = message
        super().__init__(message)


def parse_cell(spec: CellSpec, text: str) -> Value | None:
    """Stored value of a typed text; None where it is blank."""
    if spec.closed:
        raise CellError(spec.address, "To pole jest zamknięte (×), nie wypełnia się go.")
    if spec.computed is not None:
        raise CellError(spec.address, "To pole wylicza się samo.")
    typed = text.strip()
    if not INVISIBLE.sub("", typed).strip():
        return None
    try:
        return PARSERS[spec.type.kind](spec.type, typed, spec)
    except ValueError as error:
        raise CellError(spec.address, str(error)) from None


def format_cell(spec: CellSpec, value: Value | None) -> str:
    """As people in Poland write it."""
    kind = spec.type.kind
    if value is None:
        return ""
    if spec.type.numeric:
        return format_number(int(value), spec.type.scale)
    if kind == "bool":
        return "tak" if value == 1 else "nie"
    if kind == "date":
        return date.fromisoformat(str(value)).strftime("%d.%m.%Y")
    return str(value)


def _number(cell_type: CellType, typed: str, _: CellSpec) -> int:
    return parse_number(cell_type, typed)


def _text(cell_type: CellType, typed: str, _: CellSpec) -> str:
    text = normalize("NFC", typed)
    longest = int(cell_type.max) if cell_type.max is not None else MAX_TEXT
    if len(text) > longest:
        raise ValueError(f"Tekst jest za długi. Najwięcej znaków: {longest}.")
    if unfit_signs(text):
        raise ValueError("Tekst zawiera niedozwolone znaki.")
    return text


def _date(_: CellType, typed: str, __: CellSpec) -> str:
    text = INVISIBLE.sub("", typed)
    polish, iso = POLISH_DATE.fullmatch(text), ISO_DATE.fullmatch(text)
    parts = (polish[3], polish[2], polish[1]) if polish else iso.groups() if iso else ("0", "0", "0")
    try:
        day = date(*map(int, parts))
    except ValueError:
        hint = " Rok wpisz czterema cyframi." if SHORT_YEAR.fullmatch(text) else " Wpisz na przykład 31.12.2025."
        raise ValueError(f"„{short(typed)}” to nie jest data.{hint}") from None
    if day.year not in YEARS:
        raise ValueError(f"Rok {day.year} jest poza zakresem {YEARS[0]}–{YEARS[-1]}.")
    return day.isoformat()


def _bool(_: CellType, typed: str, __: CellSpec) -> int:
    if typed.lower() in YES:
        return 1
    if typed.lower() in NO:
        return 0
    raise ValueError("Wpisz „tak” albo „nie”.")


def _code(_: CellType, typed: str, spec: CellSpec) -> str:
    """A code as listed; in small letters, or pasted with its label, it is the same code."""
    text = INVISIBLE.sub("", typed)
    code, _space, label = text.partition(" ")
    named = spec.codes is not None and label.strip().casefold() == spec.codes.get(code, "").casefold()
    for tried in (text, text.upper(), code if named else text):
        if tried.isprintable() and len(tried) <= MAX_CODE and spec.allows(tried):
            return tried
    raise ValueError(f"Kodu „{short(typed)}” nie ma w słowniku tego pola.")


PARSERS: dict[str, Callable[[CellType, str, CellSpec], Value]] = {
    "int": _number,
    "dec": _number,
    "money": _number,
    "text": _text,
    "date": _date,
    "bool": _bool,
    "code": _code,
}
