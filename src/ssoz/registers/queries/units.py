# SPDX-License-Identifier: EUPL-1.2
"""Units by any of their numbers or a part of the name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Case, Q, QuerySet, When

from ssoz.registers.enums import UnitKind
from ssoz.registers.models import Unit, valid_on
from ssoz.registers.names import digits, normalised

PAGE = 50
SUBJECT_SUPERVISORS = {"psychiatry": UnitKind.PSYCHIATRY_INSTITUTE, "addiction": UnitKind.ADDICTION_CENTRE}
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
    return narrowed(search).filter(name_holds(search.name), _text(search.text)).order_by("name_key", "id")


def narrowed(search: UnitSearch) -> QuerySet[Unit]:
    """Units that fit all of the search but its words, in no order."""
    found = Unit.objects.filter(_numbers(search)).order_by()
    if search.kinds:
        found = found.filter(kind__in=search.kinds)
    if search.voivodeships:
        found = found.filter(voivodeship__in=search.voivodeships)
    if search.characters:
        found = found.filter(character__in=search.characters)
    if search.on:
        found = found.filter(valid_on(search.on))
    return found


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


def name_holds(text: str) -> Q:
    """Every word of the text occurs somewhere in the name."""
    narrowed = Q()
    for word in normalised(text).split():
        narrowed &= Q(name_key__contains=word)
    return narrowed


def _text(text: str) -> Q:
    """One box for everything: digits are a number of the unit, anything else a part of its name."""
    number = digits(text)
    if not re.fullmatch(r"\d{4,}", number):
        return name_holds(text)
    return Q(nip=number) | _regon(number) | Q(register_number=number.zfill(12)) | name_holds(text)


def unit(public_id: UUID | str) -> Unit:
    return Unit.objects.get(public_id=public_id)


def office_of(voivodeship: str, on: date) -> Unit | None:
    """The voivodeship office that supervises units there."""
    return Unit.objects.filter(valid_on(on), kind="voivodeship_office", voivodeship=voivodeship).first()


def supervisor_of(voivodeship: str, subject: str, on: date) -> Unit | None:
    """Who supervises reports on this subject there, and answers questions about them."""
    kind = SUBJECT_SUPERVISORS.get(subject)
    if kind is None:
        return office_of(voivodeship, on)
    return Unit.objects.filter(valid_on(on), kind=kind).order_by("id").first()


def supervisors(on: date) -> QuerySet[Unit]:
    """Everybody who supervises reports and answers questions about them: voivodeship offices, then the others."""
    kinds = (UnitKind.VOIVODESHIP_OFFICE, *SUBJECT_SUPERVISORS.values())
    offices_first = Case(When(kind=UnitKind.VOIVODESHIP_OFFICE, then=0), default=1)
    return Unit.objects.filter(valid_on(on), kind__in=kinds).order_by(offices_first, "name_key", "pk")


def unit_names(public_ids: Iterable[UUID]) -> dict[str, str]:
    """Names of these units."""
    rows = Unit.objects.filter(public_id__in=list(public_ids)).values_list("public_id", "name")
    return {str(public_id): name for public_id, name in rows}


def register_facts(of: Unit) -> dict[str, str | int]:
    """What the register knows of a unit, as expressions name it (`unit.…`); what it does not know is left out."""
    known = {
        **of.attributes,
        "kind": of.kind,
        "character": of.character,
        "teryt": of.teryt,
        "voivodeship": of.voivodeship,
        "activity_code": of.activity_code,
        "nip": of.nip,
        "regon": of.regon,
        "register_number": of.register_number,
    }
    return {name: value for name, value in known.items() if isinstance(value, str | int) and value != ""}


def find_unit(public_id: UUID) -> Unit | None:
    """The unit, if there is one."""
    return Unit.objects.filter(public_id=public_id).first()
