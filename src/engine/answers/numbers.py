# SPDX-License-Identifier: EUPL-1.2
"""Numbers as people in Poland type and paste them. What could mean two things is asked about, never guessed.

Accepted: 1234 · 1 234 (any kind of space) · 1'234 · 1 234,5 · 1234.5 · 1.234,5 · 1.234.567 · +5 · -5 with any minus ·
for amounts also zł and PLN. Refused with a sentence: 1.234 (thousands or a fraction?) · 1,234.5 · 1e5 · units · digits
of other scripts.
"""

import re
from decimal import Decimal

from engine.definitions import CellType
from engine.definitions.models import MAX_DIGITS

LIMIT = 10**MAX_DIGITS - 1
LONGEST = 60  # signs; nobody types more for a number
NOBREAK = "\u00a0"
SPACES = re.compile(r"[ \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]")
MINUS = re.compile(r"^[\u2010-\u2015\u2212\ufe63\uff0d]")
APOSTROPHES = re.compile(r"(?<=[0-9])['\u2019](?=[0-9]{3}(?![0-9]))")
NUMBER = re.compile(r"([+-]?)([0-9]+|[0-9]{1,3}(?: [0-9]{3})+)(?:,([0-9]+))?")
DOTTED = re.compile(r"[+-]?[0-9]{1,3}(\.[0-9]{3})+(,[0-9]+)?")
AMBIGUOUS = re.compile(r"[+-]?[0-9]{1,3}\.[0-9]{3}")
NO_NUMBER = "„{}” to nie jest liczba."
REASONS = {
    re.compile("-"): "Kreska to nie liczba. Wpisz 0 albo zostaw puste pole.",
    AMBIGUOUS: "Nie wiadomo, co znaczy kropka w „{}”. Tysiące oddziel odstępem, ułamek przecinkiem.",
    re.compile(r"[+-]?[0-9]{1,3}(,[0-9]{3})+(,[0-9]{3}|\.[0-9]+)"): (
        "Nie wiadomo, co znaczy przecinek w „{}”. Tysiące oddziel odstępem, ułamek przecinkiem."
    ),
    re.compile(r"[+-]?[0-9]+([.,][0-9]+)?[eE][+-]?[0-9]+"): "Liczbę „{}” wpisz wszystkimi cyframi.",
    re.compile(r"[^\t\n\r;]*[0-9][^\t\n\r;]*[\t\n\r;].*[0-9].*", re.DOTALL): (
        "To pole mieści jedną liczbę, a wklejono ich więcej."
    ),
    re.compile(r"[+-]?[\d .,]*[^\D0-9][\d .,]*"): f"{NO_NUMBER} Użyj cyfr od 0 do 9.",
}
WITH_UNIT = re.compile(r"([+-]?[0-9][0-9 .,]*?) ?([^\W\d_][^0-9]*|%|‰|€|\$)")
MONEY = re.compile(r" ?(?:zł|zl|pln)\.?$", re.IGNORECASE)


def parse_number(cell_type: CellType, typed: str) -> int:
    """The scaled integer of a typed number; ValueError with a sentence where it is none."""
    pasted = _plain(typed)
    text = MONEY.sub("", pasted) if cell_type.kind == "money" else pasted
    if not AMBIGUOUS.fullmatch(text):
        text = text.replace(".", "" if DOTTED.fullmatch(text) else ",")
    found = NUMBER.fullmatch(text)
    if found is None or len(text) > LONGEST:
        raise ValueError(_reason(pasted[:LONGEST], typed))
    sign, whole, rest = found[1], found[2].replace(" ", "").lstrip("0"), (found[3] or "").rstrip("0")
    if len(rest) > cell_type.scale:
        raise ValueError(_too_precise(cell_type))
    if len(whole) > MAX_DIGITS:
        raise ValueError(f"Liczba jest za duża. Największa to {format_number(LIMIT)}.")
    value = int(whole + rest.ljust(cell_type.scale, "0") or "0")
    value = -value if sign == "-" else value
    _within(cell_type, value)
    return value


def format_number(value: int, scale: int = 0) -> str:
    """1234567 with scale 2 → „12 345,67”, groups parted by no-break spaces."""
    if not scale:
        return f"{value:,}".replace(",", NOBREAK)
    whole, rest = divmod(abs(value), 10**scale)
    text = f"{whole:,}".replace(",", NOBREAK) + f",{rest:0{scale}}"
    return f"-{text}" if value < 0 else text


def short(typed: str) -> str:
    return typed if len(typed) <= 40 else typed[:37] + "…"


def _plain(typed: str) -> str:
    """One kind of space, one minus, no apostrophes between thousands, nothing invisible."""
    text = SPACES.sub(" ", INVISIBLE.sub("", typed)).strip()
    text = MINUS.sub("-", text)
    return APOSTROPHES.sub(" ", text)


def _reason(text: str, typed: str) -> str:
    """Why this is no number, and what to do."""
    unit = WITH_UNIT.fullmatch(text)
    reason = next((told for pattern, told in REASONS.items() if pattern.fullmatch(text)), NO_NUMBER)
    if unit is not None and reason is NO_NUMBER:
        reason = f"Wpisz samą liczbę, bez „{short(unit[2])}”."
    return reason.replace("{}", short(typed))


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
