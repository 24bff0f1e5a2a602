# SPDX-License-Identifier: EUPL-1.2
import pytest
from django.core import mail
from django.db import connection, transaction
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import Settings

from shared.postgres.server import free_port
from shared.worker import work
from ssoz.jobs import tasks
from ssoz.notifications.enums import MessageKind
from ssoz.notifications.models import Message
from ssoz.notifications.operations import write

pytestmark = pytest.mark.django_db(transaction=True)

ABOUT = {"form": "MZ-29", "unit": "Szpital", "period": "2025", "reason": "Błąd", "report": "x"}


def write_one() -> Message:
    return write(kind=MessageKind.REPORT_RETURNED, recipients=["anna@example.org"], context=ABOUT)[0]


def test_a_written_message_is_sent_by_a_worker() -> None:
    write_one()
    work(wait=False)
    assert [message.subject for message in mail.outbox] == ["Sprawozdanie MZ-29 zwrócone do korekty – Szpital"]
    assert not ProcrastinateJob.objects.filter(task_name__endswith="send_message").exists()


def test_a_message_that_was_rolled_back_is_no_job() -> None:
    with transaction.atomic():
        write_one()
        transaction.set_rollback(True)
    assert not ProcrastinateJob.objects.exists()


def test_a_deaf_mail_server_makes_the_job_wait_for_another_try(settings: Settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
    write_one()
    work(wait=False)
    job = ProcrastinateJob.objects.get(task_name__endswith="send_message")
    assert (job.status, job.attempts) == ("todo", 1)
    assert job.scheduled_at


def test_a_message_without_a_job_is_sent_by_the_periodic_one(monkeypatch: pytest.MonkeyPatch) -> None:
    message = write_one()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")
        cursor.execute("UPDATE notifications_message SET written_at = now() - interval '1 hour'")
    tasks.send_forgotten_messages.defer(timestamp=0)
    work(wait=False)
    message.refresh_from_db()
    assert message.sent_at


def test_the_job_of_a_dead_worker_is_done_by_another() -> None:
    write_one()
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - interval '5 minutes') RETURNING id"
        )
        row = cursor.fetchone()
        assert row
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing', worker_id = %s", [row[0]])
    tasks.rescue_jobs.defer(timestamp=0)
    work(wait=False)
    work(wait=False)
    assert len(mail.outbox) == 1
