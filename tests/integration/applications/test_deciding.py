# SPDX-License-Identifier: EUPL-1.2
"""Decisions as they are before the queue has its pages."""

import pytest

from ssoz.access.errors import Forbidden
from ssoz.access.queries import active_profiles, profile_actor
from ssoz.applications import operations, queries
from ssoz.applications.errors import NotAllowed, OwnApplication
from ssoz.registers.enums import UnitKind
from tests.factories import access, registers
from tests.factories.applications import administrator, applicant, application_at, finished

pytestmark = pytest.mark.django_db


def test_an_approved_role_can_be_worked_in() -> None:
    made = application_at("approved")
    assert [profile.pk for profile in active_profiles(made.profile.person_id)] == [made.profile_id]


def test_whoever_comes_second_is_told() -> None:
    made = application_at("pending")
    by = administrator()
    operations.reject(by=by, application=made.public_id, reason="Brak podpisu")
    with pytest.raises(NotAllowed, match="Ten ma status „Odrzucony”"):
        operations.approve(by=by, application=made.public_id)


def test_nobody_decides_on_their_own() -> None:
    held = access.profile("cez_admin")
    made = finished("cez_staff", by=applicant(held.person), unit=held.unit).applications.get()
    with pytest.raises(OwnApplication):
        operations.approve(by=profile_actor(held), application=made.public_id)


def test_an_administrator_of_another_voivodeship_is_refused() -> None:
    registers.unit(UnitKind.VOIVODESHIP_OFFICE, voivodeship="12")
    made = application_at("pending")
    elsewhere = access.actor("uw_admin")
    assert (elsewhere.voivodeship, list(queries.queue(elsewhere))) == ("12", [])
    with pytest.raises(Forbidden):
        operations.approve(by=elsewhere, application=made.public_id)


def test_the_office_sees_what_waits_in_its_voivodeship() -> None:
    registers.unit(UnitKind.VOIVODESHIP_OFFICE)
    made = application_at("pending")
    office = access.actor("uw_admin")
    assert list(queries.queue(office)) == [made]
    assert queries.may_see(office, made.submission.public_id)
    assert not queries.may_change(office, made.submission.public_id)
