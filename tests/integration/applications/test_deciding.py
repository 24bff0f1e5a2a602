# SPDX-License-Identifier: EUPL-1.2
"""Decisions: by whom, in which state, what is told, and what when two decide at once."""

from collections.abc import Callable
from datetime import timedelta
from threading import Barrier, Thread
from uuid import UUID, uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction

from shared import clock
from ssoz.access.actors import Actor
from ssoz.access.errors import AlreadyDone, Forbidden
from ssoz.access.models import Person
from ssoz.access.operations import block_profile
from ssoz.access.queries import active_profiles, profile_actor
from ssoz.applications import operations, queries
from ssoz.applications.errors import ApplicationError, BadFields, NotAllowed, OwnApplication
from ssoz.applications.models import Application
from ssoz.applications.states import MOVES
from ssoz.notifications.models import Message
from ssoz.registers.enums import UnitKind
from ssoz.registers.models import Unit
from tests.factories import access, registers
from tests.factories.applications import EMAIL, administrator, applicant, application_at, finished

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


def test_the_institute_decides_about_cards_in_the_whole_country_and_about_nothing_else() -> None:
    institute = access.actor("ipin_admin")
    hospital = registers.unit(voivodeship="02")
    cards = finished("reporter_psychiatric", "reporter_financial", unit=hospital).applications
    assert [row.role for row in queries.queue(institute)] == ["reporter_psychiatric"]
    operations.approve(by=institute, application=cards.get(role="reporter_psychiatric").public_id)
    with pytest.raises(Forbidden):
        operations.approve(by=institute, application=cards.get(role="reporter_financial").public_id)


def test_an_office_does_not_make_administrators_of_the_centre_next_door() -> None:
    registers.unit(UnitKind.VOIVODESHIP_OFFICE)
    centre = registers.unit(UnitKind.EHEALTH_CENTRE)
    made = finished("cez_admin", unit=centre).applications.get()
    office = access.actor("uw_admin")
    assert office.voivodeship == centre.voivodeship
    assert not queries.queue(office)
    with pytest.raises(Forbidden):
        operations.approve(by=office, application=made.public_id)


def test_both_decisions_are_told_to_the_address_of_the_application_in_both_languages() -> None:
    by = administrator()
    for number, decide in enumerate((operations.approve, operations.reject)):
        made = application_at("pending")
        words = {"reason": "Brak podpisu kierownika"} if number else {}
        decide(by=by, application=made.public_id, **words)
        told = Message.objects.latest("pk")
        assert told.recipient == EMAIL
        assert str(made.number) in told.subject
        assert "„Wypełniający sprawozdania niefinansowe”" in told.body
        assert told.body.count("Brak podpisu kierownika") == 2 * number


def test_a_decision_that_is_rolled_back_has_told_nobody() -> None:
    made = application_at("pending")
    with transaction.atomic():
        operations.approve(by=administrator(), application=made.public_id)
        transaction.set_rollback(True)
    assert not Message.objects.exists()


def test_in_a_blocked_profile_no_role_is_given() -> None:
    made, by = application_at("pending"), administrator()
    block_profile(by=by, profile=made.profile, reason="odszedł z pracy")
    with pytest.raises(NotAllowed, match="Najpierw go odblokuj"):
        operations.approve(by=by, application=made.public_id)
    operations.reject(by=by, application=made.public_id, reason="profil zablokowany")


def test_in_a_closed_unit_no_role_is_given() -> None:
    made = application_at("pending")
    Unit.objects.filter(pk=made.profile.unit_id).update(valid_to=clock.today() - timedelta(days=1))
    with pytest.raises(NotAllowed, match="wykreślona"):
        operations.approve(by=administrator(), application=made.public_id)


@pytest.mark.parametrize("reason", ["", "  ", "x" * 4001])
def test_a_reason_is_needed_and_may_not_be_a_book(reason: str) -> None:
    made = application_at("pending")
    with pytest.raises(BadFields):
        operations.reject(by=administrator(), application=made.public_id, reason=reason)
    with pytest.raises(BadFields):
        operations.decide_several(
            by=administrator(), applications=[made.public_id], approving=False, reason=reason[:4001]
        )


def test_a_role_taken_away_ends_the_application_that_brought_it() -> None:
    made, by = application_at("approved"), administrator()
    operations.take_role(by=by, profile=made.profile, role=made.role, reason="zmiana stanowiska")
    made.refresh_from_db()
    assert (made.status, made.reason) == ("archived", "zmiana stanowiska")
    assert not active_profiles(made.profile.person_id)
    with pytest.raises(AlreadyDone):
        operations.take_role(by=by, profile=made.profile, role=made.role, reason="zmiana stanowiska")
    operations.choose_unit(by=applicant(made.profile.person), unit=made.profile.unit.public_id)  # may ask again


def test_of_several_each_is_judged_by_itself() -> None:
    by = administrator()
    good, decided = application_at("pending"), application_at("rejected")
    withdrawn = application_at("pending")
    operations.withdraw(by=applicant(withdrawn.profile.person), application=withdrawn.public_id)
    own = finished("cez_staff", by=applicant(Person.objects.get(pk=by.person_id)), unit=unit_of(by)).applications.get()
    wanted = [good, decided, withdrawn, own, good]
    outcomes = operations.decide_several(by=by, applications=[row.public_id for row in wanted], approving=True)
    told = {outcome.number: outcome.refusal for outcome in outcomes}
    assert told == {
        str(good.number): "",
        str(decided.number): "Zatwierdzić można tylko wniosek oczekujący. Ten ma status „Odrzucony”.",
        str(withdrawn.number): "Zatwierdzić można tylko wniosek oczekujący. Ten ma status „Odrzucony”.",
        str(own.number): "Nikt nie decyduje o własnym wniosku.",
    }
    rejected = operations.decide_several(by=by, applications=[own.public_id, uuid4()], approving=False, reason="brak")
    assert [outcome.number for outcome in rejected] == [str(own.number), "–"]
    assert all(outcome.refusal for outcome in rejected)


def unit_of(by: Actor) -> Unit:
    return Unit.objects.get(pk=by.unit_id)


Party = Callable[[Application], Actor]
DEEDS: dict[str, Callable[[Actor, UUID], object]] = {
    "approve": lambda by, made: operations.approve(by=by, application=made),
    "reject": lambda by, made: operations.reject(by=by, application=made, reason="powód"),
    "archive": lambda by, made: operations.archive(by=by, application=made, reason="powód"),
    "withdraw": lambda by, made: operations.withdraw(by=by, application=made),
}
PARTIES: dict[str, Party] = {
    "applicant": lambda made: applicant(made.profile.person),
    "administrator": lambda made: administrator(),
    "of another voivodeship": lambda made: access.actor("uw_admin", unit=registers.unit("voivodeship_office", "02")),
    "colleague": lambda made: access.actor(unit=made.profile.unit),
}


@pytest.mark.parametrize("status", ["pending", "approved", "rejected", "archived"])
def test_every_move_from_every_state_by_every_party_is_as_the_table_has_it(status: str) -> None:
    made = application_at(status)
    for deed, do in DEEDS.items():
        [party] = {move.party.value for move in MOVES if move.name == deed}
        [target] = {move.target.value for move in MOVES if move.name == deed}
        for name, who in PARTIES.items():
            allowed = name == party and any(move.name == deed and move.source == status for move in MOVES)
            with transaction.atomic():
                try:
                    do(who(made), made.public_id)
                except (ApplicationError, PermissionDenied):
                    assert not allowed, (deed, name)
                else:
                    assert allowed, (deed, name)
                    assert Application.objects.get(pk=made.pk).status == target
                transaction.set_rollback(True)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("rival", ["approve", "reject", "withdraw"])
def test_of_two_deeds_at_once_one_wins_and_the_other_is_told(rival: str) -> None:
    made = application_at("pending")
    pairs = [
        ("approve", administrator()),
        (rival, PARTIES["applicant" if rival == "withdraw" else "administrator"](made)),
    ]
    gate, told = Barrier(2), []

    def attempt(deed: str, by: Actor) -> None:
        gate.wait()
        try:
            DEEDS[deed](by, made.public_id)
        except ApplicationError as refusal:
            told.append(refusal.sentence)
        finally:
            connection.close()

    threads = [Thread(target=attempt, args=pair) for pair in pairs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    [sentence] = told
    assert "Ten ma status" in sentence
    assert Message.objects.count() <= 1
    held = active_profiles(made.profile.person_id).count()
    assert held == (Application.objects.get().status == "approved")
