# SPDX-License-Identifier: EUPL-1.2
"""Which event asks for which job: the one page where lower layers reach upper ones."""

from django.db import transaction
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.jobs import JobDeferrer

from shared.events import subscribe
from ssoz.access.events import ResetWanted
from ssoz.attachments.events import AttachmentStored, AttachmentUnsafe
from ssoz.cards.events import CardReturned, UploadStored
from ssoz.jobs import tasks
from ssoz.notifications.enums import MessageKind
from ssoz.notifications.events import MessageWritten
from ssoz.reports.events import ReportAccepted, ReportEvent, ReportReopened, ReportReturned
from ssoz.rounds.events import PetitionDecided, RoundOpening

LULL = 10  # seconds in which decisions on one round are gathered into one new data set
CARDS_LULL = 600  # seconds in which cards that go back to one unit are gathered into one message


def connect() -> None:
    """Begin to listen; called once the apps are ready."""
    subscribe(MessageWritten, send_message)
    subscribe(ResetWanted, write_reset)
    subscribe(ReportReturned, tell_of_return)
    subscribe(ReportAccepted, tell_of_acceptance)
    subscribe(ReportAccepted, refresh_data_set)
    subscribe(ReportReopened, refresh_data_set)
    subscribe(RoundOpening, open_round)
    subscribe(AttachmentStored, scan_attachment)
    subscribe(AttachmentUnsafe, tell_of_danger)
    subscribe(UploadStored, read_cards)
    subscribe(CardReturned, tell_of_cards)
    subscribe(PetitionDecided, tell_of_decision)


def send_message(event: MessageWritten) -> None:
    tasks.send_message.defer(message_id=event.message_id)


def write_reset(event: ResetWanted) -> None:
    tasks.write_reset.defer(account_id=event.account_id)


def tell_of_return(event: ReportReturned) -> None:
    _tell(MessageKind.REPORT_RETURNED, event)


def tell_of_acceptance(event: ReportAccepted) -> None:
    _tell(MessageKind.REPORT_ACCEPTED, event)


def scan_attachment(event: AttachmentStored) -> None:
    tasks.scan_attachment.defer(attachment_id=event.attachment_id)


def tell_of_danger(event: AttachmentUnsafe) -> None:
    tasks.tell_of_danger.defer(attachment_id=event.attachment_id)


def read_cards(event: UploadStored) -> None:
    tasks.read_cards.defer(upload_id=event.upload_id)


def tell_of_cards(event: CardReturned) -> None:
    """Cards are returned one after the other: their unit hears of all of them at once."""
    lock = f"cards-returned-{event.unit_id}"
    job = tasks.tell_of_cards.configure(schedule_in={"seconds": CARDS_LULL}, queueing_lock=lock)
    _once(job, unit_id=event.unit_id)


def tell_of_decision(event: PetitionDecided) -> None:
    tasks.tell_of_decision.defer(petition=str(event.petition))


def open_round(event: RoundOpening) -> None:
    tasks.open_round.configure(lock=f"round-{event.round}").defer(round=str(event.round))


def refresh_data_set(event: ReportEvent) -> None:
    """One job a round is enough, however many reports are decided on meanwhile."""
    lock = f"data-set-{event.round_id}"
    job = tasks.refresh_data_set.configure(schedule_in={"seconds": LULL}, queueing_lock=lock, lock=lock)
    _once(job, round_id=event.round_id)


def _once(job: JobDeferrer, **arguments: int) -> None:
    """Unless the same waits already."""
    try:
        with transaction.atomic():
            job.defer(**arguments)
    except AlreadyEnqueued:
        return


def _tell(kind: MessageKind, event: ReportEvent) -> None:
    tasks.tell_reporters.defer(kind=kind.value, report_id=event.report_id, reason=event.reason)
