# SPDX-License-Identifier: EUPL-1.2
"""Events as lines to read: a sentence, the role, the place, and where the rest of the object's history is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from ssoz.access.roles import ROLES, SYSTEM_ROLE
from ssoz.audit.sentences import sentence
from ssoz.www.trail.objects import named


class Event(Protocol):
    """An event as it is stored."""

    @property
    def pk(self) -> int: ...
    @property
    def at(self) -> datetime: ...
    @property
    def person_id(self) -> int | None: ...
    @property
    def person_name(self) -> str: ...
    @property
    def roles(self) -> list[str]: ...
    @property
    def address(self) -> str | None: ...
    @property
    def action(self) -> str: ...
    @property
    def object_type(self) -> str: ...
    @property
    def object_id(self) -> str: ...
    @property
    def data(self) -> Mapping[str, Any]: ...


@dataclass(frozen=True)
class Line:
    """One event, to be read."""

    number: int
    at: datetime
    text: str
    who: str
    roles: str
    address: str
    object: str
    object_type: str
    object_id: str
    person_url: str
    object_url: str


def lines(events: Iterable[Event]) -> list[Line]:
    """All names of a page are asked for at once."""
    rows = list(events)
    objects = named([(row.object_type, row.object_id) for row in rows])
    return [_line(row, objects[row.object_type, row.object_id]) for row in rows]


def link(**sought: str | int) -> str:
    """The trail, narrowed."""
    return f"{reverse('trail:search')}?{urlencode(sought)}"


def _line(row: Event, name: str) -> Line:
    who = row.person_name or (_("Osoba usunięta") if row.person_id else _("Nieznana osoba"))
    words = {key: _word(key, value) for key, value in row.data.items()}
    narrowed = {"object_type": row.object_type, "object_id": row.object_id}
    return Line(
        number=row.pk,
        at=row.at,
        text=sentence(row.action, {**words, "who": who, "object": name}),
        who=who,
        roles=", ".join(str(ROLES[code].name) for code in row.roles if code in ROLES and code != SYSTEM_ROLE),
        address=row.address or "",
        object=name,
        object_type=row.object_type,
        object_id=row.object_id,
        person_url=link(person_id=row.person_id) if row.person_id else "",
        object_url=link(**narrowed) if row.object_id else "",
    )


def _word(key: str, value: object) -> object:
    """Codes by their names."""
    if key == "role" and value in ROLES:
        return ROLES[str(value)].name
    return ", ".join(map(str, value)) if isinstance(value, list) else value
