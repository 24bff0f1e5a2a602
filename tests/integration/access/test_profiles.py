# SPDX-License-Identifier: EUPL-1.2
"""Persons, profiles and roles: what the database refuses and what a profile's state is good for."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from shared import clock
from ssoz.access.actors import SYSTEM
from ssoz.access.enums import ProfileStatus
from ssoz.access.errors import Forbidden, ProfileNotAvailable, RoleDoesNotFit, SignInRefused
from ssoz.access.models import Person, Profile, ProfileRole
from ssoz.access.operations import (
    Identity,
    block_profile,
    choose_profile,
    create_person,
    create_profile,
    grant_role,
    people,
    revoke_role,
    sign_in,
    unblock_profile,
)
from ssoz.access.queries import active_profiles, actor_of, profile_actor
from ssoz.applications.queries import profiles_of
from ssoz.audit.models import Event
from ssoz.audit.queries import events_of
from ssoz.registers.enums import UnitKind
from tests.factories.access import actor, person, profile
from tests.factories.registers import unit

pytestmark = pytest.mark.django_db
PESEL = "44051401359"
ANNA = Identity(
    issuer="http://ueoz.localhost:8002",
    subject="a1",
    given_name="Anna",
    family_name="Żak",
    email="anna@example.test",
    pesel=PESEL,
)


def status_of(somebody: Person) -> list[ProfileStatus]:
    return [view.status for view in profiles_of(somebody.pk)]


def test_the_first_sign_in_makes_the_person_and_the_next_finds_them_with_new_names() -> None:
    first = sign_in(identity=ANNA, address="192.0.2.1")
    married = Identity(issuer=ANNA.issuer, subject="a1", given_name="Anna", family_name="Żak-Mróz")
    again = sign_in(identity=married, address=None)
    assert (again.pk, again.name) == (first.pk, "Anna Żak-Mróz")
    assert [event.action for event in events_of("person", str(first.pk))] == ["signed_in", "signed_in"]


def test_the_same_subject_of_another_issuer_is_another_person() -> None:
    other = Identity(issuer="https://other.example", subject="a1", given_name="Anna", family_name="Żak")
    assert sign_in(identity=ANNA, address=None).pk != sign_in(identity=other, address=None).pk


def test_one_pesel_has_one_account() -> None:
    sign_in(identity=ANNA, address=None)
    other = Identity(issuer="https://other.example", subject="b2", given_name="A", family_name="Ż", pesel=PESEL)
    with pytest.raises(SignInRefused):
        sign_in(identity=other, address=None)
    assert Person.objects.count() == 1


def test_two_first_sign_ins_at_once_make_one_person(monkeypatch: pytest.MonkeyPatch) -> None:
    usual = people._sign_in

    def overtaken(identity: Identity, address: str | None) -> Person:
        monkeypatch.undo()
        usual(identity, address)
        raise IntegrityError

    monkeypatch.setattr(people, "_sign_in", overtaken)
    assert sign_in(identity=ANNA, address=None) == Person.objects.get()


def test_pesel_lies_encrypted_and_stays_when_a_later_sign_in_does_not_bring_it() -> None:
    known = sign_in(identity=ANNA, address=None)
    sign_in(identity=Identity(issuer=ANNA.issuer, subject="a1", given_name="A", family_name="Ż"), address=None)
    known.refresh_from_db()
    assert known.pesel_encrypted
    assert PESEL not in known.pesel_encrypted + known.pesel_hash
    assert not Event.objects.filter(data__icontains=PESEL).exists()


def test_a_person_has_one_profile_per_unit() -> None:
    held = profile()
    with pytest.raises(IntegrityError, match="profile_one_per_person_and_unit"), transaction.atomic():
        Profile.objects.create(person=held.person, unit=held.unit)
    assert create_profile(by=SYSTEM, person=held.person, unit=held.unit) == held


def test_a_role_is_held_once_but_can_come_back() -> None:
    held = profile(role="reporter_financial")
    with pytest.raises(IntegrityError, match="profile_role_held_once"), transaction.atomic():
        ProfileRole.objects.create(profile=held, role="reporter_financial", granted_at=clock.now())
    revoke_role(by=SYSTEM, profile=held, role="reporter_financial", reason="zmiana stanowiska")
    grant_role(by=SYSTEM, profile=held, role="reporter_financial")
    assert held.roles.count() == 2


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"role": "emperor", "granted_at": clock.now()}, "profile_role_known"),
        (
            {
                "role": "unit_admin",
                "granted_at": clock.now(),
                "revoked_at": clock.now() - timedelta(days=1),
            },
            "profile_role_revoked_after_granted",
        ),
    ],
)
def test_the_database_refuses_a_role(fields: dict[str, object], constraint: str) -> None:
    held = profile()
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        ProfileRole.objects.create(profile=held, **fields)


def test_the_database_refuses_a_block_without_reason_and_a_reason_without_block() -> None:
    held = profile()
    for fields in ({"blocked_at": clock.now()}, {"blocked_reason": "odszedł"}):
        with pytest.raises(IntegrityError, match="profile_blocked_with_reason"), transaction.atomic():
            Profile.objects.filter(pk=held.pk).update(**fields)


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"subject": ""}, "person_has_subject"),
        ({"pesel_hash": "00"}, "person_pesel_encrypted_and_hashed"),
    ],
)
def test_the_database_refuses_a_person(fields: dict[str, str], constraint: str) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        person(**fields)


def test_a_role_must_fit_the_unit() -> None:
    hospital = profile()
    with pytest.raises(RoleDoesNotFit, match="Administrator UW"):
        grant_role(by=SYSTEM, profile=hospital, role="uw_admin")


def test_status_follows_from_block_and_roles() -> None:
    somebody = person()
    create_profile(by=SYSTEM, person=somebody, unit=unit())
    assert status_of(somebody) == [ProfileStatus.NOT_ACTIVATED]
    held = somebody.profiles.get()
    grant_role(by=SYSTEM, profile=held, role="reporter_nonfinancial")
    assert status_of(somebody) == [ProfileStatus.ACTIVE]
    block_profile(by=SYSTEM, profile=held, reason="na prośbę kierownika")
    assert status_of(somebody) == [ProfileStatus.BLOCKED]
    unblock_profile(by=SYSTEM, profile=held, reason="wyjaśnione")
    revoke_role(by=SYSTEM, profile=held, role="reporter_nonfinancial", reason="zmiana stanowiska")
    assert status_of(somebody) == [ProfileStatus.REJECTED]
    assert [event.action for event in events_of("profile", str(held.pk))] == [
        "role_revoked",
        "profile_unblocked",
        "profile_blocked",
        "role_granted",
        "profile_created",
    ]


def test_the_profile_of_a_closed_unit_is_blocked() -> None:
    held = profile(unit=unit(valid_to=clock.today() - timedelta(days=1)))
    assert status_of(held.person) == [ProfileStatus.BLOCKED]
    assert not active_profiles(held.person_id).exists()
    with pytest.raises(Profile.DoesNotExist):
        profile_actor(held)


def test_an_actor_is_the_person_in_the_profile_with_the_roles_held_now() -> None:
    held = profile("reporter_financial", "reporter_nonfinancial")
    revoke_role(by=SYSTEM, profile=held, role="reporter_financial", reason="zmiana stanowiska")
    somebody = actor_of(held.person_id, held.pk, "192.0.2.1")
    assert somebody is not None
    assert (somebody.roles, somebody.unit_id, somebody.voivodeship) == (("reporter_nonfinancial",), held.unit_id, "14")


def test_an_actor_is_made_with_one_query(django_assert_num_queries: pytest.FixtureRequest) -> None:
    held = profile("reporter_financial", "reporter_nonfinancial")
    with django_assert_num_queries(1):  # type: ignore[operator]  # a fixture without a type
        actor_of(held.person_id, held.pk, None)


def test_somebody_elses_profile_gives_no_profile() -> None:
    mine, yours = profile(), profile()
    somebody = actor_of(mine.person_id, yours.pk, None)
    assert somebody is not None
    assert (somebody.person_id, somebody.profile_id, somebody.roles) == (mine.person_id, None, ())


def test_one_chooses_among_ones_own_active_profiles_only() -> None:
    somebody = actor()
    other = profile(person=Person.objects.get(pk=somebody.person_id))
    assert choose_profile(by=somebody, profile=other.public_id) == other.pk
    assert events_of("profile", str(other.pk)).get(action="profile_chosen").data["before"] == somebody.profile_id
    block_profile(by=SYSTEM, profile=other, reason="urlop")
    for refused in (other, profile()):
        with pytest.raises(ProfileNotAvailable):
            choose_profile(by=somebody, profile=refused.public_id)


def test_users_are_managed_within_reach_only() -> None:
    office = actor(role="uw_admin", unit=unit(UnitKind.VOIVODESHIP_OFFICE, "14"))
    near, far = profile(unit=unit(voivodeship="14")), profile(unit=unit(voivodeship="02"))
    block_profile(by=office, profile=near, reason="odszedł")
    with pytest.raises(Forbidden, match="nie obejmuje tej jednostki"):
        block_profile(by=office, profile=far, reason="odszedł")
    with pytest.raises(Forbidden, match="nie ma uprawnienia"):
        create_person(by=actor(), identity=ANNA)
