# SPDX-License-Identifier: EUPL-1.2
"""Migrations: states, outcomes, numbers, and races."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from itertools import product
from threading import Barrier

import pytest
from django.db import IntegrityError, connection, transaction

from shared import clock
from tests.ueoz.world import HALINA, MAREK, PASSWORD, account_of, entry_of
from ueoz.accounts.enums import EventKind
from ueoz.accounts.errors import AccountExists
from ueoz.accounts.models import Account, Event
from ueoz.accounts.operations import confirm
from ueoz.accounts.origins import SYSTEM
from ueoz.eploz.directory import Found, OwnTable
from ueoz.eploz.enums import OPEN, CaseState, Code
from ueoz.eploz.errors import CaseMoved, DirectoryUnavailable
from ueoz.eploz.models import Case, Entry
from ueoz.eploz.operations import abandon, begin, complete, retire, search, search_again
from ueoz.eploz.policies import is_stuck
from ueoz.eploz.states import MOVES, is_allowed

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
EMAIL = "halina@example.test"


class Silent(OwnTable):
    """e-PLOZ that does not answer."""

    def find(self, pesel: str) -> Found | None:
        raise DirectoryUnavailable


def searched(citizen=HALINA) -> Case:
    search(case_id=begin(citizen=citizen).pk)
    return Case.objects.latest("pk")


@pytest.mark.parametrize(("before", "after"), list(product(CaseState, CaseState)))
def test_the_table_says_where_a_case_may_go(before: CaseState, after: CaseState) -> None:
    assert is_allowed(before, after) == (after in MOVES[before])


def test_what_is_over_stays_over() -> None:
    assert [state for state in CaseState if not MOVES[state]] == [state for state in CaseState if state not in OPEN]


def test_an_account_that_agrees_is_found_with_its_address_and_login() -> None:
    entry_of(HALINA, given_name="HALINA MARIA", family_name="wrona")
    case = searched()
    assert (case.state, case.code, case.email, case.login) == (
        CaseState.FOUND,
        "",
        "stary@example.test",
        "halina.wrona",
    )


def test_nobody_with_that_pesel_is_z02() -> None:
    entry_of(MAREK)
    case = searched()
    assert (case.state, case.code, case.email) == (CaseState.NOT_FOUND, Code.NOT_FOUND, "")
    assert case.code == "Z02"


@pytest.mark.parametrize("other", [{"family_name": "Kowalik"}, {"given_name": "Anna"}])
def test_data_that_disagree_are_z08_and_tell_nothing_of_the_account(other: dict[str, str]) -> None:
    entry_of(HALINA, **other)
    case = searched()
    assert (case.state, case.code, case.email, case.login) == (CaseState.MISMATCH, "Z08", "", "")


def test_the_event_number_is_made_of_milliseconds() -> None:
    with clock.frozen(datetime(2023, 11, 29, 0, 7, 24, 943_000, tzinfo=UTC)):
        case = searched()
    assert case.event_number == "MIGRATION_1701216444943"
    assert case.decided_at is not None


def test_two_in_the_same_millisecond_get_two_numbers() -> None:
    with clock.frozen(NOON):
        one, two = searched(HALINA), searched(MAREK)
    assert int(two.event_number.removeprefix("MIGRATION_")) - int(one.event_number.removeprefix("MIGRATION_")) == 1


def test_the_pesel_of_a_case_is_hidden() -> None:
    case = begin(citizen=HALINA)
    assert case.pesel == HALINA.pesel
    assert case.masked_pesel == "••••••••842"
    assert HALINA.pesel not in str(Case.objects.values().get())


def test_a_second_tab_finds_the_same_case() -> None:
    assert begin(citizen=HALINA) == begin(citizen=HALINA)


def test_an_outcome_of_long_ago_is_looked_up_again() -> None:
    first = searched()
    assert first.state == CaseState.NOT_FOUND
    entry_of(HALINA)
    with clock.advanced(timedelta(minutes=29)):
        assert begin(citizen=HALINA) == first
    with clock.advanced(timedelta(minutes=31)):
        second = begin(citizen=HALINA)
        search(case_id=second.pk)
    assert second != first
    assert Case.objects.get(pk=second.pk).state == CaseState.FOUND
    assert Case.objects.get(pk=first.pk).state == CaseState.ABANDONED


def test_a_search_done_twice_keeps_the_first_outcome() -> None:
    case = searched()
    entry_of(HALINA)
    search(case_id=case.pk)
    assert Case.objects.get().event_number == case.event_number


def test_an_outcome_that_comes_after_the_person_left_is_dropped() -> None:
    case = begin(citizen=HALINA)

    class Leaving(OwnTable):
        def find(self, pesel: str) -> Found | None:
            abandon(case=case)
            return super().find(pesel)

    search(case_id=case.pk, source=Leaving())
    assert Case.objects.get().state == CaseState.ABANDONED


def test_e_ploz_that_does_not_answer_fails_the_search_with_a_number() -> None:
    case = begin(citizen=HALINA)
    with pytest.raises(DirectoryUnavailable):
        search(case_id=case.pk, source=Silent())
    case.refresh_from_db()
    assert (case.state, case.code) == (CaseState.FAILED, "")
    assert case.event_number.startswith("MIGRATION_")


def test_a_failed_search_is_begun_anew() -> None:
    case = begin(citizen=HALINA)
    with pytest.raises(DirectoryUnavailable):
        search(case_id=case.pk, source=Silent())
    search_again(case=case)
    search(case_id=case.pk)
    assert Case.objects.get().state == CaseState.NOT_FOUND


def test_a_search_that_goes_on_is_not_begun_anew() -> None:
    case = begin(citizen=HALINA)
    with pytest.raises(CaseMoved):
        search_again(case=case)
    with pytest.raises(CaseMoved):
        search_again(case=searched())


WAITING = [(False, 19, False), (False, 21, True), (True, 60, False), (True, 301, True)]


@pytest.mark.parametrize(("picked", "seconds", "stuck"), WAITING)
def test_a_search_nobody_does_is_stuck(picked: bool, seconds: int, stuck: bool) -> None:
    case = begin(citizen=HALINA)
    case.picked_at = case.searched_at if picked else None
    with clock.frozen(case.searched_at + timedelta(seconds=seconds)):
        assert is_stuck(case) is stuck


def test_an_account_is_made_and_the_case_closed() -> None:
    entry_of(HALINA)
    searched()
    account = complete(by=SYSTEM, citizen=HALINA, email=EMAIL)

    case = Case.objects.get()
    assert (case.state, case.account, case.was_found) == (CaseState.COMPLETED, account, True)
    assert Event.objects.filter(kind=EventKind.MIGRATED, data={"login": "halina.wrona"}).exists()


def test_before_the_outcome_no_account_is_made() -> None:
    begin(citizen=HALINA)
    with pytest.raises(CaseMoved):
        complete(by=SYSTEM, citizen=HALINA, email=EMAIL)
    assert not Account.objects.exists()


def test_a_second_click_is_told_that_there_is_an_account() -> None:
    searched()
    complete(by=SYSTEM, citizen=HALINA, email=EMAIL)
    with pytest.raises(AccountExists):
        complete(by=SYSTEM, citizen=HALINA, email="inny@example.test")
    assert Account.objects.get().email == EMAIL


def test_after_breaking_off_no_account_is_made_and_the_next_sign_in_begins_another() -> None:
    case = searched()
    abandon(case=case)
    with pytest.raises(CaseMoved):
        complete(by=SYSTEM, citizen=HALINA, email=EMAIL)
    with pytest.raises(CaseMoved):
        abandon(case=case)
    assert begin(citizen=HALINA) != case


def test_the_password_dies_when_the_account_is_active_and_no_sooner() -> None:
    entry_of(HALINA)
    searched()
    account = complete(by=SYSTEM, citizen=HALINA, email=EMAIL)
    assert OwnTable().check("halina.wrona", PASSWORD) is not None

    retire(account_id=account.pk)
    retire(account_id=account.pk)

    assert OwnTable().check("halina.wrona", PASSWORD) is None
    entry = Entry.objects.get()
    assert (entry.password, entry.migrated_at is not None) == ("", True)


def test_an_account_whose_data_disagreed_keeps_its_password() -> None:
    """It may be somebody else's, with a mistake in its PESEL."""
    entry_of(HALINA, family_name="Kowalik")
    searched()
    retire(account_id=complete(by=SYSTEM, citizen=HALINA, email=EMAIL).pk)
    assert Entry.objects.get().password != ""


def test_the_link_of_the_letter_kills_the_password(jobs_at_once, post) -> None:
    entry_of(HALINA)
    searched()
    with jobs_at_once():
        complete(by=SYSTEM, citizen=HALINA, email=EMAIL)
    with jobs_at_once():
        confirm(by=SYSTEM, token=post.links()[0].split("/")[2])
    assert OwnTable().check("halina.wrona", PASSWORD) is None


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"state": "dreaming"}, "eploz_case_state_is_known"),
        ({"state": CaseState.FOUND}, "eploz_case_outcome_has_number_and_time"),
        ({"state": CaseState.COMPLETED}, "eploz_case_completed_with_account"),
    ],
)
def test_the_table_of_cases_refuses_nonsense(changes: dict[str, str], constraint: str) -> None:
    begin(citizen=HALINA)
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Case.objects.update(**changes)


def test_the_table_of_entries_refuses_a_password_of_somebody_who_migrated() -> None:
    entry_of(HALINA)
    with pytest.raises(IntegrityError, match="eploz_entry_migrated_without_password"), transaction.atomic():
        Entry.objects.update(migrated_at=NOON)


def test_an_account_that_was_not_found_through_a_case_leaves_e_ploz_alone() -> None:
    entry_of(HALINA)
    retire(account_id=account_of(HALINA).pk)
    assert Entry.objects.get().password != ""


def together(times: int, act) -> list[object]:
    """Do the same in several threads at once, each with a connection and a transaction of its own."""
    barrier = Barrier(times)

    def run() -> object:
        barrier.wait()
        try:
            return act()
        except Exception as error:
            return type(error)
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as pool:
        return [done.result() for done in [pool.submit(run) for _ in range(times)]]


@pytest.mark.django_db(transaction=True)
def test_two_first_sign_ins_at_once_begin_one_migration() -> None:
    cases = together(4, lambda: begin(citizen=HALINA).pk)
    assert len(set(cases)) == 1
    assert Case.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_four_clicks_at_once_make_one_account() -> None:
    searched()
    done = together(4, lambda: complete(by=SYSTEM, citizen=HALINA, email=EMAIL).pk)
    assert done.count(AccountExists) == 3
    assert Account.objects.count() == 1
    assert Event.objects.filter(kind=EventKind.CREATED).count() == 1


@pytest.mark.django_db(transaction=True)
def test_four_workers_at_one_search_write_one_outcome() -> None:
    case = begin(citizen=HALINA)
    assert together(4, lambda: search(case_id=case.pk)) == [None] * 4
    assert Case.objects.get().state == CaseState.NOT_FOUND


@pytest.mark.django_db(transaction=True)
def test_finishing_and_breaking_off_at_once_leave_one_of_both() -> None:
    case = searched()
    clicks = [lambda: abandon(case=case), lambda: complete(by=SYSTEM, citizen=HALINA, email=EMAIL)]

    def click() -> object:
        return clicks.pop()()

    together(2, click)
    case.refresh_from_db()
    assert Account.objects.count() == (1 if case.state == CaseState.COMPLETED else 0)
    assert case.state in {CaseState.COMPLETED, CaseState.ABANDONED}
