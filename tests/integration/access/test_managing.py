# SPDX-License-Identifier: EUPL-1.2
"""Taking roles away, blocking and unblocking: by whom, of whom, and what is told."""

from collections.abc import Callable
from threading import Barrier, Thread

import pytest
from django.db import connection

from ssoz.access.actors import SYSTEM, Actor
from ssoz.access.errors import AlreadyDone, Forbidden, HigherRole, LastAdministrator, OwnMatter, ReasonMissing
from ssoz.access.models import Profile
from ssoz.access.operations import block_profile, grant_role, revoke_role, unblock_profile
from ssoz.access.queries import profile_actor
from ssoz.audit.queries import events_of
from ssoz.notifications.models import Message
from ssoz.registers.enums import UnitKind
from tests.factories.access import actor, person, profile
from tests.factories.registers import unit

pytestmark = pytest.mark.django_db
WHY = "odszedł z pracy"


def office(voivodeship: str = "14") -> Actor:
    return actor(role="uw_admin", unit=unit(UnitKind.VOIVODESHIP_OFFICE, voivodeship))


def centre() -> Actor:
    return actor(role="cez_admin", unit=unit(UnitKind.EHEALTH_CENTRE))


def revoke(by: Actor, held: Profile, role: str = "reporter_nonfinancial") -> None:
    revoke_role(by=by, profile=held, role=role, reason=WHY)


def block(by: Actor, held: Profile) -> None:
    block_profile(by=by, profile=held, reason=WHY)


def unblock(by: Actor, held: Profile) -> None:
    unblock_profile(by=by, profile=held, reason=WHY)


@pytest.mark.parametrize("deed", [revoke, block, unblock])
def test_nobody_decides_on_their_own(deed: Callable[[Actor, Profile], None]) -> None:
    mine = profile("uw_admin", unit=unit(UnitKind.VOIVODESHIP_OFFICE))
    other = profile(person=mine.person, unit=unit())
    with pytest.raises(OwnMatter, match="rozstrzyga ktoś inny"):
        deed(profile_actor(mine), other)


@pytest.mark.parametrize("deed", [revoke_role, block_profile, unblock_profile])
@pytest.mark.parametrize("reason", ["", " \n\t"])
def test_without_a_reason_nothing_happens(deed: Callable[..., None], reason: str) -> None:
    words = {"role": "reporter_nonfinancial"} if deed is revoke_role else {}
    with pytest.raises(ReasonMissing, match="Podaj powód"):
        deed(by=centre(), profile=profile(), reason=reason, **words)


def test_the_second_of_two_who_do_the_same_is_told() -> None:
    held, by = profile(), centre()
    for deed, sentence in ((unblock, "nie jest zablokowany"), (block, "już zablokowany"), (revoke, "już odebrano")):
        if deed is not unblock:
            deed(by, held)
        with pytest.raises(AlreadyDone, match=sentence):
            deed(by, held)


def test_every_deed_leaves_an_event_with_its_reason_and_a_message_in_both_languages() -> None:
    held = profile(person=person(email="jan@example.org"))
    by = centre()
    for deed in (block, unblock, revoke):
        deed(by, held)
    told = list(Message.objects.order_by("pk"))
    assert [message.subject.split(" –")[0] for message in told] == [
        "Profil zablokowany",
        "Profil odblokowany",
        "Rola odebrana",
    ]
    assert all(message.recipient == "jan@example.org" and message.body.count(WHY) == 2 for message in told)
    written = events_of("profile", str(held.pk))
    assert [event.data["reason"] for event in written] == [WHY] * 3
    assert {event.person_id for event in written} == {by.person_id}


def test_an_office_manages_units_that_report_to_it_and_its_own_people() -> None:
    by = office()
    near = profile()
    colleague = profile("supervisor_financial", unit=near.unit.__class__.objects.get(pk=by.unit_id))
    block(by, near)
    block(by, colleague)


@pytest.mark.parametrize("role", ["cez_admin", "cez_staff", "ipin_admin", "kcpu_admin"])
def test_an_office_does_not_manage_the_centre_next_door(role: str) -> None:
    by, neighbour = office("14"), profile(role)
    assert neighbour.unit.voivodeship == "14"
    for deed in (block, lambda by, held: revoke(by, held, role)):
        with pytest.raises(Forbidden, match="nie obejmuje tej jednostki"):
            deed(by, neighbour)
    with pytest.raises(Forbidden):
        grant_role(by=by, profile=profile(unit=neighbour.unit, role=role), role=role)


def test_the_institute_decides_about_roles_of_its_subject_in_the_whole_country() -> None:
    institute = actor(role="ipin_admin")
    held = profile("reporter_psychiatric", "reporter_financial", unit=unit(voivodeship="02"))
    revoke(institute, held, "reporter_psychiatric")
    grant_role(by=institute, profile=held, role="reporter_psychiatric")
    for deed in (block, lambda by, held: revoke(by, held, "reporter_financial")):
        with pytest.raises(Forbidden):
            deed(institute, held)


def test_the_administrator_of_a_unit_blocks_its_people_and_does_no_more() -> None:
    hospital = unit()
    by = actor(role="unit_admin", unit=hospital)
    colleague = profile(unit=hospital)
    block(by, colleague)
    unblock(by, colleague)
    with pytest.raises(Forbidden, match="Zarządzanie użytkownikami"):
        revoke(by, colleague)
    with pytest.raises(Forbidden):
        block(by, profile(unit=unit()))


def test_who_may_only_block_does_not_block_those_who_manage() -> None:
    institute = unit(UnitKind.PSYCHIATRY_INSTITUTE, character="both")
    by = actor(role="unit_admin", unit=institute)
    higher = profile("ipin_admin", unit=institute)
    for deed in (block, unblock):
        with pytest.raises(HigherRole):
            deed(by, higher)


def test_the_last_administrator_stays() -> None:
    last = profile("cez_admin")
    for deed in (block, lambda by, held: revoke(by, held, "cez_admin")):
        with pytest.raises(LastAdministrator, match="jedyny czynny administrator"):
            deed(SYSTEM, last)
    second = profile("cez_admin", unit=last.unit)
    block(SYSTEM, second)
    with pytest.raises(LastAdministrator):
        block(SYSTEM, last)
    unblock(SYSTEM, second)
    block(SYSTEM, last)


@pytest.mark.django_db(transaction=True)
def test_two_administrators_who_block_each_other_at_once_do_not_leave_the_system_alone() -> None:
    first = profile("cez_admin")
    second = profile("cez_admin", unit=first.unit)
    pairs = [(profile_actor(first), second), (profile_actor(second), first)]
    gate, refused = Barrier(2), []

    def attempt(by: Actor, held: Profile) -> None:
        gate.wait()
        try:
            block(by, held)
        except LastAdministrator as error:
            refused.append(error)
        finally:
            connection.close()

    threads = [Thread(target=attempt, args=pair) for pair in pairs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) == 1
    assert Profile.objects.filter(blocked_at=None).count() == 1
