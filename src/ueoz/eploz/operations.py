# SPDX-License-Identifier: EUPL-1.2
"""Migrations move here, and nowhere else."""

from django.conf import settings
from django.db import IntegrityError, transaction

from shared import clock
from shared.encryption import Keyring, lookup_hash
from shared.events import publish
from ueoz.accounts.enums import EventKind
from ueoz.accounts.errors import AccountExists
from ueoz.accounts.models import Account
from ueoz.accounts.operations import create_account, write_down
from ueoz.accounts.origins import Origin
from ueoz.accounts.queries import account_of
from ueoz.eploz.directory import Directory, Found, directory
from ueoz.eploz.enums import OPEN, CaseState
from ueoz.eploz.errors import CaseMoved, DirectoryUnavailable
from ueoz.eploz.events import SearchWanted
from ueoz.eploz.models import CASE_CONTEXT, Case
from ueoz.eploz.policies import check_can_abandon, check_can_complete, check_can_search_again, is_stale, outcome
from ueoz.eploz.queries import open_case
from ueoz.eploz.states import is_allowed
from ueoz.node.citizen import Citizen


def begin(*, citizen: Citizen) -> Case:
    """Return the migration the person is in, or begin one; two tabs at once begin the same."""
    case = open_case(citizen.pesel)
    if case is not None and is_stale(case):
        abandon(case=case)
        case = None
    return case or _begun(citizen)


def _begun(citizen: Citizen) -> Case:
    now = clock.now()
    try:
        with transaction.atomic():
            case = Case.objects.create(
                pesel_encrypted=Keyring.parse(settings.ENCRYPTION_KEYS).encrypt(citizen.pesel, context=CASE_CONTEXT),
                pesel_hash=lookup_hash(citizen.pesel, settings.LOOKUP_KEY),
                given_name=citizen.given_name,
                family_name=citizen.family_name,
                began_at=now,
                searched_at=now,
            )
            publish(SearchWanted(case.pk))
    except IntegrityError:
        case = Case.objects.get(pesel_hash=lookup_hash(citizen.pesel, settings.LOOKUP_KEY), state__in=OPEN)
    return case


def search(*, case_id: int, source: Directory | None = None) -> None:
    """Look the person up in e-PLOZ; a job calls this, perhaps twice. Nothing is locked while e-PLOZ thinks."""
    case = Case.objects.get(pk=case_id)
    if case.state != CaseState.SEARCHING:
        return
    Case.objects.filter(pk=case_id, state=CaseState.SEARCHING).update(picked_at=clock.now())
    try:
        found = (source or directory()).find(case.pesel)
    except DirectoryUnavailable:
        _decide(case_id, CaseState.FAILED, "", None)
        raise
    _decide(case_id, *outcome(case, found), found)


@transaction.atomic
def _decide(case_id: int, state: CaseState, code: str, found: Found | None) -> None:
    """Write the outcome down with its number and time, unless another job or the person was faster."""
    case = Case.objects.select_for_update().get(pk=case_id)
    if not is_allowed(case.state, state):
        return
    case.state, case.code, case.decided_at = state, code, clock.now()
    if found is not None and state is CaseState.FOUND:
        case.email, case.login = found.email, found.login
    _number(case)


def _number(case: Case) -> None:
    """`MIGRATION_` and the milliseconds since 1970; two in the same millisecond take the next ones."""
    assert case.decided_at is not None  # noqa: S101  for the type checker: set by _decide
    milliseconds = int(case.decided_at.timestamp() * 1000)
    while True:
        case.event_number = f"MIGRATION_{milliseconds}"
        try:
            with transaction.atomic():
                case.save()
        except IntegrityError:
            milliseconds += 1
        else:
            return


@transaction.atomic
def search_again(*, case: Case) -> Case:
    """Begin the search anew, where it failed or nobody does it."""
    locked = Case.objects.select_for_update().get(pk=case.pk)
    check_can_search_again(locked)
    locked.state, locked.searched_at = CaseState.SEARCHING, clock.now()
    locked.picked_at = locked.decided_at = None
    locked.event_number = ""
    locked.save()
    publish(SearchWanted(locked.pk))
    return locked


@transaction.atomic
def abandon(*, case: Case) -> None:
    """„Przerwij proces migracji”, „Anuluj”: the case stays for the help desk, the next sign-in begins another."""
    locked = Case.objects.select_for_update().get(pk=case.pk)
    check_can_abandon(locked)
    locked.state, locked.closed_at = CaseState.ABANDONED, clock.now()
    locked.save(update_fields=["state", "closed_at"])


@transaction.atomic
def complete(*, by: Origin, citizen: Citizen, email: str) -> Account:
    """„Zakończ”: make the account; the second click, tab or browser is told that there is one."""
    case = open_case(citizen.pesel)
    if case is None:
        raise AccountExists if account_of(citizen.pesel) else CaseMoved
    locked = Case.objects.select_for_update().get(pk=case.pk)
    if locked.state == CaseState.COMPLETED:
        raise AccountExists
    check_can_complete(locked)
    account = create_account(by=by, citizen=citizen, email=email)
    locked.was_found = locked.state == CaseState.FOUND
    if locked.was_found:
        write_down(EventKind.MIGRATED, account, by, login=locked.login)
    locked.state, locked.closed_at, locked.account = CaseState.COMPLETED, clock.now(), account
    locked.save()
    return account


def retire(*, account_id: int) -> None:
    """The account is active: the e-PLOZ password of the account that was found works no longer."""
    account = Account.objects.get(pk=account_id)
    if Case.objects.filter(account=account, was_found=True).exists():
        directory().retire(account.pesel)
