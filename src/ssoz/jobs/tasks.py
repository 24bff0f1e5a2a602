# SPDX-License-Identifier: EUPL-1.2
"""The jobs. Each may run twice: a worker that dies has its jobs done again by another."""

from uuid import UUID

import structlog
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from ssoz.access import operations as access
from ssoz.access.actors import SYSTEM
from ssoz.access.operations import forget_spent_tokens
from ssoz.access.permissions import Permission, for_kind
from ssoz.access.queries import addresses
from ssoz.access.session_store import SessionStore
from ssoz.applications import operations as applications
from ssoz.attachments import operations as attachments
from ssoz.attachments import queries as attached
from ssoz.attachments.errors import ScanFailed
from ssoz.attachments.sentences import reason
from ssoz.audit import operations as audit
from ssoz.cards import operations as cards
from ssoz.cards.queries import to_correct
from ssoz.notifications import operations as notifications
from ssoz.notifications.enums import MessageKind
from ssoz.notifications.errors import DeliveryError
from ssoz.notifications.queries import forgotten
from ssoz.reports.operations import continue_opening, settle_round
from ssoz.reports.queries import reports_for
from ssoz.rounds.enums import PetitionKind, PetitionStatus
from ssoz.rounds.policies import FILLING
from ssoz.rounds.queries import petition_for, rounds, rounds_by_answers, rounds_opening

log = structlog.get_logger(__name__)
SILENCE = 30.0
SCAN_RETRY = RetryStrategy(max_attempts=4, exponential_wait=5, retry_exceptions={ScanFailed})
MAIL_RETRY = RetryStrategy(max_attempts=6, exponential_wait=5, retry_exceptions={DeliveryError})


@app.task(queue="mail", retry=MAIL_RETRY)
def send_message(message_id: int) -> None:
    """Send one e-mail."""
    notifications.deliver(message_id=message_id)


@app.task(queue="mail")
def write_reset(account_id: int) -> None:
    """Write the link to a new password, where there is somebody to write to."""
    access.write_reset(account_id=account_id)


@app.task(queue="mail")
def tell_reporters(kind: str, report_id: int, reason: str) -> None:
    """Write to everybody in the unit who fills in such reports."""
    report = reports_for(SYSTEM).get(pk=report_id)
    edition = report.round.edition
    notifications.write(
        kind=MessageKind(kind),
        recipients=addresses(report.unit_id, for_kind("REPORT_FILL", edition.kind)),
        context={
            "form": edition.form,
            "unit": report.unit.name,
            "period": f"{report.round.period_start:%d.%m.%Y}–{report.round.period_end:%d.%m.%Y}",
            "reason": reason,
            "report": str(report.public_id),
        },
    )


@app.task(queue="mail")
def tell_of_cards(unit_id: int) -> None:
    """Write to everybody in the unit who fills in cards how many wait to be corrected; nothing about patients."""
    waiting = to_correct(unit_id)
    if waiting.count:
        notifications.write(
            kind=MessageKind.CARDS_RETURNED,
            recipients=addresses(unit_id, Permission.REPORT_FILL_CARD),
            context={"unit": waiting.unit, "count": waiting.count},
        )


@app.task(queue="mail")
def tell_of_decision(petition: str) -> None:
    """Write to everybody in the unit who could have asked for it."""
    row = petition_for(SYSTEM, UUID(petition))
    edition = row.obligation.round.edition if row.obligation else None
    fillers = (for_kind("REPORT_FILL", edition.kind),) if edition else FILLING
    notifications.write(
        kind=MessageKind.PETITION_DECIDED,
        recipients=[address for permission in fillers for address in addresses(row.unit_id, permission)],
        context={
            "asked": PetitionKind(row.kind).label,
            "unit": row.unit.name,
            "form": edition.form if edition else "",
            "granted": row.status == PetitionStatus.GRANTED,
            "reason": row.decision,
        },
    )


@app.task(queue="attachments", retry=SCAN_RETRY)
def scan_attachment(attachment_id: int) -> None:
    """Judge one file; while a scanner does not answer, the file waits and is tried again."""
    attachments.scan(attachment=attachment_id)


@app.periodic(cron="*/5 * * * *")
@app.task(queue="attachments", queueing_lock="scan_forgotten_attachments")
def scan_forgotten_attachments(timestamp: int) -> None:
    """Try the files again whose scan failed or whose job was lost."""
    for attachment_id in attached.forgotten():
        try:
            attachments.scan(attachment=attachment_id)
        except ScanFailed as failure:
            log.warning("attachment_not_scanned", attachment_id=attachment_id, reason=failure.reason)


@app.task(queue="mail")
def tell_of_danger(attachment_id: int) -> None:
    """Tell whoever attached the file that it was refused, and why."""
    refused = attached.refused(attachment_id)
    context = {"file": refused.name, "reason": reason(refused.verdict)}
    notifications.write(kind=MessageKind.ATTACHMENT_UNSAFE, recipients=[refused.uploaded_by.email], context=context)


@app.task(queue="statistics")
def refresh_data_set(round_id: int) -> None:
    """Make the data set of a round anew from its accepted reports."""
    from ssoz.statistics.operations import build_dataset  # brings Ibis and DuckDB, which only the worker needs

    build_dataset(by=SYSTEM, round=rounds().get(pk=round_id).public_id)


@app.task(queue="rounds")
def open_round(round: str) -> None:
    """Make the obligations and reports of a round, or those that are still missing."""
    continue_opening(by=SYSTEM, round=UUID(round))


@app.periodic(cron="* * * * *")
@app.task(queue="rounds", queueing_lock="open_forgotten_rounds")
def open_forgotten_rounds(timestamp: int) -> None:
    """Go on with rounds whose job was lost between the commit and the queue; two jobs at one round do no harm."""
    for round in rounds_opening():
        continue_opening(by=SYSTEM, round=round)


@app.periodic(cron="40 1 * * *")
@app.task(queue="rounds", queueing_lock="settle_duties")
def settle_duties(timestamp: int) -> None:
    """Make what is owed by answers given in the very moment in which a round was opened."""
    for round in rounds_by_answers():
        settle_round(round=round)


@app.periodic(cron="30 2 * * *")
@app.task(queue="statistics", queueing_lock="refresh_all_data_sets")
def refresh_all_data_sets(timestamp: int) -> None:
    """Make every data set anew at night, should a job have been lost."""
    from ssoz.statistics.operations import build_all

    build_all(by=SYSTEM)


@app.periodic(cron="*/5 * * * *")
@app.task(queue="mail", queueing_lock="send_forgotten_messages", pass_context=False)
def send_forgotten_messages(timestamp: int) -> None:
    """Send what was written but whose job was lost between the commit and the queue."""
    for message_id in forgotten():
        try:
            notifications.deliver(message_id=message_id)
        except DeliveryError as error:
            log.warning("message_not_sent", message_id=message_id, error=str(error))


@app.periodic(cron="* * * * *")
@app.task(queue="audit", queueing_lock="seal_events")
def seal_events(timestamp: int) -> None:
    """Chain what was committed since the last minute."""
    audit.seal_events()


@app.periodic(cron="5 0 * * *")
@app.task(queue="audit", queueing_lock="publish_root")
def publish_root(timestamp: int) -> None:
    """Say once a day what the audit trail comes to."""
    audit.publish_root()


@app.periodic(cron="15 3 * * *")
@app.task(queue="rescue", queueing_lock="forget_sessions")
def forget_sessions(timestamp: int) -> None:
    """Remove sessions that are over: nobody signs out of them any more, and they say who was here."""
    SessionStore.clear_expired()
    forget_spent_tokens()


@app.periodic(cron="45 3 * * *")
@app.task(queue="rescue", queueing_lock="keep_applications")
def keep_applications(timestamp: int) -> None:
    """End drafts and applications whose time is over; what is left over waits for the next night."""
    applications.keep()


@app.task(queue="cards")
def read_cards(upload_id: int) -> None:
    """Read a large file of cards; its sender's page waits for it."""
    cards.read_upload(upload=upload_id)


@app.periodic(cron="20 * * * *")
@app.task(queue="cards", queueing_lock="drop_forgotten_cards")
def drop_forgotten_cards(timestamp: int) -> None:
    """Files of cards that nobody took in do not lie about."""
    cards.drop_forgotten()


@app.periodic(cron="* * * * *")
@app.task(queue="rescue", queueing_lock="rescue_jobs")
async def rescue_jobs(timestamp: int) -> None:
    """Give back the jobs of workers that have been silent too long."""
    for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=SILENCE):
        log.warning("job_rescued", job=job.id, task=job.task_name)
        await app.job_manager.retry_job(job)
