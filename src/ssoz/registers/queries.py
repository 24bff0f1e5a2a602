# SPDX-License-Identifier: EUPL-1.2
"""Reading the registers: units by any of their numbers or a part of the name, code lists and territory as of a day."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from ssoz.registers.enums import COMMUNES, AreaLevel
from ssoz.registers.models import Area, CodeEntry, Correspondence, Population, Unit, valid_on
from ssoz.registers.names import digits, normalised

PAGE = 50
Position = tuple[str, int]


@dataclass(frozen=True, slots=True)
class UnitPage:
    """Units in the order of their names; `next` asks for the page after this one."""

    items: tuple[Unit, ...]
    next: Position | None


@dataclass(frozen=True, slots=True)
class UnitSearch:
    """What a person filled in; what is blank does not narrow."""

    text: str = ""
    kinds: tuple[str, ...] = ()
    nip: str = ""
    regon: str = ""
    register_number: str = ""
    name: str = ""
    voivodeships: tuple[str, ...] = ()
    characters: tuple[str, ...] = ()
    on: date | None = None


def units(search: UnitSearch) -> QuerySet[Unit]:
    """Units that fit all of the search, in the order of their names."""
    found = Unit.objects.filter(_numbers(search), _name(search.name), _text(search.text))
    if search.kinds:
        found = found.filter(kind__in=search.kinds)
    if search.voivodeships:
        found = found.filter(voivodeship__in=search.voivodeships)
    if search.characters:
        found = found.filter(character__in=search.characters)
    if search.on:
        found = found.filter(valid_on(search.on))
    return found.order_by("name_key", "id")


def find_units(search: UnitSearch, *, after: Position | None = None, limit: int = PAGE) -> UnitPage:
    """One page of them; by keyset, so the last page costs what the first one does.

    The page is found in an index that holds the names, and only then are its rows read: a word that half the country
    has in its name would else read twenty thousand rows to show fifty.
    """
    found = units(search)
    if after is not None:
        found = found.filter(Q(name_key__gt=after[0]) | Q(name_key=after[0], id__gt=after[1]), name_key__gte=after[0])
    page = Unit.objects.filter(pk__in=found.values("pk")[: limit + 1]).order_by("name_key", "id")
    items = tuple(page)
    shown = items[:limit]
    return UnitPage(shown, (shown[-1].name_key, shown[-1].pk) if len(items) > limit else None)


def _numbers(search: UnitSearch) -> Q:
    narrowed = Q()
    if search.nip.strip():
        narrowed &= Q(nip=digits(search.nip))
    if search.regon.strip():
        narrowed &= _regon(digits(search.regon))
    if search.register_number.strip():
        narrowed &= Q(register_number=digits(search.register_number).zfill(12))
    return narrowed


def _regon(number: str) -> Q:
    """Nine digits find the entity and all its facilities, whose fourteen begin with them."""
    if len(number) != 9:
        return Q(regon=number)
    return Q(regon__startswith=number) & ~Q(regon="")  # the second half says that the index without blanks will do


def _name(text: str) -> Q:
    narrowed = Q()
    for word in normalised(text).split():
        narrowed &= Q(name_key__contains=word)
    return narrowed


def _text(text: str) -> Q:
    """One box for everything: digits are a number of the unit, anything else a part of its name."""
    number = digits(text)
    if not re.fullmatch(r"\d{4,}", number):
        return _name(text)
    return Q(nip=number) | _regon(number) | Q(register_number=number.zfill(12)) | _name(text)


def unit(public_id: UUID | str) -> Unit:
    return Unit.objects.get(public_id=public_id)


def office_of(voivodeship: str, on: date) -> Unit | None:
    """The voivodeship office that supervises units there."""
    return Unit.objects.filter(valid_on(on), kind="voivodeship_office", voivodeship=voivodeship).first()


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
    fits = Q(code__startswith=text.strip()) | _name(text) if normalised(text) else Q()
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
