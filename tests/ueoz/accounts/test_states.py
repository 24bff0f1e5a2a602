# SPDX-License-Identifier: EUPL-1.2
"""The life of an account, and what its policies and its table allow."""

from datetime import UTC, datetime, timedelta
from itertools import product

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from shared import clock
from tests.ueoz.world import HALINA, account_of
from ueoz.accounts.enums import AccountState, EventKind
from ueoz.accounts.errors import AccountError, LetterTooSoon, LinkExpired, LinkUsed
from ueoz.accounts.models import Account, Event, Session, Verification
from ueoz.accounts.operations import write_down
from ueoz.accounts.operations.lives import move
from ueoz.accounts.origins import SYSTEM
from ueoz.accounts.policies import check_can_ask_letter, check_can_use, next_letter_at
from ueoz.accounts.states import MOVES, is_allowed

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.mark.django_db
@pytest.mark.parametrize(("before", "after"), list(product(AccountState, AccountState)))
def test_an_account_moves_as_the_table_says_and_not_otherwise(before: AccountState, after: AccountState) -> None:
    account = account_of(HALINA, state=before)
    account.email_verified_at = clock.now()
    if (before, after) in MOVES:
        account.save()
        move(by=SYSTEM, account=account, to=after)
        assert Event.objects.get().kind == MOVES[before, after]
    else:
        with pytest.raises(AccountError):
            move(by=SYSTEM, account=account, to=after)
    account.refresh_from_db()
    assert account.state == (after if is_allowed(before, after) else before)


def test_the_first_letter_may_be_asked_for_at_once() -> None:
    check_can_ask_letter([])


def test_another_letter_after_a_minute() -> None:
    with clock.frozen(NOON):
        with pytest.raises(LetterTooSoon) as refused:
            check_can_ask_letter([NOON - timedelta(seconds=59)])
        assert refused.value.next_at == NOON + timedelta(seconds=1)
        check_can_ask_letter([NOON - timedelta(seconds=60)])


def test_five_letters_a_day() -> None:
    asked = [NOON - timedelta(hours=hour) for hour in (1, 2, 3, 4, 5)]
    with clock.frozen(NOON):
        assert next_letter_at(asked) == NOON + timedelta(hours=19)
        assert next_letter_at([*asked[:4], NOON - timedelta(hours=25)]) <= NOON


def test_the_refusal_says_when() -> None:
    with clock.frozen(NOON):
        assert "22 listopada\xa02026" in str(LetterTooSoon(NOON)) or "listopada 2026, 13:00" in str(LetterTooSoon(NOON))


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"used_at": NOON}, LinkUsed),
        ({"dropped_at": NOON}, LinkExpired),
        ({"expires_at": NOON}, LinkExpired),
        ({}, None),
    ],
)
def test_a_link_is_good_once_and_in_its_time(changes: dict[str, datetime], error: type[Exception] | None) -> None:
    link = Verification(**{"expires_at": NOON + timedelta(seconds=1), **changes})
    with clock.frozen(NOON):
        if error is None:
            check_can_use(link)
        else:
            with pytest.raises(error):
                check_can_use(link)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"subject": ""}, "account_has_subject"),
        ({"pesel_hash": ""}, "account_pesel_encrypted_and_hashed"),
        ({"pesel_encrypted": ""}, "account_pesel_encrypted_and_hashed"),
        ({"state": "dead"}, "account_state_is_known"),
        ({"email_verified_at": None}, "account_active_with_verified_email"),
    ],
)
def test_the_table_of_accounts_refuses_nonsense(changes: dict[str, object], constraint: str) -> None:
    account = account_of(HALINA)
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Account.objects.filter(pk=account.pk).update(**changes)


@pytest.mark.django_db
def test_a_person_has_one_account() -> None:
    account_of(HALINA)
    with pytest.raises(IntegrityError, match="pesel_hash"), transaction.atomic():
        account_of(HALINA)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "changes", [{"ended_by": "idle"}, {"ended_at": NOON - timedelta(days=1), "ended_by": "idle"}, {"ended_at": NOON}]
)
def test_a_session_ends_after_it_began_and_with_a_reason(changes: dict[str, object]) -> None:
    row = Session.objects.create(
        account=account_of(HALINA), session_key="key", began_at=NOON, active_at=NOON, assurance="x"
    )
    with pytest.raises(IntegrityError, match="session_ends_with_reason"), transaction.atomic():
        Session.objects.filter(pk=row.pk).update(**changes)


@pytest.mark.django_db
@pytest.mark.parametrize("statement", ["UPDATE accounts_event SET by = 'x'", "DELETE FROM accounts_event"])
def test_events_are_only_ever_added(statement: str) -> None:
    write_down(EventKind.CREATED, account_of(HALINA), SYSTEM)
    with pytest.raises(DatabaseError, match="only ever added"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert Event.objects.count() == 1


@pytest.mark.django_db
def test_the_subject_says_nothing_about_the_person() -> None:
    account = account_of(HALINA)
    assert len(account.subject) == 32
    assert account.pesel not in account.subject
    assert account.pesel == HALINA.pesel
