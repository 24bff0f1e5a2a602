# SPDX-License-Identifier: EUPL-1.2
"""Whatever happens to a profile, in any order: its status follows from the manual's table, said here once more."""

from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shared import clock
from ssoz.access.actors import SYSTEM
from ssoz.access.enums import ProfileStatus
from ssoz.access.errors import UserError
from ssoz.access.models import Profile
from ssoz.access.operations import block_profile, grant_role, unblock_profile
from ssoz.access.queries import active_profiles
from ssoz.applications import operations
from ssoz.applications.errors import ApplicationError
from ssoz.applications.models import Application
from ssoz.applications.queries import profiles_of, with_status
from ssoz.registers.models import Unit
from tests.factories.access import profile as profile_with
from tests.factories.applications import applicant, finished
from tests.factories.registers import unit

pytestmark = pytest.mark.django_db
ROLES = ("reporter_nonfinancial", "reporter_financial", "reporter_psychiatric")
DEEDS = (
    "apply",
    "approve",
    "reject",
    "withdraw",
    "archive",
    "transfer",
    "revoke",
    "block",
    "unblock",
    "close",
    "reopen",
)


@dataclass
class Reference:
    """The profile as somebody would keep it on paper: per role what became of it last."""

    applications: list[tuple[str, str]] = field(default_factory=list)  # role, status
    transferred: set[str] = field(default_factory=set)
    lost: int = 0
    blocked: bool = False
    closed: bool = False

    def status(self) -> ProfileStatus:
        statuses = [status for _role, status in self.applications]
        if self.blocked or self.closed:
            return ProfileStatus.BLOCKED
        if "approved" in statuses or self.transferred:
            return ProfileStatus.ACTIVE
        if all(status == "archived" for status in statuses) and (statuses or self.lost):
            return ProfileStatus.REJECTED
        return ProfileStatus.NOT_ACTIVATED


def _last(book: Reference, role: str, *statuses: str) -> int | None:
    places = [place for place, entry in enumerate(book.applications) if entry[0] == role and entry[1] in statuses]
    return places[-1] if places else None


def write_down(book: Reference, deed: str, role: str) -> None:
    """What a deed that was not refused changes."""
    moves = {
        "approve": (("pending",), "approved"),
        "reject": (("pending",), "rejected"),
        "withdraw": (("pending",), "rejected"),
        "archive": (("pending", "rejected"), "archived"),
    }
    if deed in moves:
        sources, target = moves[deed]
        place = _last(book, role, *sources)
        assert place is not None
        book.applications[place] = (role, target)
    elif deed == "apply":
        book.applications.append((role, "pending"))
    elif deed == "transfer":
        if _last(book, role, "approved") is None:
            book.transferred.add(role)
    elif deed == "revoke":
        book.lost += role in book.transferred
        book.transferred.discard(role)
        if (place := _last(book, role, "approved")) is not None:
            book.applications[place] = (role, "archived")
    else:
        book.blocked = {"block": True, "unblock": False}.get(deed, book.blocked)
        book.closed = {"close": True, "reopen": False}.get(deed, book.closed)


def happen(held: Profile, deed: str, role: str) -> None:
    """The deed itself, by the operations; refused where it does not fit."""
    held.refresh_from_db()
    fresh = Profile.objects.select_related("unit", "person").get(pk=held.pk)
    if deed == "apply":
        finished(role, by=applicant(fresh.person), unit=fresh.unit)
    elif deed == "transfer":
        grant_role(by=SYSTEM, profile=fresh, role=role)
    elif deed == "revoke":
        operations.take_role(by=SYSTEM, profile=fresh, role=role, reason="powód")
    elif deed == "block":
        block_profile(by=SYSTEM, profile=fresh, reason="powód")
    elif deed == "unblock":
        unblock_profile(by=SYSTEM, profile=fresh, reason="powód")
    elif deed in ("close", "reopen"):
        yesterday = clock.today() - timedelta(days=1)
        Unit.objects.filter(pk=fresh.unit_id).update(valid_to=yesterday if deed == "close" else None)
    else:
        _decide(fresh, deed, role)


def _decide(held: Profile, deed: str, role: str) -> None:
    fitting = ("pending", "rejected") if deed == "archive" else ("pending",)
    rows = Application.objects.filter(profile=held, role=role, status__in=fitting).order_by("-pk")
    if not rows:
        raise ApplicationError("nie ma takiego wniosku")
    if deed == "approve":
        operations.approve(by=SYSTEM, application=rows[0].public_id)
    elif deed == "withdraw":
        operations.withdraw(by=applicant(held.person), application=rows[0].public_id)
    else:
        deeds = {"reject": operations.reject, "archive": operations.archive}
        deeds[deed](by=SYSTEM, application=rows[0].public_id, reason="powód")


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(story=st.lists(st.tuples(st.sampled_from(DEEDS), st.sampled_from(ROLES[:2])), max_size=12))
def test_the_status_follows_from_what_happened_in_memory_and_in_the_database(story: list[tuple[str, str]]) -> None:
    with transaction.atomic():
        held, book = profile_with(unit=unit()), Reference()
        held.roles.all().delete()
        for deed, role in story:
            try:
                with transaction.atomic():
                    happen(held, deed, role)
            except (ApplicationError, UserError):
                continue
            write_down(book, deed, role)
            [view] = profiles_of(held.person_id)
            assert view.status == book.status(), (deed, role, book)
            assert with_status(Profile.objects.filter(pk=held.pk)).get().status == view.status
            assert active_profiles(held.person_id).exists() == view.is_active
        transaction.set_rollback(True)
