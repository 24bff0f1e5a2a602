# SPDX-License-Identifier: EUPL-1.2
"""What the worker does with files: scans them, tries again, tells whoever sent an unsafe one."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import connection

from shared import clock
from shared.worker import work
from ssoz.attachments.models import Attachment
from ssoz.jobs import tasks
from tests.factories import access
from tests.factories.applications import applicant
from tests.factories.attachments import attached, jpeg, judged, pdf
from tests.factories.nasty import NASTY


@pytest.mark.django_db(transaction=True)
def test_a_worker_scans_what_came_and_writes_to_whoever_sent_something_unsafe() -> None:
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE procrastinate_jobs, procrastinate_workers CASCADE")
    sender = applicant(access.person(email="jan@example.org"))
    good = attached(jpeg(), by=sender, name="skan.jpg")
    bad = attached(NASTY["script-in-an-object-stream"][1](), by=sender, name="umowa.pdf")
    for _ in range(3):  # the scan asks for a letter, the letter for its sending
        work(wait=False)
    statuses = dict(Attachment.objects.values_list("name", "status"))
    assert statuses == {good.name: "safe", bad.name: "unsafe"}
    (letter,) = mail.outbox
    assert letter.to == ["jan@example.org"]
    assert "umowa.pdf" in letter.subject
    assert "Plik pdf zawiera skrypt." in letter.body
    assert "The pdf file contains a script." in letter.body


@pytest.mark.django_db
def test_files_whose_job_was_lost_are_scanned_later() -> None:
    file = attached(pdf())
    with clock.advanced(timedelta(hours=1)):
        tasks.scan_forgotten_attachments(timestamp=0)
    file.refresh_from_db()
    assert file.is_safe


@pytest.mark.django_db
def test_a_file_is_judged_once(django_capture_on_commit_callbacks: Any) -> None:
    file = judged(pdf())
    moment = file.scanned_at
    tasks.scan_attachment(attachment_id=file.pk)
    file.refresh_from_db()
    assert file.scanned_at == moment
