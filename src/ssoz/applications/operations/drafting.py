# SPDX-License-Identifier: EUPL-1.2
"""What the applicant does, step by step. Everything here is one's own: the draft is found by the person who acts."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from shared import clock
from ssoz.access.actors import Actor
from ssoz.access.models import Profile
from ssoz.access.operations import open_profile
from ssoz.applications.errors import ApplicationNotFound, BadFields, NoDraft, NotAllowed
from ssoz.applications.models import Application, Submission
from ssoz.applications.operations.moving import locked, transit
from ssoz.applications.operations.numbering import take
from ssoz.applications.policies import (
    check_can_finish,
    check_contact,
    check_editable,
    check_profile,
    check_roles,
    check_unit_open,
)
from ssoz.applications.queries.offers import role_offer
from ssoz.applications.states import move
from ssoz.attachments.enums import AttachmentStatus
from ssoz.attachments.queries import attachments_of
from ssoz.audit.operations import record
from ssoz.registers.models import Unit

WITHDRAWN = gettext_noop("Wycofany przez wnioskującego")  # kept in Polish, shown in the language of whoever reads
ABANDONED = gettext_noop("Porzucony przez wnioskującego")


def _record(by: Actor, action: str, submission: Submission, **data: object) -> None:
    record(by=by, action=action, object_type="submission", object_id=str(submission.public_id), data=data)


def _person(by: Actor) -> int:
    if by.person_id is None:
        raise ApplicationNotFound
    return by.person_id


def _drafts(by: Actor) -> QuerySet[Submission]:
    rows = Submission.objects.select_for_update(of=("self",)).select_related("unit", "profile")
    return rows.filter(person=_person(by), finished_at=None, closed_at=None)


def _draft(by: Actor) -> Submission:
    found = _drafts(by).first()
    if found is None:
        raise NoDraft
    return found


@transaction.atomic
def begin(*, by: Actor, profile: UUID | None = None) -> Submission:
    """Go on with the draft there is, or begin one; with a profile: for more roles in it."""
    draft, created = Submission.objects.get_or_create(person_id=_person(by), finished_at=None, closed_at=None)
    if created:
        _record(by, "submission_begun", draft)
    if profile is None:
        return draft
    draft = _draft(by)
    check_editable(draft)
    chosen = Profile.objects.select_related("unit").filter(public_id=profile, person=_person(by)).first()
    if chosen is None:
        raise ApplicationNotFound
    _set_unit(draft, chosen.unit, chosen)
    draft.adds_roles = True
    draft.save()
    return draft


def _set_unit(draft: Submission, unit: Unit, profile: Profile | None) -> None:
    """Roles that the other unit does not offer are forgotten, contact data stays unless the profile has its own."""
    check_unit_open(unit)
    check_profile(profile)
    offered = role_offer(draft.person_id, unit).codes
    if not offered:
        raise NotAllowed(_("W tej jednostce nie ma roli, o którą możesz jeszcze wnioskować."))
    draft.unit, draft.profile, draft.adds_roles = unit, profile, False
    draft.roles = [code for code in draft.roles if code in offered]
    if profile is not None:
        draft.phone, draft.email = draft.phone or profile.phone, draft.email or profile.email


@transaction.atomic
def choose_unit(*, by: Actor, unit: UUID) -> Submission:
    """Step 1. The draft begins here if it has not yet."""
    begin(by=by)
    draft = _draft(by)
    check_editable(draft)
    chosen = Unit.objects.filter(public_id=unit).first()
    if chosen is None:
        raise NotAllowed(_("Nie ma takiej jednostki. Wyszukaj ją i wybierz z listy."))
    profile = Profile.objects.filter(person=_person(by), unit=chosen).first()
    _set_unit(draft, chosen, profile)
    draft.save()
    return draft


@transaction.atomic
def choose_roles(*, by: Actor, roles: Sequence[str], phone: str, email: str) -> Submission:
    """Step 2: roles the unit offers, and how to reach the person in it."""
    draft = _draft(by)
    check_editable(draft)
    if draft.unit is None:
        raise NoDraft
    offered = role_offer(draft.person_id, draft.unit).codes
    draft.phone, draft.email = _checked(roles, offered, phone, email)
    draft.roles = [code for code in offered if code in roles]
    draft.save()
    return draft


def _checked(roles: Sequence[str], offered: Sequence[str], phone: str, email: str) -> tuple[str, str]:
    """Contact data as it is kept; else all that is wrong at once, not one field after the other."""
    problems: dict[str, str] = {}
    contact = ("", "")
    for check in (lambda: check_roles(roles, offered), lambda: check_contact(phone, email)):
        try:
            contact = check() or contact
        except BadFields as error:
            problems |= error.problems
    if problems:
        raise BadFields(problems)
    return contact


@transaction.atomic
def save(*, by: Actor, submission: UUID, confirmed: bool) -> Submission:
    """Step 3: each role becomes an application with its number. A second click finds it saved."""
    draft = _mine(by, submission)
    if draft.saved_at and draft.is_open:
        return draft
    check_editable(draft)
    unit = _complete(draft)
    if not confirmed:
        raise BadFields({"confirmed": _("Zapoznaj się z treścią oświadczenia i potwierdź je przed wysłaniem wniosku")})
    draft.profile = open_profile(by=by, unit=unit, phone=draft.phone, email=draft.email)
    draft.saved_at = moment = clock.now()
    draft.save()
    numbers = _apply(draft, moment)
    _record(by, "submission_saved", draft, numbers=numbers, unit=str(unit.public_id))
    return draft


def _mine(by: Actor, submission: UUID) -> Submission:
    rows = Submission.objects.select_for_update(of=("self",)).select_related("unit", "profile")
    found = rows.filter(public_id=submission, person=_person(by)).first()
    if found is None:
        raise ApplicationNotFound
    return found


def _complete(draft: Submission) -> Unit:
    """The unit, after everything has been looked at again: days may lie between the steps."""
    if draft.unit is None:
        raise NoDraft
    check_unit_open(draft.unit)
    check_profile(Profile.objects.filter(person=draft.person_id, unit=draft.unit).first())
    check_roles(draft.roles, role_offer(draft.person_id, draft.unit).codes)
    check_contact(draft.phone, draft.email)
    return draft.unit


def _apply(draft: Submission, at: datetime) -> list[str]:
    year = clock.today().year
    ordinals = take(year, len(draft.roles))
    made = Application.objects.bulk_create(
        Application(submission=draft, profile=draft.profile, role=role, year=year, ordinal=ordinal, status_at=at)
        for role, ordinal in zip(draft.roles, ordinals, strict=True)
    )
    return [application.number for application in made]


@transaction.atomic
def note_download(*, by: Actor, submission: UUID) -> Submission:
    """The printed application was taken; only then can the draft be finished."""
    draft = _mine(by, submission)
    if draft.saved_at is None or draft.closed_at:
        raise ApplicationNotFound
    if draft.downloaded_at is None:
        draft.downloaded_at = clock.now()
        draft.save(update_fields=["downloaded_at", "changed_at"])
    _record(by, "paper_downloaded", draft)
    return draft


@transaction.atomic
def finish(*, by: Actor, submission: UUID, attached: bool = False) -> Submission:
    """Step 4, „Zakończ”: the applications wait for a decision. A second click finds them waiting.

    `attached`: whoever said that they attach the signed copy now must have done so.
    """
    draft = _mine(by, submission)
    if draft.finished_at:
        return draft
    if draft.saved_at is None or draft.closed_at:
        raise NoDraft
    check_can_finish(draft, has_file=not attached or _has_file(draft))
    draft.finished_at = clock.now()
    draft.save()
    for application in Application.objects.select_for_update().filter(submission=draft):
        transit(application, by, move("finish", application.status))
    return draft


def _has_file(draft: Submission) -> bool:
    return attachments_of(draft.public_id).exclude(status=AttachmentStatus.UNSAFE).exists()


@transaction.atomic
def abandon(*, by: Actor) -> None:
    """„Anuluj”. Without numbers nothing stays; with them the applications are archived: no number is taken back."""
    draft = _drafts(by).first()
    if draft is None:
        return
    _record(by, "submission_abandoned", draft)
    close(draft, by, "abandon", ABANDONED)


def close(draft: Submission, by: Actor, name: str, reason: str) -> None:
    """End a draft for good; of one with numbers stay the numbers, not the person's telephone and e-mail."""
    if draft.saved_at is None:
        draft.delete()
        return
    for application in Application.objects.select_for_update().filter(submission=draft):
        transit(application, by, move(name, application.status), reason)
    draft.closed_at = clock.now()
    draft.phone = draft.email = ""
    draft.save()


@transaction.atomic
def withdraw(*, by: Actor, application: UUID) -> Application:
    """„Wycofaj wniosek”: for good."""
    row = _own(by, application)
    transit(row, by, move("withdraw", row.status), WITHDRAWN)
    return row


@transaction.atomic
def mute_reminder(*, by: Actor, application: UUID, muted: bool = True) -> Application:
    """„Plik został wysłany mailem lub wydruk pocztą – nie przypominaj mi…”."""
    row = _own(by, application)
    row.reminder_off = muted
    row.save(update_fields=["reminder_off"])
    data = {"number": row.number, "muted": muted}
    record(by=by, action="reminder_muted", object_type="application", object_id=str(row.public_id), data=data)
    return row


def _own(by: Actor, application: UUID) -> Application:
    row = locked(application)
    if row.profile.person_id != _person(by) or row.submission.finished_at is None:
        raise ApplicationNotFound
    return row
