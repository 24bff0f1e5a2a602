# SPDX-License-Identifier: EUPL-1.2
"""One walk through the wizard, by its operations."""

import pytest

from shared import clock
from ssoz.access.models import Profile
from ssoz.applications import operations, queries
from ssoz.applications.enums import ApplicationStatus, Step
from ssoz.applications.errors import ApplicationNotFound, BadFields, NoDraft, NotAllowed
from ssoz.applications.models import Submission
from ssoz.audit.queries import events_of
from ssoz.registers.enums import UnitKind
from tests.factories import access, registers
from tests.factories.applications import EMAIL, PHONE, ROLE, applicant, draft, finished, saved

pytestmark = pytest.mark.django_db
YEAR = clock.today().year


def test_a_draft_begins_with_the_unit() -> None:
    by = applicant()
    made = operations.choose_unit(by=by, unit=registers.unit().public_id)
    assert (made.step, queries.open_draft(by.person_id or 0)) == (Step.ROLES, made)


def test_each_step_leads_to_the_next() -> None:
    by = applicant()
    begun = operations.begin(by=by)
    made = draft(by=by)
    assert begun.pk == made.pk
    assert (begun.step, made.step) == (Step.UNIT, Step.SUMMARY)
    assert operations.save(by=by, submission=made.public_id, confirmed=True).step == Step.DOWNLOAD


def test_saving_gives_each_role_a_number() -> None:
    made = saved("reporter_nonfinancial", "reporter_financial")
    numbered = [(one.number, one.role, one.status) for one in made.applications.all()]
    assert numbered == [
        (f"U000001/{YEAR}", "reporter_nonfinancial", "draft"),
        (f"U000002/{YEAR}", "reporter_financial", "draft"),
    ]


def test_the_profile_is_made_with_the_numbers() -> None:
    made = saved()
    profile = Profile.objects.get()
    assert (made.profile, profile.person, profile.unit) == (profile, made.person, made.unit)
    assert (profile.phone, profile.email) == ("+48 501369856", EMAIL)


def test_a_second_click_gives_no_second_number() -> None:
    by = applicant()
    made = saved(by=by)
    again = operations.save(by=by, submission=made.public_id, confirmed=True)
    assert list(again.applications.values_list("number", flat=True)) == [f"U000001/{YEAR}"]


def test_what_is_finished_waits_and_is_listed() -> None:
    by = applicant()
    made = finished(by=by)
    assert [(one.submission, one.status) for one in queries.applications_of(by.person_id or 0)] == [(made, "pending")]
    assert operations.finish(by=by, submission=made.public_id).finished_at == made.finished_at


def test_every_deed_leaves_an_event() -> None:
    made = finished()
    actions = [event.action for event in events_of("submission", str(made.public_id))]
    assert actions == ["paper_downloaded", "submission_saved", "submission_begun"]
    application = made.applications.get()
    assert [event.action for event in events_of("application", str(application.public_id))] == ["application_submitted"]


def test_a_draft_is_not_listed_as_an_application() -> None:
    by = applicant()
    saved(by=by)
    assert not queries.applications_of(by.person_id or 0)


def test_the_declaration_must_be_confirmed() -> None:
    by = applicant()
    made = draft(by=by)
    with pytest.raises(BadFields) as refused:
        operations.save(by=by, submission=made.public_id, confirmed=False)
    assert refused.value.problems == {
        "confirmed": "Zapoznaj się z treścią oświadczenia i potwierdź je przed wysłaniem wniosku"
    }
    assert not made.applications.exists()


def test_all_that_is_wrong_with_the_second_step_is_said_at_once() -> None:
    by = applicant()
    operations.choose_unit(by=by, unit=registers.unit().public_id)
    with pytest.raises(BadFields) as refused:
        operations.choose_roles(by=by, roles=[], phone="12", email="jan@")
    assert sorted(refused.value.problems) == ["email", "phone", "roles"]


def test_a_role_of_another_kind_of_unit_is_refused() -> None:
    with pytest.raises(BadFields, match="Zabrakło wymaganych danych"):
        draft("uw_admin")


def test_another_unit_keeps_what_still_fits() -> None:
    by = applicant()
    draft("reporter_nonfinancial", "reporter_psychiatric", by=by)
    other = registers.unit(UnitKind.ENTITY)
    made = operations.choose_unit(by=by, unit=other.public_id)
    assert (made.unit, made.roles, made.phone) == (
        other,
        ["reporter_nonfinancial", "reporter_psychiatric"],
        "+48 501369856",
    )
    office = operations.choose_unit(by=by, unit=registers.unit(UnitKind.VOIVODESHIP_OFFICE).public_id)
    assert (office.roles, office.step) == ([], Step.ROLES)


def test_after_the_numbers_nothing_is_changed() -> None:
    by = applicant()
    saved(by=by)
    with pytest.raises(NotAllowed, match="ma nadane numery"):
        operations.choose_unit(by=by, unit=registers.unit().public_id)
    with pytest.raises(NotAllowed, match="ma nadane numery"):
        operations.choose_roles(by=by, roles=[ROLE], phone=PHONE, email=EMAIL)


def test_nothing_is_finished_that_was_not_downloaded() -> None:
    by = applicant()
    made = saved(by=by)
    with pytest.raises(BadFields) as refused:
        operations.finish(by=by, submission=made.public_id)
    assert list(refused.value.problems) == ["paper"]


def test_another_person_finds_nothing() -> None:
    made = draft()
    stranger = applicant()
    with pytest.raises(ApplicationNotFound):
        operations.save(by=stranger, submission=made.public_id, confirmed=True)
    with pytest.raises(NoDraft):
        operations.choose_roles(by=stranger, roles=[ROLE], phone=PHONE, email=EMAIL)


def test_cancelling_before_the_numbers_leaves_nothing() -> None:
    by = applicant()
    draft(by=by)
    operations.abandon(by=by)
    operations.abandon(by=by)
    assert not Submission.objects.exists()


def test_cancelling_after_the_numbers_archives_them() -> None:
    by = applicant()
    made = saved(by=by)
    operations.abandon(by=by)
    application = made.applications.get()
    made.refresh_from_db()
    assert (application.status, application.reason) == (ApplicationStatus.ARCHIVED, "Porzucony przez wnioskującego")
    assert (made.phone, made.email, queries.open_draft(by.person_id or 0)) == ("", "", None)
    assert not queries.applications_of(by.person_id or 0)


def test_more_roles_need_no_unit() -> None:
    held = access.profile("reporter_nonfinancial")
    by = applicant(held.person)
    made = operations.begin(by=by, profile=held.public_id)
    assert (made.adds_roles, made.unit, made.step) == (True, held.unit, Step.ROLES)
    with pytest.raises(BadFields, match="Zabrakło"):
        operations.choose_roles(by=by, roles=["reporter_nonfinancial"], phone=PHONE, email=EMAIL)
    operations.choose_roles(by=by, roles=["reporter_financial"], phone=PHONE, email=EMAIL)
    assert operations.save(by=by, submission=made.public_id, confirmed=True).profile == held


def test_roles_of_somebody_elses_profile_are_not_to_be_had() -> None:
    with pytest.raises(ApplicationNotFound):
        operations.begin(by=applicant(), profile=access.profile().public_id)


def test_held_and_pending_roles_stand_apart() -> None:
    held = access.profile("reporter_nonfinancial")
    by = applicant(held.person)
    finished("reporter_financial", by=by, unit=held.unit)
    offer = queries.role_offer(held.person_id, held.unit)
    assert (offer.codes, [role.code for role in offer.held], [role.code for role in offer.pending]) == (
        ("reporter_psychiatric",),
        ["reporter_nonfinancial"],
        ["reporter_financial"],
    )
