# SPDX-License-Identifier: EUPL-1.2
"""How a workbook looks: white cells are to be filled in, grey ones are not; and what a cell of a type takes."""

from datetime import date
from functools import cache
from typing import Any

from engine.definitions import CellSpec, CellType

INK, RULE, GREY, BLUE = "#1d2733", "#8a97a8", "#eef1f5", "#e3ecf7"
FONT = {"font_name": "Fira Sans", "font_size": 10, "font_color": INK, "valign": "vcenter"}
BOX = {**FONT, "border": 1, "border_color": RULE}
LONGEST_MESSAGE = 255
LIMIT = 999_999_999_999
DAYS = (date(1900, 1, 1), date(2200, 12, 31))  # a spreadsheet knows none before


class Styles:
    """Formats of one workbook, each made once."""

    def __init__(self, book: Any) -> None:
        self._make = cache(lambda items: book.add_format(dict(items)))

    def of(self, **more: object) -> Any:
        return self._make(tuple({**FONT, **more}.items()))

    @property
    def title(self) -> Any:
        return self.of(bold=True, font_size=13)

    @property
    def soft(self) -> Any:
        return self.of(font_color="#55606e")

    @property
    def head(self) -> Any:
        return self.of(bold=True, text_wrap=True, align="center", bg_color=BLUE, **_box())

    @property
    def symbol(self) -> Any:
        return self.of(align="center", bg_color=BLUE, font_size=9, **_box())

    @property
    def group(self) -> Any:
        return self.of(bold=True, bg_color=GREY, **_box())

    def label(self, indent: int = 0) -> Any:
        return self.of(text_wrap=True, bg_color=GREY, indent=indent, **_box())

    def entered(self, spec: CellSpec) -> Any:
        return self.of(locked=False, num_format=number_format(spec.type), align=_align(spec.type), **_box())

    def computed(self, spec: CellSpec) -> Any:
        return self.of(bg_color=GREY, bold=True, num_format=number_format(spec.type), align=_align(spec.type), **_box())

    @property
    def closed(self) -> Any:
        return self.of(bg_color=GREY, font_color="#55606e", align="center", **_box())

    def prior(self, spec: CellSpec) -> Any:
        form = number_format(spec.type)
        return self.of(font_color="#55606e", italic=True, num_format=form, align=_align(spec.type), **_box())


def _box() -> dict[str, object]:
    return {"border": 1, "border_color": RULE}


def _align(cell_type: CellType) -> str:
    return "right" if cell_type.numeric else "left"


def number_format(cell_type: CellType) -> str:
    if cell_type.numeric:
        return "#,##0" + ("." + "0" * cell_type.scale if cell_type.scale else "")
    return "dd.mm.yyyy" if cell_type.kind == "date" else "@"


def validation(cell_type: CellType, source: str) -> dict[str, object] | None:
    """What the spreadsheet refuses at once, in a sentence; `source` is the range of a code's list."""
    rule = _rule(cell_type, source)
    if rule is None:
        return None
    criteria, message = rule
    return {**criteria, "ignore_blank": True, "error_title": "SSOZ", "error_message": message[:LONGEST_MESSAGE]}


def _rule(cell_type: CellType, source: str) -> tuple[dict[str, object], str] | None:
    kind = cell_type.kind
    if cell_type.numeric:
        return _number(cell_type)
    if kind == "bool":
        return {"validate": "list", "source": ["tak", "nie"]}, "Wpisz „tak” albo „nie”."
    if kind == "code":
        listed: dict[str, object] = {"validate": "list", "source": source}
        return (listed, "Wybierz z listy albo wpisz sam kod.") if source else None
    if kind == "date":
        between = {"criteria": "between", "minimum": DAYS[0], "maximum": DAYS[1]}
        return {"validate": "date", **between}, "Wpisz datę, na przykład 31.12.2025."
    longest = int(cell_type.max) if cell_type.max is not None else 1000
    criteria: dict[str, object] = {"validate": "length", "criteria": "<=", "value": longest}
    return criteria, f"Najwięcej znaków: {longest}."


def _number(cell_type: CellType) -> tuple[dict[str, object], str]:
    least = -LIMIT if cell_type.min is None else float(cell_type.min)
    most = LIMIT if cell_type.max is None else float(cell_type.max)
    what = "liczbę całkowitą" if not cell_type.scale else f"liczbę, najwyżej {cell_type.scale} miejsca po przecinku"
    limits = [] if cell_type.min is None else [f"co najmniej {cell_type.min:f}"]
    limits += [] if cell_type.max is None else [f"najwyżej {cell_type.max:f}"]
    message = f"Wpisz {what}{': ' if limits else ''}{', '.join(limits)}."
    validate = "decimal" if cell_type.scale else "integer"
    return {"validate": validate, "criteria": "between", "minimum": least, "maximum": most}, message.replace(": :", ":")
