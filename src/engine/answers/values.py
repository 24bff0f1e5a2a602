# SPDX-License-Identifier: EUPL-1.2
"""From what people type to what is stored, and back."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal

from engine.answers.sheets import Value
from engine.definitions import CellSpec, CellType

LIMIT = 999_999_999_999
MAX_TEXT = 1000
GROUPS = re.compile(r"[ \u00a0\u2009\u202f]")
NUMBER = re.compile(r"-?(?:[0-9]+|[0-9]{1,3}(?: [0-9]{3})+)(?:,[0-9]+)?")
DOTTED_GROUPS = re.compile(r"-?[0-9]{1,3}(\.[0-9]{3})+")
POLISH_DATE = re.compile(r"([0-9]{1,2})[.-]([0-9]{1,2})[.-]([0-9]{4})")
YES = frozenset({"1", "tak", "t", "true", "on"})
NO = frozenset({"0", "nie", "n", "false"})
NOBREAK = "\u00a0"


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
    if not typed:
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


def format_number(value: int, scale: int = 0) -> str:
    """1234567 with scale 2 → „12 345,67”, groups parted by no-break spaces."""
    whole, rest = divmod(abs(value), 10**scale)
    text = f"{whole:,}".replace(",", NOBREAK)
    if scale:
        text += f",{rest:0{scale}}"
    return f"-{text}" if value < 0 else text


def _number(cell_type: CellType, typed: str, _: CellSpec) -> int:
    text = GROUPS.sub(" ", typed).replace("\u2212", "-")
    if text.count(".") == 1 and "," not in text and not DOTTED_GROUPS.fullmatch(text):
        text = text.replace(".", ",")
    if DOTTED_GROUPS.fullmatch(text):
        raise ValueError(
            f"Nie wiadomo, co znaczy kropka w „{_short(typed)}”. Tysiące oddziel odstępem, ułamek przecinkiem."
        )
    if not NUMBER.fullmatch(text):
        raise ValueError(f"„{_short(typed)}” to nie jest liczba.")
    whole, _comma, rest = text.replace(" ", "").partition(",")
    rest = rest.rstrip("0")
    if len(rest) > cell_type.scale:
        raise ValueError(_too_precise(cell_type))
    if len(whole.lstrip("-").lstrip("0")) > len(str(LIMIT)):
        raise ValueError(f"Liczba jest za duża. Największa to {format_number(LIMIT)}.")
    value = int(whole + rest.ljust(cell_type.scale, "0"))
    _within(cell_type, value)
    return value


def _too_precise(cell_type: CellType) -> str:
    if cell_type.kind == "money" and cell_type.scale == 0:
        return "Kwotę wpisz w pełnych złotych."
    if cell_type.scale == 0:
        return "Wpisz liczbę całkowitą."
    return f"Najwięcej miejsc po przecinku: {cell_type.scale}."


def _within(cell_type: CellType, value: int) -> None:
    natural = Decimal(value).scaleb(-cell_type.scale)
    if cell_type.min is not None and natural < cell_type.min:
        if cell_type.min == 0:
            raise ValueError("Wartość nie może być ujemna.")
        raise ValueError(f"Najmniejsza wartość to {_natural(cell_type.min)}.")
    if cell_type.max is not None and natural > cell_type.max:
        raise ValueError(f"Największa wartość to {_natural(cell_type.max)}.")


def _natural(limit: Decimal) -> str:
    scale = max(0, -int(limit.normalize().as_tuple().exponent))
    return format_number(int(limit.scaleb(scale)), scale)


def _text(cell_type: CellType, typed: str, _: CellSpec) -> str:
    longest = int(cell_type.max) if cell_type.max is not None else MAX_TEXT
    if len(typed) > longest:
        raise ValueError(f"Tekst jest za długi. Najwięcej znaków: {longest}.")
    if any(ord(sign) < 32 and sign not in "\n\t\r" for sign in typed):
        raise ValueError("Tekst zawiera niedozwolone znaki.")
    return typed


def _date(_: CellType, typed: str, __: CellSpec) -> str:
    found = POLISH_DATE.fullmatch(typed)
    try:
        day = date(int(found[3]), int(found[2]), int(found[1])) if found else date.fromisoformat(typed)
    except ValueError:
        raise ValueError(f"„{_short(typed)}” to nie jest data. Wpisz na przykład 31.12.2025.") from None
    return day.isoformat()


def _bool(_: CellType, typed: str, __: CellSpec) -> int:
    if typed.lower() in YES:
        return 1
    if typed.lower() in NO:
        return 0
    raise ValueError("Wpisz „tak” albo „nie”.")


def _code(cell_type: CellType, typed: str, spec: CellSpec) -> str:
    if not spec.allows(typed):
        raise ValueError(f"Kodu „{_short(typed)}” nie ma w słowniku tego pola.")
    return typed


def _short(typed: str) -> str:
    return typed if len(typed) <= 40 else typed[:37] + "…"


PARSERS: dict[str, Callable[[CellType, str, CellSpec], Value]] = {
    "int": _number,
    "dec": _number,
    "money": _number,
    "text": _text,
    "date": _date,
    "bool": _bool,
    "code": _code,
}
