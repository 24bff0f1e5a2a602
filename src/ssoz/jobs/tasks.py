# SPDX-License-Identifier: EUPL-1.2
"""The jobs. Each may run twice: a worker that dies has its jobs done again by another."""

import structlog
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from ssoz.notifications import operations as notifications
from ssoz.notifications.errors import DeliveryError
from ssoz.notifications.queries import forgotten

log = structlog.get_logger(__name__)
SILENCE = 30.0
MAIL_RETRY = RetryStrategy(max_attempts=6, exponential_wait=5, retry_exceptions={DeliveryError})


@app.task(queue="mail", retry=MAIL_RETRY)
def send_message(message_id: int) -> None:
    """Send one e-mail."""
    notifications.deliver(message_id=message_id)


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
@app.task(queue="rescue", queueing_lock="rescue_jobs")
async def rescue_jobs(timestamp: int) -> None:
    """Give back the jobs of workers that have been silent too long."""
    for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=SILENCE):
        log.warning("job_rescued", job=job.id, task=job.task_name)
        await app.job_manager.retry_job(job)
