# SPDX-License-Identifier: EUPL-1.2
"""Code lists, territory and population as of a day."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from ssoz.registers.enums import COMMUNES, AreaLevel
from ssoz.registers.models import Area, CodeEntry, Correspondence, Population, valid_on
from ssoz.registers.names import normalised
from ssoz.registers.queries.units import name_holds


@dataclass(frozen=True, slots=True)
class Entry:
    code: str
    name: str
    name_en: str = ""


def code_list(name: str, on: date) -> tuple[Entry, ...]:
    """The codes that hold on that day, in the order of the list."""
    rows = CodeEntry.objects.filter(valid_on(on), code_list__name=name).order_by("position", "code")
    return tuple(Entry(*row) for row in rows.values_list("code", "name", "name_en"))


def code_names(name: str, on: date) -> dict[str, str]:
    return {entry.code: entry.name for entry in code_list(name, on)}


def labelled_code_lists(on: date) -> dict[str, dict[str, str]]:
    """All lists at once, as the engine wants them: list → code → name. The territory is one of them. Two queries."""
    lists: dict[str, dict[str, str]] = {}
    rows = CodeEntry.objects.filter(valid_on(on)).order_by("code_list__name", "position", "code")
    for name, code, label in rows.values_list("code_list__name", "code", "name"):
        lists.setdefault(name, {})[code] = label
    places = Area.objects.filter(valid_on(on), level__in=(AreaLevel.COMMUNE, AreaLevel.PART)).order_by("code")
    lists[COMMUNES] = {code: f"{name} ({kind})" for code, name, kind in places.values_list("code", "name", "kind")}
    return lists


def find_codes(name: str, text: str, on: date, limit: int = 20) -> tuple[Entry, ...]:
    """Codes that begin with the text or whose names hold its words."""
    fits = Q(code__startswith=text.strip()) | name_holds(text) if normalised(text) else Q()
    rows = CodeEntry.objects.filter(valid_on(on), fits, code_list__name=name).order_by("position")
    return tuple(Entry(*row) for row in rows.values_list("code", "name", "name_en")[:limit])


def correspondence(source: str, target: str) -> dict[str, str]:
    """Code of one list → code of the other."""
    rows = Correspondence.objects.filter(source__name=source, target__name=target)
    return dict(rows.values_list("source_code", "target_code"))


def areas(level: AreaLevel, on: date, parent: str = "") -> tuple[Entry, ...]:
    """Voivodeships, counties or communes of that day, in the order of their codes."""
    found = Area.objects.filter(valid_on(on), level=level)
    if parent:
        found = found.filter(parent_code=parent)
    return tuple(Entry(code, name) for code, name in found.order_by("code").values_list("code", "name"))


def voivodeships(on: date) -> dict[str, str]:
    return {entry.code: entry.name for entry in areas(AreaLevel.VOIVODESHIP, on)}


def communes(codes: Collection[str] | None = None) -> frozenset[str]:
    """Codes a unit's TERYT may be: communes and their parts, of any day; narrowed to `codes` where given."""
    found = Area.objects.filter(level__in=(AreaLevel.COMMUNE, AreaLevel.PART))
    if codes is not None:
        found = found.filter(code__in=codes)
    return frozenset(found.values_list("code", flat=True))


def outlines() -> dict[str, Any]:
    """Voivodeship → outline, GeoJSON geometry."""
    return dict(Area.objects.filter(outline__isnull=False).values_list("code", "outline"))


def population(on: date) -> dict[str, int]:
    """Area → people, by the count nearest before or on that day."""
    latest = Population.objects.filter(on__lte=on).order_by("-on").values_list("on", flat=True).first()
    return dict(Population.objects.filter(on=latest).values_list("area", "people")) if latest else {}
