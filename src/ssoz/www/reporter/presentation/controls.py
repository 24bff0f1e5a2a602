# SPDX-License-Identifier: EUPL-1.2
"""How a cell of a type is filled in: a field, a list to choose from, or a field that suggests codes while one types."""

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from engine.definitions import CellSpec, CellType

LONGEST_CHOICE = 40  # a longer list is searched by typing
SHORT_TEXT = 20  # signs; longer texts get all the width there is
_MODES = {"int": "numeric", "dec": "decimal", "money": "decimal"}
_YES_NO = ("tak", "nie")  # as the engine reads and writes them


@dataclass(frozen=True, slots=True)
class Control:
    element: str  # "input" | "select"
    kind: str  # the type's kind, a class on the page
    mode: str = ""  # inputmode: which keyboard a phone shows
    hint: str = ""  # what an empty field expects
    choices: tuple[tuple[str, str], ...] = ()
    suggestions: str = ""  # id of the list of suggestions
    size: int = 0  # signs a short text is as wide as; 0 is as wide as the page gives


@dataclass(frozen=True, slots=True)
class Suggestions:
    """One list of codes, on the page once, shared by every field that needs it."""

    id: str
    codes: tuple[tuple[str, str], ...]

    @property
    def html(self) -> SafeString:
        options = (f'<option value="{escape(code)}">{escape(name)}</option>' for code, name in self.codes)
        return mark_safe("".join(options))  # noqa: S308  escaped one by one


class Controls:
    """Controls of one page; lists of suggestions are gathered as fields ask for them."""

    def __init__(self) -> None:
        self._known: dict[int, Control] = {}  # types of one definition are the same objects as long as it lives
        self._lists: dict[tuple[str, str], Suggestions] = {}

    @property
    def suggestions(self) -> tuple[Suggestions, ...]:
        return tuple(self._lists.values())

    def of(self, spec: CellSpec) -> Control:
        known = self._known.get(id(spec.type))
        if known is None:
            known = self._known[id(spec.type)] = self._make(spec)
        return known

    def _make(self, spec: CellSpec) -> Control:
        kind = spec.type.kind
        if kind == "bool":
            return Control("select", kind, choices=tuple((word, _(word)) for word in _YES_NO))
        if kind == "code" and spec.codes:
            return self._coded(spec, spec.codes)
        hint = _("dd.mm.rrrr") if kind == "date" else ""
        return Control("input", kind, mode=_MODES.get(kind, ""), hint=hint, size=_size(spec.type))

    def _coded(self, spec: CellSpec, codes: Mapping[str, str]) -> Control:
        if len(codes) <= LONGEST_CHOICE:
            return Control("select", "code", choices=tuple(codes.items()))
        key = (spec.type.list, spec.type.where)
        if key not in self._lists:
            self._lists[key] = Suggestions(f"lista-{len(self._lists) + 1}", tuple(codes.items()))
        mode = "numeric" if all(code.isdigit() for code in codes) else ""
        return Control("input", "code", mode=mode, suggestions=self._lists[key].id)


def _size(cell_type: CellType) -> int:
    """A short text shows how much is asked for."""
    longest = int(cell_type.max) if cell_type.kind == "text" and cell_type.max is not None else 0
    return longest if longest <= SHORT_TEXT else 0
