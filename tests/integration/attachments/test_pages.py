# SPDX-License-Identifier: EUPL-1.2
"""Attaching, following, downloading, removing: as a browser without scripts does it, and only for who may."""

import re
from io import BytesIO
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image
from pytest_django import Settings

from ssoz.access.models import Person
from ssoz.applications.models import Submission
from ssoz.attachments.models import Attachment
from ssoz.attachments.queries import attachments_of
from ssoz.audit.models import Event
from tests.factories import access
from tests.factories.applications import applicant, finished
from tests.factories.attachments import attached, eicar, jpeg, judged, pdf
from tests.factories.nasty_door import DOOR
from tests.factories.nasty_pictures import NASTY

pytestmark = pytest.mark.django_db


@pytest.fixture
def person() -> Person:
    return access.person()


@pytest.fixture
def submission(person: Person) -> Submission:
    return finished(by=applicant(person))


@pytest.fixture
def owner(client: Client, person: Person, submission: Submission) -> Client:
    return access.signed_in_person(client, person)


@pytest.fixture
def stranger() -> Client:
    return access.signed_in_person(Client(), access.person())


def upload(content: bytes, name: str = "wniosek.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def address(name: str, identity: object, *more: object) -> str:
    return reverse(f"account:{name}", args=[identity, *more])


def file_of(submission: Submission, content: bytes | None = None, name: str = "wniosek.pdf") -> Attachment:
    return judged(content, name=name, by=applicant(submission.person), collection=submission.public_id)


def test_several_files_are_attached_at_once(owner: Client, submission: Submission) -> None:
    files = [upload(pdf()), upload(jpeg(), "skan.jpg"), upload(b"MZ" + b"\0" * 99, "wniosek2.pdf")]
    response = owner.post(
        address("attach", submission.public_id), {"files": files, "next": "/moje-konto/"}, follow=True
    )
    text = response.content.decode()
    assert [file.name for file in attachments_of(submission.public_id)] == ["wniosek.pdf", "skan.jpg"]
    assert "Załączono plik „skan.jpg”" in text
    assert "wniosek2.pdf: Dozwolone są tylko pliki pdf i jpg" in text


def test_a_script_is_told_in_words_what_was_refused(owner: Client, submission: Submission) -> None:
    json = {"accept": "application/json"}
    refused = owner.post(address("attach", submission.public_id), {"files": upload(b"", "a.pdf")}, headers=json)
    assert (refused.status_code, refused.content.decode()) == (422, "a.pdf: Plik jest pusty.")
    taken = owner.post(address("attach", submission.public_id), {"files": upload(pdf())}, headers=json)
    assert taken.status_code == 204


def test_a_form_without_a_file_says_what_to_do(owner: Client, submission: Submission) -> None:
    response = owner.post(address("attach", submission.public_id), follow=True)
    assert "Wybierz plik." in response.content.decode()


def test_too_large_a_file_is_left_out_and_the_others_are_taken(
    owner: Client, submission: Submission, settings: Settings
) -> None:
    settings.ATTACHMENT_LIMIT = 200_000
    files = [upload(b"%PDF-1.7" + b"0" * 300_000, "wielki.pdf"), upload(pdf(), "maly.pdf")]
    response = owner.post(address("attach", submission.public_id), {"files": files}, follow=True)
    assert "wielki.pdf: Plik jest za duży" in response.content.decode()
    assert [file.name for file in attachments_of(submission.public_id)] == ["maly.pdf"]


def test_an_upload_far_over_the_limit_is_broken_off(owner: Client, submission: Submission, settings: Settings) -> None:
    settings.ATTACHMENT_LIMIT = 100_000
    huge = upload(b"%PDF-1.7" + b"0" * 900_000)
    response = owner.post(address("attach", submission.public_id), {"files": huge}, follow=True)
    assert "Plik jest za duży" in response.content.decode()
    assert not attachments_of(submission.public_id).exists()


def test_a_safe_file_is_downloaded_with_its_name_and_cannot_be_shown(owner: Client, submission: Submission) -> None:
    content = pdf()
    file = file_of(submission, content, "Wniosek żółty „próba”.pdf")
    response = owner.get(address("download", file.public_id))
    assert b"".join(response) == content
    assert response.headers["Content-Disposition"].startswith("attachment; filename*=utf-8''Wniosek%20%C5%BC")
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert "no-store" in response.headers["Cache-Control"]
    assert Event.objects.filter(action="attachment_read", object_id=str(file.public_id)).exists()


@pytest.mark.parametrize("name", ["download", "picture"])
def test_a_file_that_waits_or_is_unsafe_is_not_there(owner: Client, submission: Submission, name: str) -> None:
    by, collection = applicant(submission.person), submission.public_id
    page = (1,) if name == "picture" else ()
    for file in (attached(by=by, collection=collection), judged(pdf() + eicar(), by=by, collection=collection)):
        assert owner.get(address(name, file.public_id, *page)).status_code == 404


def test_a_stranger_finds_nothing(stranger: Client, submission: Submission) -> None:
    file = file_of(submission)
    assert stranger.post(address("attach", submission.public_id), {"files": upload(pdf())}).status_code == 404
    assert stranger.get(address("attachments", submission.public_id)).status_code == 404
    assert stranger.get(address("download", file.public_id)).status_code == 404
    assert stranger.get(address("picture", file.public_id, 1)).status_code == 404
    assert stranger.post(address("remove", file.public_id)).status_code == 404
    assert attachments_of(submission.public_id).count() == 1


def test_whoever_decides_reads_but_does_not_change(submission: Submission) -> None:
    file = file_of(submission)
    administrator = access.signed_in(Client(), access.profile("cez_admin"))
    assert administrator.get(address("download", file.public_id)).status_code == 200
    assert administrator.post(address("remove", file.public_id)).status_code == 404


def test_a_page_is_seen_as_a_picture(owner: Client, submission: Submission) -> None:
    file = file_of(submission)
    response = owner.get(address("picture", file.public_id, 1))
    with Image.open(BytesIO(b"".join(response))) as picture:
        assert picture.format == "PNG"
        assert max(picture.size) <= 2000
    assert owner.get(address("picture", file.public_id, 2)).status_code == 404


def test_removing_asks_no_script(owner: Client, submission: Submission) -> None:
    file = file_of(submission)
    response = owner.post(address("remove", file.public_id), follow=True)
    assert "Usunięto plik" in response.content.decode()
    assert owner.get(address("download", file.public_id)).status_code == 404


def test_what_a_page_fetches_later_can_still_be_sent_back(submission: Submission) -> None:
    strict = access.signed_in_person(Client(enforce_csrf_checks=True), submission.person)
    file = file_of(submission)
    text = strict.get(address("attachments", submission.public_id)).content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', text)
    assert token
    response = strict.post(address("remove", file.public_id), {"csrfmiddlewaretoken": token[1]})
    assert response.status_code == 302


def test_the_lists_tell_waiting_safe_and_refused_apart(owner: Client, submission: Submission) -> None:
    by, collection = applicant(submission.person), submission.public_id
    file_of(submission, name="dobry.pdf")
    attached(name="czeka.pdf", by=by, collection=collection)
    judged(pdf() + eicar(), name="zly.pdf", by=by, collection=collection)
    text = owner.get(address("attachments", collection)).content.decode()
    waiting, safe = text.index("Pliki oczekujące na skanowanie"), text.index("Bezpieczne pliki załączone do wniosku")
    assert waiting < text.index("czeka.pdf") < safe < text.index("dobry.pdf")
    assert "Plik „zly.pdf” nie przeszedł skanowania" in text
    assert "złośliwe oprogramowanie" in text


def test_following_the_scan_is_no_activity(owner: Client, submission: Submission) -> None:
    before = dict(owner.session)
    owner.get(address("attachments", submission.public_id))
    assert dict(owner.session) == before


def test_nothing_is_attached_to_what_nobody_applied_for(owner: Client) -> None:
    assert owner.post(address("attach", uuid4()), {"files": upload(pdf())}).status_code == 404


def test_no_nasty_file_is_ever_an_error_of_the_site_or_readable(owner: Client, person: Person) -> None:
    """All of them come by the front door; what is taken in waits, and nobody gets it."""
    files = [(name, content) for name, content in DOOR.items()] + [(name, make()) for name, (_, make) in NASTY.items()]
    collections = [finished(by=applicant(person)).public_id for _ in range(1 + len(files) // 20)]
    for number, (name, content) in enumerate(files):
        where = address("attach", collections[number // 20])
        response = owner.post(where, {"files": upload(content, f"{name}.pdf")}, headers={"accept": "application/json"})
        assert response.status_code == (422 if name in DOOR else 204), name
    for file in attachments_of(*collections):
        assert owner.get(address("download", file.public_id)).status_code == 404
    assert attachments_of(*collections).count() == len(NASTY)


@pytest.mark.parametrize("name", ["script-in-an-object-stream", "sixty-thousand-objects", "jpg-and-film"])
def test_the_scan_in_its_own_process_refuses_for_the_same_reason(name: str) -> None:
    danger, make = NASTY[name]
    file = judged(make())
    assert (file.status, file.verdict) == ("unsafe", danger)
