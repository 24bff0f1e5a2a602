# SPDX-License-Identifier: EUPL-1.2
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from shared.postgres.server import free_port
from tests.ueoz.post import Sink
from ueoz.jobs import tasks

Following = Callable[[], AbstractContextManager[None]]


@pytest.fixture
def jobs_at_once(
    monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> Following:
    """What is done inside commits, and its jobs run in its place."""
    for name in ("send_link", "tell_old_address", "search", "leave_node", "leave_node_early", "retire_password"):
        task = getattr(tasks, name)
        monkeypatch.setattr(task, "defer", task.func)

    @contextmanager
    def following() -> Iterator[None]:
        with django_capture_on_commit_callbacks(execute=True):
            yield

    return following


@pytest.fixture
def post(settings: Settings) -> Iterator[Sink]:
    """A real mail server that keeps what it is given, and UEOZ that sends by it."""
    port = free_port()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    with Sink(port) as sink:
        yield sink
