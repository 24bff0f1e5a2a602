# SPDX-License-Identifier: EUPL-1.2
"""Applications for tests: `application_at(PENDING)` went the way a person goes, by the operations."""

from uuid import UUID

from ssoz.access.actors import Actor
from ssoz.access.models import Person
from ssoz.applications import operations
from ssoz.applications.enums import ApplicationStatus
from ssoz.applications.models import Application, Submission
from ssoz.registers.enums import UnitKind
from ssoz.registers.models import Unit
from tests.factories import access, registers

ROLE = "reporter_nonfinancial"
PHONE, EMAIL = "501 369 856", "jan.probny@szpital.example"


def applicant(person: Person | None = None) -> Actor:
    """Somebody signed in who works in no profile."""
    who = person or access.person()
    return Actor(person_id=who.pk, person_name=who.name, address="192.0.2.7")


def administrator(role: str = "cez_admin") -> Actor:
    """Somebody who decides on applications."""
    return access.actor(role)


def draft(*roles: str, by: Actor | None = None, unit: Unit | None = None) -> Submission:
    """A draft as it is before the third step is confirmed."""
    by = by or applicant()
    unit = unit or registers.unit(UnitKind.HOSPITAL)
    operations.choose_unit(by=by, unit=unit.public_id)
    return operations.choose_roles(by=by, roles=roles or (ROLE,), phone=PHONE, email=EMAIL)


def saved(*roles: str, by: Actor | None = None, unit: Unit | None = None) -> Submission:
    """A draft with its numbers."""
    by = by or applicant()
    made = draft(*roles, by=by, unit=unit)
    return operations.save(by=by, submission=made.public_id, confirmed=True)


def finished(*roles: str, by: Actor | None = None, unit: Unit | None = None) -> Submission:
    """A submission whose applications wait for a decision."""
    by = by or applicant()
    made = saved(*roles, by=by, unit=unit)
    operations.note_download(by=by, submission=made.public_id)
    return operations.finish(by=by, submission=made.public_id)


def application_at(
    status: str = ApplicationStatus.PENDING, role: str = ROLE, *, by: Actor | None = None, unit: Unit | None = None
) -> Application:
    """One application in that status."""
    make = saved if status == ApplicationStatus.DRAFT else finished
    made = make(role, by=by, unit=unit).applications.get()
    _decide(status, made.public_id)
    return Application.objects.select_related("submission", "profile__unit", "profile__person").get(pk=made.pk)


def _decide(status: str, application: UUID) -> None:
    if status in (ApplicationStatus.DRAFT, ApplicationStatus.PENDING):
        return
    by = administrator()
    if status == ApplicationStatus.APPROVED:
        operations.approve(by=by, application=application)
        return
    operations.reject(by=by, application=application, reason="Brak pieczęci jednostki")
    if status == ApplicationStatus.ARCHIVED:
        operations.archive(by=by, application=application, reason="Złożono nowy wniosek")
