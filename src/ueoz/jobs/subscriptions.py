# SPDX-License-Identifier: EUPL-1.2
"""Which event asks for which job: the one page where lower layers reach upper ones."""

from shared.events import subscribe
from ueoz.accounts.events import AccountActivated, CitizenGone, EmailChanged, LetterWanted, SessionOver
from ueoz.eploz.errors import DirectoryUnavailable
from ueoz.eploz.events import SearchWanted
from ueoz.eploz.operations import retire
from ueoz.jobs import tasks
from ueoz.provider.events import VisitOver


def connect() -> None:
    """Begin to listen; called once the apps are ready."""
    subscribe(LetterWanted, send_link)
    subscribe(EmailChanged, tell_old_address)
    subscribe(SessionOver, leave_node)
    subscribe(CitizenGone, leave_node_early)
    subscribe(VisitOver, say_farewell)
    subscribe(SearchWanted, search)
    subscribe(AccountActivated, retire_password)


def send_link(event: LetterWanted) -> None:
    tasks.send_link.defer(verification_id=event.verification_id)


def tell_old_address(event: EmailChanged) -> None:
    tasks.tell_old_address.defer(account_id=event.account_id, old_address=event.old_address)


def leave_node(event: SessionOver) -> None:
    tasks.leave_node.defer(session_id=event.session_id)


def leave_node_early(event: CitizenGone) -> None:
    tasks.leave_node_early.defer(node_encrypted=event.node_encrypted)


def say_farewell(event: VisitOver) -> None:
    tasks.say_farewell.defer(visit_id=event.visit_id)


def search(event: SearchWanted) -> None:
    tasks.search.defer(case_id=event.case_id)


def retire_password(event: AccountActivated) -> None:
    """At once if that can be, else as soon as e-PLOZ answers."""
    try:
        retire(account_id=event.account_id)
    except DirectoryUnavailable:
        tasks.retire_password.defer(account_id=event.account_id)
