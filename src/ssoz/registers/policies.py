# SPDX-License-Identifier: EUPL-1.2
"""What a unit in the register must look like, whoever writes it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

from django.utils.translation import gettext as _

from shared.identifiers import IdentifierError, clean_nip, clean_register_number, clean_regon
from ssoz.registers.enums import PRACTICES, ActivityCode, UnitCharacter, UnitKind
from ssoz.registers.errors import FieldProblem
from ssoz.registers.models import Unit


def check_unit(unit: Unit, communes: Collection[str]) -> tuple[FieldProblem, ...]:
    """Every problem of the unit, in the order of its fields; `communes` are the TERYT codes that exist."""
    found = [
        *_sentences("name", _name_problem(unit)),
        *_sentences("kind", _kind_problem(unit)),
        *_sentences("character", _character_problem(unit)),
        *_sentences("nip", _number_problem(clean_nip, unit.nip)),
        *_sentences("regon", _number_problem(clean_regon, unit.regon)),
        *_sentences("register_number", _number_problem(clean_register_number, unit.register_number)),
        *_sentences("teryt", _teryt_problem(unit.teryt, communes)),
        *_sentences("activity_code", _activity_code_problem(unit)),
        *_sentences("valid_to", _dates_problem(unit)),
    ]
    return tuple(found)


def _sentences(field: str, message: str | None) -> Iterator[FieldProblem]:
    if message:
        yield FieldProblem(field, message)


def _name_problem(unit: Unit) -> str | None:
    if unit.name.strip():
        return None
    return _("Podaj nazwę jednostki.")


def _kind_problem(unit: Unit) -> str | None:
    if unit.kind in UnitKind.values:
        return None
    return _("Nieznany rodzaj jednostki: „%(kind)s”.") % {"kind": unit.kind}


def _character_problem(unit: Unit) -> str | None:
    if unit.character in UnitCharacter.values:
        return None
    return _("Nieznany charakter jednostki: „%(character)s”.") % {"character": unit.character}


def _number_problem(clean: Callable[[str], str], number: str) -> str | None:
    try:
        if number:
            clean(number)
    except IdentifierError as error:
        return str(error)
    return None


def _teryt_problem(code: str, communes: Collection[str]) -> str | None:
    if code in communes:
        return None
    return _("Kod TERYT „%(code)s” nie jest 7-cyfrowym kodem istniejącej gminy.") % {"code": code}


def _activity_code_problem(unit: Unit) -> str | None:
    if not unit.activity_code or unit.kind not in UnitKind.values:
        return None
    if unit.kind not in PRACTICES:
        return _("Rodzaj praktyki podaje się tylko dla praktyki zawodowej, a nie dla jednostki rodzaju „%(kind)s”.") % {
            "kind": UnitKind(unit.kind).label
        }
    if unit.activity_code not in ActivityCode.values:
        return _("Rodzaj praktyki „%(code)s” jest nieprawidłowy: dozwolone są kody od 93 do 99.") % {
            "code": unit.activity_code
        }
    return None


def _dates_problem(unit: Unit) -> str | None:
    if unit.valid_to is None or unit.valid_from <= unit.valid_to:
        return None
    return _("Dzień wykreślenia jednostki jest wcześniejszy niż dzień wpisu.")
