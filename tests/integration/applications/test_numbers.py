# SPDX-License-Identifier: EUPL-1.2
"""Numbers run without a gap and without a double, whoever saves, fails, waits or gives up at the same moment."""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from functools import partial
from threading import Barrier

import pytest
from django.db import connection, transaction

from shared import clock
from ssoz.access.actors import Actor
from ssoz.applications import operations
from ssoz.applications.errors import ApplicationError
from ssoz.applications.models import Application, Submission
from ssoz.applications.operations.numbering import take
from ssoz.applications.policies import DRAFT_LIFE
from ssoz.registers.enums import UnitKind
from tests.factories import access, registers
from tests.factories.applications import EMAIL, PHONE, applicant, draft, saved

SAVERS = 200
THREADS = 50  # at once; each in a transaction and a connection of its own
ROLES = ["reporter_nonfinancial", "reporter_financial", "reporter_psychiatric"]


class PowerCut(Exception):
    """Something breaks after the numbers were taken."""


def at_once(deeds: Iterable[Callable[[], object]], threads: int = THREADS) -> list[object]:
    """Do all of it in real threads, beginning at the same moment; what is refused comes back as the refusal."""
    waiting = list(deeds)
    start = Barrier(min(threads, len(waiting)))

    def worker(mine: list[Callable[[], object]]) -> list[object]:
        try:
            start.wait(timeout=30)
            return [outcome(deed) for deed in mine]
        finally:
            connection.close()

    with ThreadPoolExecutor(start.parties) as pool:
        shares = [waiting[first :: start.parties] for first in range(start.parties)]
        return [result for done in pool.map(worker, shares) for result in done]


def outcome(deed: Callable[[], object]) -> object:
    try:
        return deed()
    except (ApplicationError, PowerCut) as error:
        return error


def ordinals() -> list[int]:
    return list(Application.objects.order_by("ordinal").values_list("ordinal", flat=True))


def crowd(count: int) -> list[tuple[Actor, Submission]]:
    """People with a draft each, of one to three roles; made in bulk, as only the saving is of interest."""
    unit = registers.unit(UnitKind.HOSPITAL)
    people = [access.person() for _ in range(count)]
    drafts = Submission.objects.bulk_create(
        Submission(person=one, unit=unit, roles=ROLES[: 1 + number % 3], phone=PHONE, email=EMAIL)
        for number, one in enumerate(people)
    )
    return [(applicant(one), made) for one, made in zip(people, drafts, strict=True)]


@pytest.mark.django_db(transaction=True)
def test_two_hundred_savers_some_of_whom_fail_half_way() -> None:
    saving = crowd(SAVERS)

    def deed(number: int, by: Actor, made: Submission) -> Callable[[], object]:
        def save() -> object:
            with transaction.atomic():
                done = operations.save(by=by, submission=made.public_id, confirmed=True)
                if number % 5 == 0:
                    raise PowerCut
                return done

        return save

    results = at_once(deed(number, by, made) for number, (by, made) in enumerate(saving))
    failed = [result for result in results if isinstance(result, PowerCut)]
    expected = sum(len(made.roles) for number, (_by, made) in enumerate(saving) if number % 5)
    assert len(failed) == SAVERS / 5
    assert ordinals() == list(range(1, expected + 1))
    assert Submission.objects.filter(saved_at=None).count() == len(failed)


@pytest.mark.django_db(transaction=True)
def test_a_double_click_gives_one_number_a_role() -> None:
    [(by, made)] = crowd(1)
    results = at_once([lambda: operations.save(by=by, submission=made.public_id, confirmed=True)] * 6)
    assert {result.pk for result in results if isinstance(result, Submission)} == {made.pk}
    assert ordinals() == [1]


@pytest.mark.django_db(transaction=True)
def test_two_browsers_of_one_person_share_one_draft() -> None:
    by, units = applicant(), [registers.unit() for _ in range(4)]
    at_once(partial(operations.choose_unit, by=by, unit=unit.public_id) for unit in units)
    assert Submission.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_draft_is_finished_once_beside_giving_it_up() -> None:
    by = applicant()
    made = saved(by=by)
    operations.note_download(by=by, submission=made.public_id)
    at_once(
        [lambda: operations.finish(by=by, submission=made.public_id), lambda: operations.abandon(by=by)],
    )
    made.refresh_from_db()
    assert (made.finished_at is None) != (made.closed_at is None)
    assert made.applications.get().status == ("archived" if made.closed_at else "pending")


@pytest.mark.django_db
def test_what_is_given_up_or_expires_leaves_no_gap() -> None:
    forgetful, hasty = applicant(), applicant()
    saved(by=forgetful)
    saved(by=hasty)
    operations.abandon(by=hasty)
    with clock.advanced(DRAFT_LIFE + timedelta(days=1)):
        operations.keep()
        saved(by=forgetful)
    assert ordinals() == [1, 2, 3]
    assert list(Application.objects.values_list("status", flat=True)) == ["archived", "archived", "draft"]


@pytest.mark.django_db
def test_a_draft_without_numbers_disappears_after_its_time() -> None:
    draft()
    with clock.advanced(DRAFT_LIFE - timedelta(days=1)):
        operations.keep()
    assert Submission.objects.count() == 1
    with clock.advanced(DRAFT_LIFE + timedelta(days=1)):
        operations.keep()
    assert Submission.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("moment", "number"),
    [
        (datetime(2026, 12, 31, 22, 59, tzinfo=UTC), "U000001/2026"),
        (datetime(2026, 12, 31, 23, 1, tzinfo=UTC), "U000001/2027"),  # the year begins in Warsaw
    ],
)
def test_numbers_begin_anew_with_the_year(moment: datetime, number: str) -> None:
    take(2025, 17)
    with clock.frozen(moment):
        assert saved().applications.get().number == number


@pytest.mark.django_db
def test_a_year_with_a_million_applications_goes_on() -> None:
    take(clock.today().year, 999_999)
    assert saved().applications.get().number == f"U1000000/{clock.today().year}"
