# SPDX-License-Identifier: EUPL-1.2
"""From a signed file to the words on the page: whose signature, of what, and whether it holds."""

from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from django.conf import settings as django_settings
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from shared import clock
from shared.encryption import lookup_hash
from ssoz.access.models import Person
from ssoz.applications.documents import paper
from ssoz.applications.models import Submission
from ssoz.attachments import queries
from ssoz.attachments.models import Attachment
from ssoz.attachments.signatures import PaperMatch, Result
from ssoz.attachments.signed import Whose, whose
from tests.factories import access
from tests.factories.applications import applicant, finished
from tests.factories.attachments import judged, pdf
from tests.factories.signing import HEAD, JAN, PESEL, issue, root, signed, updated

pytestmark = pytest.mark.django_db
NOWADAYS = JAN.but(begins=clock.now() - timedelta(days=30), ends=clock.now() + timedelta(days=300))


@pytest.fixture(autouse=True)
def trusted(tmp_path: Path, settings: Settings) -> None:
    (tmp_path / "wystawca.pem").write_bytes(root().certificate.public_bytes(Encoding.PEM))
    settings.TRUST_LIST = tmp_path


@pytest.fixture
def submission() -> Submission:
    person = access.person(given_name="Jan", family_name="Próbny")
    hidden = {"pesel_encrypted": "x", "pesel_hash": lookup_hash(PESEL, django_settings.LOOKUP_KEY)}
    Person.objects.filter(pk=person.pk).update(**hidden)
    return finished(by=applicant(person))


def attached_to(submission: Submission, content: bytes) -> Attachment:
    return judged(content, by=applicant(submission.person), collection=submission.public_id)


def test_the_signed_paper_is_recognised_and_its_signer_is_the_applicant(submission: Submission) -> None:
    file = attached_to(submission, signed(paper(submission), issue(NOWADAYS, root())))
    (signature,) = queries.signatures(queries.attachment(file.public_id))
    assert (signature.result, signature.paper, signature.whose) == (Result.VALID, PaperMatch.SAME, Whose.PESEL)
    assert (signature.tone, signature.name) == ("success", "Jan Próbny")


def test_no_personal_number_is_kept(submission: Submission) -> None:
    file = attached_to(submission, signed(paper(submission), issue(NOWADAYS, root())))
    assert PESEL not in str(file.signatures)
    assert file.signatures[0]["pesel_hash"]


def test_the_page_says_it_in_words(client: Client, submission: Submission) -> None:
    first = signed(paper(submission), issue(NOWADAYS, root()))
    head = HEAD.but(begins=NOWADAYS.begins, ends=NOWADAYS.ends)
    attached_to(submission, signed(first, issue(head, root()), field="Kierownik"))
    attached_to(submission, pdf())
    owner = access.signed_in_person(client, submission.person)
    text = owner.get(reverse("account:attachments", args=[submission.public_id])).content.decode()
    for words in (
        "Podpis elektroniczny: Jan Próbny",
        "Podpis jest ważny. Numer PESEL w certyfikacie jest numerem wnioskującego.",
        "Podpisano wniosek wygenerowany w systemie.",
        "Podpis elektroniczny: Anna Kierownik",
        "To podpis innej osoby niż wnioskujący.",
        "Plik bez podpisu elektronicznego.",
    ):
        assert words in text


def test_what_was_added_after_signing_is_said(submission: Submission) -> None:
    file = attached_to(submission, updated(signed(paper(submission), issue(NOWADAYS, root()))))
    (signature,) = queries.signatures(queries.attachment(file.public_id))
    assert (signature.result, signature.tone) == (Result.APPENDED, "error")


def test_a_list_of_trust_that_cannot_be_read_keeps_files_waiting(submission: Submission, tmp_path: Path) -> None:
    from ssoz.attachments.errors import ScanFailed

    (tmp_path / "zepsuty.pem").write_bytes(b"abc")
    with pytest.raises(ScanFailed, match=r"zepsuty\.pem"):
        attached_to(submission, signed(paper(submission), issue(NOWADAYS, root())))
    assert queries.unscanned().get().last_error


@pytest.mark.parametrize(
    ("given", "family", "expected"),
    [
        ("Jan", "Próbny", Whose.NAME),
        ("JAN", "PRÓBNY", Whose.NAME),
        ("Jan", "Pro\u0301bny", Whose.NAME),
        ("Jan", "Probny", Whose.SIMILAR),
        ("Jań", "Próbny", Whose.SIMILAR),
        ("Janina", "Próbny", Whose.OTHER),
        ("", "", Whose.OTHER),
    ],
)
def test_a_name_is_compared_as_people_write_it(given: str, family: str, expected: Whose) -> None:
    stored = {"pesel_hash": "", "given_name": given, "family_name": family, "name": ""}
    assert whose(stored, Person(given_name="Jan", family_name="Próbny")) == expected


def test_another_number_beats_the_same_name() -> None:
    stored = {"pesel_hash": "a", "given_name": "Jan", "family_name": "Próbny", "name": ""}
    assert whose(stored, Person(given_name="Jan", family_name="Próbny", pesel_hash="b")) == Whose.OTHER
