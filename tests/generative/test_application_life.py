# SPDX-License-Identifier: EUPL-1.2
"""Random lives of a profile against a model of two dictionaries: its status is always what the manual's table says."""

from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from shared import clock
from ssoz.access import operations as access_operations
from ssoz.access.actors import SYSTEM
from ssoz.access.enums import ProfileStatus
from ssoz.access.errors import UserError
from ssoz.access.models import Profile
from ssoz.applications import operations
from ssoz.applications.enums import ApplicationStatus
from ssoz.applications.errors import ApplicationError
from ssoz.applications.models import Application
from ssoz.applications.queries.profiles import profiles_of, with_status
from ssoz.registers.models import Unit
from tests.factories import registers
from tests.factories.applications import EMAIL, PHONE, administrator, applicant

DRAFT, PENDING, APPROVED, REJECTED, ARCHIVED = ApplicationStatus
ROLES = st.sampled_from(["reporter_nonfinancial", "reporter_financial", "reporter_psychiatric"])
NUMBERS = st.integers(0, 30)
DECISIONS = st.sampled_from(["approve", "reject", "archive", "withdraw"])
MOVES = {
    ("approve", PENDING): APPROVED,
    ("reject", PENDING): REJECTED,
    ("withdraw", PENDING): REJECTED,
    ("archive", PENDING): ARCHIVED,
    ("archive", REJECTED): ARCHIVED,
}


class ApplicationLife(RuleBasedStateMachine):
    """What the rules below keep by hand is what has to follow from the database."""

    @initialize()
    def begin(self) -> None:
        self.unit = registers.unit()
        self.by, self.administrator = applicant(), administrator()
        self.applications: dict[int, tuple[str, str]] = {}  # finished ones: ordinal → role, status
        self.transferred: set[str] = set()
        self.lost = False
        self.blocked = self.closed = False

    @property
    def has_profile(self) -> bool:
        return Profile.objects.filter(person=self.by.person_id or 0).exists()

    @property
    def profile(self) -> Profile:
        return Profile.objects.get(person=self.by.person_id or 0)

    def held(self) -> set[str]:
        return self.transferred | {role for role, status in self.applications.values() if status == APPROVED}

    def expected(self) -> ProfileStatus:
        """The table of the manual."""
        statuses = {status for _role, status in self.applications.values()}
        if self.blocked or self.closed:
            return ProfileStatus.BLOCKED
        if APPROVED in statuses or self.transferred:
            return ProfileStatus.ACTIVE
        if statuses & {PENDING, REJECTED}:
            return ProfileStatus.NOT_ACTIVATED
        return ProfileStatus.REJECTED if statuses or self.lost else ProfileStatus.NOT_ACTIVATED

    def attempt(self, deed: Any, **arguments: Any) -> Any:
        """Do it; a refusal comes back as none and must have written nothing."""
        try:
            with transaction.atomic():
                return deed(**arguments)
        except (ApplicationError, UserError):
            return None

    @rule(roles=st.sets(ROLES, min_size=1), finish=st.booleans())
    def apply(self, roles: set[str], finish: bool) -> None:
        asked = {role for role, status in self.applications.values() if status == PENDING}
        free = not (self.blocked or self.closed) and not roles & (self.held() | asked)
        made = self.attempt(self.walk, roles=sorted(roles), finish=finish)
        assert bool(made) == free
        if made and finish:
            self.applications |= {one.ordinal: (one.role, PENDING) for one in made}
        else:
            operations.abandon(by=self.by)

    def walk(self, *, roles: list[str], finish: bool) -> list[Application]:
        operations.choose_unit(by=self.by, unit=self.unit.public_id)
        draft = operations.choose_roles(by=self.by, roles=roles, phone=PHONE, email=EMAIL)
        operations.save(by=self.by, submission=draft.public_id, confirmed=True)
        if finish:
            operations.note_download(by=self.by, submission=draft.public_id)
            operations.finish(by=self.by, submission=draft.public_id)
        return list(draft.applications.all())

    @precondition(lambda self: self.applications)
    @rule(number=NUMBERS, decision=DECISIONS)
    def decide(self, number: int, decision: str) -> None:
        ordinal = sorted(self.applications)[number % len(self.applications)]
        role, status = self.applications[ordinal]
        target = MOVES.get((decision, ApplicationStatus(status)))
        if decision == "approve" and (self.blocked or self.closed):
            target = None
        row = Application.objects.get(ordinal=ordinal)
        reason = {"reason": "powód"} if decision in ("reject", "archive") else {}
        by = self.by if decision == "withdraw" else self.administrator
        done = self.attempt(getattr(operations, decision), by=by, application=row.public_id, **reason)
        assert (done is not None) == (target is not None)
        if target:
            self.applications[ordinal] = role, target

    @precondition(lambda self: self.held() and self.has_profile)
    @rule(number=NUMBERS)
    def take_role(self, number: int) -> None:
        role = sorted(self.held())[number % len(self.held())]
        operations.take_role(by=self.administrator, profile=self.profile, role=role, reason="odejście")
        self.transferred.discard(role)
        self.lost = True
        for ordinal, (known, status) in self.applications.items():
            if known == role and status == APPROVED:
                self.applications[ordinal] = role, ARCHIVED

    @precondition(lambda self: self.has_profile and not self.closed)
    @rule(role=ROLES)
    def transfer(self, role: str) -> None:
        """A role carried over from SSOZ I; one held by a decision stays that."""
        if role not in self.held():
            access_operations.grant_role(by=SYSTEM, profile=self.profile, role=role)
            self.transferred.add(role)

    @precondition(lambda self: self.has_profile)
    @rule()
    def block_or_unblock(self) -> None:
        deed = access_operations.unblock_profile if self.blocked else access_operations.block_profile
        deed(by=self.administrator, profile=self.profile, reason="powód")
        self.blocked = not self.blocked

    @rule(sure=st.integers(0, 5))
    def close_the_unit(self, sure: int) -> None:
        if sure == 0:
            self.closed = True
            Unit.objects.filter(pk=self.unit.pk).update(valid_to=clock.today().replace(year=2020, day=1))

    @invariant()
    def the_status_follows_from_the_table(self) -> None:
        if not self.has_profile:
            return
        [view] = profiles_of(self.by.person_id or 0)
        assert view.status == self.expected()
        assert with_status(Profile.objects.filter(pk=self.profile.pk)).get().status == self.expected()
        assert {held.role.code for held in view.roles} == self.held()

    @invariant()
    def the_numbers_run(self) -> None:
        ordinals = list(Application.objects.order_by("ordinal").values_list("ordinal", flat=True))
        assert ordinals == list(range(1, len(ordinals) + 1))
        finished = Application.objects.filter(
            profile__person=self.by.person_id or 0, submission__finished_at__isnull=False
        )
        assert dict(finished.values_list("ordinal", "status")) == {
            ordinal: status for ordinal, (_role, status) in self.applications.items()
        }


@pytest.mark.django_db
class TestApplicationLife(ApplicationLife.TestCase):  # type: ignore[name-defined,misc]  # made by Hypothesis
    settings = settings(max_examples=8, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck))
