# SPDX-License-Identifier: EUPL-1.2
"""A file's way: quarantine, scan, safe or refused, removed."""

from hashlib import sha256
from uuid import uuid4

import pytest
from pytest_django import Settings

from ssoz.attachments import queries, storage
from ssoz.attachments.enums import AttachmentStatus, MediaType
from ssoz.attachments.errors import AttachmentNotReadable, AttachmentRefused
from ssoz.attachments.operations import attach, remove
from ssoz.audit.models import Event
from tests.factories import access
from tests.factories.attachments import attached, eicar, jpeg, judged, pdf

pytestmark = pytest.mark.django_db


def actions(public_id: object) -> list[str]:
    events = Event.objects.filter(object_type="attachment", object_id=str(public_id)).order_by("id")
    return list(events.values_list("action", flat=True))


def test_a_file_that_came_waits_and_cannot_be_read() -> None:
    content = pdf()
    attachment = attached(content, name="Wniosek.PDF")
    assert (attachment.status, attachment.media_type) == (AttachmentStatus.WAITING, MediaType.PDF)
    assert attachment.digest == sha256(content).hexdigest()
    assert attachment.size == len(content)
    with pytest.raises(AttachmentNotReadable):
        queries.open_safe(attachment)


def test_a_file_found_safe_is_read_byte_for_byte(django_capture_on_commit_callbacks: object) -> None:
    content = jpeg()
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]  # pytest-django's context manager
        attachment = judged(content, name="skan.jpg")
    assert attachment.is_safe
    with queries.open_safe(attachment) as stream:
        assert stream.read() == content
    assert not storage.holds(storage.waiting(attachment.public_id))
    assert actions(attachment.public_id) == ["attachment_stored", "attachment_safe"]


def test_an_unsafe_file_is_read_by_nobody_and_its_content_is_gone(
    django_capture_on_commit_callbacks: object,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]  # pytest-django's context manager
        attachment = judged(pdf() + eicar())
    assert (attachment.status, attachment.verdict) == (AttachmentStatus.UNSAFE, "malware")
    with pytest.raises(AttachmentNotReadable):
        queries.open_safe(attachment)
    assert not storage.holds(storage.waiting(attachment.public_id))
    assert not storage.holds(storage.safe(attachment.public_id))


def test_a_removed_file_is_gone_for_everybody(django_capture_on_commit_callbacks: object) -> None:
    attachment = judged()
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]  # pytest-django's context manager
        remove(by=access.actor(), attachment=attachment.public_id)
    assert not queries.attachments_of(attachment.collection).exists()
    assert not storage.holds(storage.safe(attachment.public_id))
    with pytest.raises(AttachmentNotReadable):
        queries.open_safe(attachment)
    with pytest.raises(AttachmentNotReadable):
        remove(by=access.actor(), attachment=attachment.public_id)
    assert actions(attachment.public_id)[-1] == "attachment_removed"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        pytest.param(b"", "Plik jest pusty", id="empty"),
        pytest.param(b"MZ\x90\x00" + b"\0" * 100, "Dozwolone są tylko pliki pdf i jpg", id="program"),
        pytest.param(b"\n%PDF-1.7", "Dozwolone są tylko pliki pdf i jpg", id="pdf-behind-a-preface"),
        pytest.param(b"\x89PNG\r\n\x1a\n", "Dozwolone są tylko pliki pdf i jpg", id="png"),
    ],
)
def test_what_is_no_pdf_and_no_jpg_is_refused_at_once(content: bytes, sentence: str) -> None:
    collection = uuid4()
    with pytest.raises(AttachmentRefused, match=sentence):
        attached(content, name="wniosek.pdf", collection=collection)
    assert not queries.attachments_of(collection).exists()


def test_the_same_file_is_not_attached_twice() -> None:
    first = attached(content := pdf())
    with pytest.raises(AttachmentRefused, match="już załączony"):
        attached(content, collection=first.collection)
    assert attached(content).collection != first.collection


def test_twenty_files_are_enough() -> None:
    collection, by = uuid4(), access.actor()
    for _ in range(20):
        attached(by=by, collection=collection)
    with pytest.raises(AttachmentRefused, match="najwyżej 20"):
        attached(by=by, collection=collection)


class Endless:
    """A stream of a gigabyte that counts what was taken from it."""

    def __init__(self) -> None:
        self.left, self.taken = 1024**3, 0

    def read(self, size: int) -> bytes:
        self.taken += size
        return (b"%PDF-1.7" + b"0" * size)[:size]


def test_a_gigabyte_is_cut_off_at_the_limit(settings: Settings) -> None:
    settings.ATTACHMENT_LIMIT = 1024 * 1024
    stream = Endless()
    with pytest.raises(AttachmentRefused, match="najwyżej 1 MB"):
        attach(by=access.actor(), collection=uuid4(), name="a.pdf", stream=stream)  # type: ignore[arg-type]  # reads
    assert stream.taken <= settings.ATTACHMENT_LIMIT + storage.CHUNK


def test_lists_ask_the_database_once(django_assert_num_queries: object) -> None:
    collection, by = uuid4(), access.actor()
    for _ in range(3):
        attached(by=by, collection=collection)
    with django_assert_num_queries(1):  # type: ignore[operator]  # pytest-django's context manager
        assert len(queries.attachments_of(collection)) == 3
