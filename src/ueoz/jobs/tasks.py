# SPDX-License-Identifier: EUPL-1.2
"""The jobs. Each may run twice: a worker that dies has its jobs done again by another."""

import structlog
from django.contrib.sessions.backends.db import SessionStore
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from ueoz.accounts import letters
from ueoz.accounts.operations import end_forgotten, leave, leave_early
from ueoz.eploz import operations as eploz
from ueoz.node.operations import forget_old
from ueoz.provider import farewell
from ueoz.provider.errors import NotDelivered
from ueoz.provider.operations import forget

log = structlog.get_logger(__name__)
SILENCE = 30.0
MAIL_RETRY = RetryStrategy(max_attempts=8, exponential_wait=4, retry_exceptions={letters.DeliveryError})
CLIENT_RETRY = RetryStrategy(max_attempts=8, exponential_wait=3, retry_exceptions={NotDelivered})
NODE_RETRY = RetryStrategy(max_attempts=5, exponential_wait=4)


@app.task(queue="mail", retry=MAIL_RETRY)
def send_link(verification_id: int) -> None:
    """Send a link to the address it is to verify."""
    letters.send_link(verification_id)


@app.task(queue="mail", retry=MAIL_RETRY)
def tell_old_address(account_id: int, old_address: str) -> None:
    """Tell an address that was left."""
    letters.tell_old_address(account_id, old_address)


@app.task(queue="eploz", retry=NODE_RETRY)
def search(case_id: int) -> None:
    """Look a person up in e-PLOZ."""
    eploz.search(case_id=case_id)


@app.task(queue="eploz", retry=RetryStrategy(max_attempts=10, exponential_wait=4))
def retire_password(account_id: int) -> None:
    """Let an e-PLOZ password work no longer."""
    eploz.retire(account_id=account_id)


@app.task(queue="node", retry=NODE_RETRY)
def leave_node(session_id: int) -> None:
    """Tell the national node that a session is over."""
    leave(session_id=session_id)


@app.task(queue="node", retry=NODE_RETRY)
def leave_node_early(node_encrypted: str) -> None:
    """Tell the national node that somebody is gone who had no session here."""
    leave_early(node_encrypted=node_encrypted)


@app.task(queue="clients", retry=CLIENT_RETRY)
def say_farewell(visit_id: int) -> None:
    """Tell a system that somebody's session is over."""
    farewell.deliver(visit_id)


@app.periodic(cron="*/10 * * * *")
@app.task(queue="rescue", queueing_lock="forget_sessions")
def forget_sessions(timestamp: int) -> None:
    """End sessions whose browsers never came back, and remove what they left here and on the way to the node."""
    end_forgotten()
    forget_old()
    SessionStore.clear_expired()


@app.periodic(cron="40 3 * * *")
@app.task(queue="rescue", queueing_lock="forget_tokens")
def forget_tokens(timestamp: int) -> None:
    """Remove codes and tokens that are over."""
    forget()


@app.periodic(cron="* * * * *")
@app.task(queue="rescue", queueing_lock="rescue_jobs")
async def rescue_jobs(timestamp: int) -> None:
    """Give back the jobs of workers that have been silent too long."""
    for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=SILENCE):
        log.warning("job_rescued", job=job.id, task=job.task_name)
        await app.job_manager.retry_job(job)
