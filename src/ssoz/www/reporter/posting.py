# SPDX-License-Identifier: EUPL-1.2
"""What a page handed in, as changes of cells: from a plain form or from the script's JSON."""

from collections.abc import Iterable, Mapping
from typing import Annotated, Self
from uuid import UUID

from django.http import QueryDict
from django.utils.translation import gettext as _
from pydantic import BaseModel, ConfigDict, Field, Strict, TypeAdapter, ValidationError, model_validator

from engine.answers import Change
from ssoz.reports.errors import BadRequest
from ssoz.reports.operations import Edit
from ssoz.www.reporter.presentation.refusals import choice_name, decided

LONGEST_TEXT = 10_000
MOST_CHANGES = 20_000


class _Change(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    address: str = Field(max_length=200)
    was: str | None = Field(default=None, max_length=LONGEST_TEXT)
    now: str = Field(max_length=LONGEST_TEXT)
    id: Annotated[UUID | None, Strict(False)] = None  # the name of this edit, for a request that comes twice


class Body(BaseModel):
    """The script's message."""

    model_config = ConfigDict(extra="forbid", strict=True)

    changes: list[_Change] = Field(max_length=MOST_CHANGES)
    verdict: bool = False  # a page from before the script verified by itself may still say it
    version: int | None = Field(default=None, ge=0)  # the last one the page knows of

    @model_validator(mode="after")
    def _a_cell_once(self) -> Self:
        named = [change.address for change in self.changes if change.id]
        if len(named) != len(set(named)):
            raise ValueError("edits of one cell come one after the other")
        return self

    def as_changes(self) -> tuple[Edit, ...]:
        return tuple(Edit(change.address, change.was, change.now, change.id) for change in self.changes)


_TEXTS: TypeAdapter[dict[str, str | dict[str, list[str]]]] = TypeAdapter(dict[str, str | dict[str, list[str]]])


def body(raw: bytes) -> Body:
    try:
        return Body.model_validate_json(raw)
    except ValidationError:
        raise BadRequest(_unreadable()) from None


def form_changes(data: QueryDict) -> tuple[Change, ...]:
    """Cells whose text differs from what the page was showing, and those of which the page says over what they were
    typed (refusals.py); names of cells are their addresses."""
    base = _base(data.get("base", "{}"))
    cells = {name: text for name, text in data.items() if "." in name and isinstance(text, str)}
    changes = (_change(data, base, address, text) for address, text in cells.items())
    return tuple(change for change in changes if change)


def _change(data: QueryDict, base: Mapping[str, str], address: str, text: str) -> Change | None:
    said, was = data.get(choice_name(address)), base.get(address, "")
    if said is not None:
        return Change(address, *decided(said, text))
    return Change(address, was, text) if text.strip() != was else None


def edit_name(text: str | None) -> UUID | None:
    """The name a page gave an edit; a plain form gives none."""
    try:
        return UUID(text) if text else None
    except ValueError:
        raise BadRequest(_unreadable()) from None


def number(text: str | None) -> int:
    """A version as the page carried it; a page that carried none is stale."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else -1


def _base(raw: str) -> Mapping[str, str]:
    """Texts by address, from the grids of `presentation.page` or as the page's script hands them back."""
    try:
        found = _TEXTS.validate_json(raw or "{}")
    except ValidationError:
        raise BadRequest(_unreadable()) from None
    return {address: text for name, one in found.items() for address, text in _texts(name, one)}


def _texts(name: str, found: str | Mapping[str, list[str]]) -> Iterable[tuple[str, str]]:
    if isinstance(found, str):
        return [(name, found)]
    columns = found.get("", [])
    rows = ((row, zip(columns, texts, strict=False)) for row, texts in found.items() if row)
    return [(f"{name}.{row}.{column}", text) for row, cells in rows for column, text in cells if text]


def _unreadable() -> str:
    return _("Nie udało się odczytać formularza. Odśwież stronę i spróbuj ponownie.")
