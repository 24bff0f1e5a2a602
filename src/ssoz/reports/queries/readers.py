# SPDX-License-Identifier: EUPL-1.2
"""Who may see a report once it is sent: units with the roles that open it, told before somebody sends."""

from collections.abc import Iterator
from dataclasses import dataclass

from shared.clock import today
from ssoz.access.permissions import Permission, Text, for_kind
from ssoz.access.roles import ROLES, Role
from ssoz.registers.enums import UnitCharacter, UnitKind
from ssoz.registers.queries import office_of, supervisor_of
from ssoz.reports.models import Report


@dataclass(frozen=True)
class Reader:
    unit: Text
    roles: tuple[Text, ...]
    content: bool = True  # else only that there is a report, and its status


def readers(report: Report) -> tuple[Reader, ...]:
    """The own unit, whoever supervises it, the centre."""
    return tuple(reader for reader in _readers(report) if reader.roles)


def _readers(report: Report) -> Iterator[Reader]:
    unit, edition = report.unit, report.round.edition
    read = for_kind("REPORT_READ", edition.kind)
    yield Reader(unit.name, _names(unit.character, unit.kind, read))
    office = office_of(unit.voivodeship, today())
    supervisor = supervisor_of(unit.voivodeship, edition.subject, today())
    for one in dict.fromkeys((office, supervisor)):
        if one is not None:
            yield Reader(one.name, _names(UnitCharacter.SUPERVISING, one.kind, read))
    centre = UnitCharacter.CENTRAL, UnitKind.EHEALTH_CENTRE
    opened = _names(*centre, read)
    yield Reader(UnitKind.EHEALTH_CENTRE.label, opened)
    found = tuple(name for name in _names(*centre, Permission.REPORT_FIND) if name not in opened)
    yield Reader(UnitKind.EHEALTH_CENTRE.label, found, content=False)


def _names(character: str, kind: str, permission: Permission) -> tuple[Text, ...]:
    return tuple(role.name for role in _held(character, kind) if permission in role.permissions)


def _held(character: str, kind: str) -> Iterator[Role]:
    return (role for role in ROLES.values() if role.fits(character=character, kind=kind))
