# SPDX-License-Identifier: EUPL-1.2
"""Who may see a report, as it is told before it is sent: exactly those whose roles open it."""

from dataclasses import replace

import pytest

from ssoz.access.permissions import for_kind
from ssoz.access.roles import ROLES
from ssoz.access.scopes import scope
from ssoz.registers.enums import UnitKind
from ssoz.registers.models import Unit
from ssoz.reports.models import Report
from ssoz.reports.queries import readers
from tests.factories import registers
from tests.factories.reports import blank_report, filler, tiny

pytestmark = pytest.mark.django_db
SUBJECTS = {"nonfinancial": "general", "financial": "general", "card": "psychiatry"}
OFFICES = (UnitKind.VOIVODESHIP_OFFICE, UnitKind.PSYCHIATRY_INSTITUTE, UnitKind.ADDICTION_CENTRE)


def told(report: Report) -> dict[str, set[str]]:
    """Unit → roles that see the content."""
    return {str(one.unit): {str(name) for name in one.roles} for one in readers(report) if one.content}


def opens(report: Report, unit: Unit) -> set[str]:
    """Roles of that unit that may read the report."""
    edition = report.round.edition
    permission = for_kind("REPORT_READ", edition.kind)
    found = set()
    for role in ROLES.values():
        actor = replace(filler(unit), roles=(role.code,))
        if role.fits(character=unit.character, kind=unit.kind) and scope(actor, permission).covers(
            unit=report.unit, subject=edition.subject
        ):
            found.add(str(role.name))
    return found


@pytest.mark.parametrize("kind", SUBJECTS)
def test_those_are_told_whose_roles_open_it(kind: str) -> None:
    report = blank_report(edition=tiny(kind=kind, subject=SUBJECTS[kind]))
    units = [report.unit, *(registers.unit(kind=one, name=one.label) for one in (*OFFICES, UnitKind.EHEALTH_CENTRE))]
    expected = {unit.name: roles for unit in units if (roles := opens(report, unit))}
    assert told(report) == expected


def test_staff_of_the_centre_sees_that_there_is_one_but_not_what_is_in_it() -> None:
    (staff,) = [one for one in readers(blank_report()) if not one.content]
    assert [str(role) for role in staff.roles] == ["Pracownik CeZ"]


def test_an_office_nobody_has_entered_is_left_out() -> None:
    report = blank_report()
    assert set(told(report)) == {report.unit.name, str(UnitKind.EHEALTH_CENTRE.label)}
