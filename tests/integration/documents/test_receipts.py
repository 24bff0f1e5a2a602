# SPDX-License-Identifier: EUPL-1.2
"""A receipt says what was sent, holds it, is the same file ever after, and can be told from a forged one."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from io import BytesIO, StringIO
from pathlib import Path

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test import Client
from lxml import etree
from rich.console import Console

from engine.answers import Sheet, digest
from shared import clock
from shared.clock import WARSAW
from ssoz.access.errors import Forbidden
from ssoz.attachments import storage
from ssoz.audit.models import Event
from ssoz.commands import receipt as command
from ssoz.documents import operations
from ssoz.documents.errors import ReceiptNotFound
from ssoz.documents.models import Receipt
from ssoz.documents.queries import genuine, genuine_file
from ssoz.documents.receipts.facts import Facts, grouped, number_parts
from ssoz.documents.receipts.printing import checking_link
from ssoz.documents.verifying import UnreadableReceipt, verify
from ssoz.reports.errors import ReportNotFound
from ssoz.reports.models import Report, Sending
from ssoz.reports.operations import send
from tests.factories import registers
from tests.factories.paper import words
from tests.factories.reports import TO_CORRECT, TO_VERIFY, central, fill, filler, report_at, supervisor
from tests.integration.www.reporter.desk import desk

pytestmark = pytest.mark.django_db
MOMENT = datetime(2026, 2, 24, 22, 59, 30, tzinfo=UTC)
CHECKING = "/potwierdzenie/"


@pytest.fixture
def sent() -> Iterator[Report]:
    with clock.frozen(MOMENT):
        yield report_at(TO_VERIFY, registers.unit(name="Szpital „Zdrój” & Synowie Sp. z o.o."))


def issued(report: Report, number: int = 1) -> tuple[Facts, bytes]:
    return operations.receipt(by=filler(report.unit), report=report.public_id, number=number)


def enclosed(content: bytes) -> dict[str, bytes]:
    with pikepdf.open(BytesIO(content)) as document:
        return {name: document.attachments[name].get_file().read_bytes() for name in document.attachments}


# what it says


def test_a_receipt_says_number_digests_time_person_unit_and_form(sent: Report) -> None:
    facts, content = issued(sent)
    text = words(content)
    moment = f"{MOMENT.astimezone(WARSAW):%d.%m.%Y, %H:%M:%S}"
    for said in (facts.number, grouped(facts.seal), sent.digest, moment, "Wypełniająca 101", sent.unit.name, "T-1"):
        assert said in text, said
    assert "Potwierdzenie złożenia sprawozdania" in text
    assert "rok 2025" in text


def test_the_time_is_that_of_poland(sent: Report) -> None:
    assert "24.02.2026, 23:59:30" in words(issued(sent)[1])


def test_the_receipt_is_accessible_and_archival(sent: Report) -> None:
    with pikepdf.open(BytesIO(issued(sent)[1])) as document:
        claims = bytes(document.Root.Metadata.read_bytes()).decode()
        assert "pdfuaid:part>1<" in claims.replace('="1"', ">1<")
        assert "pdfaid:part>3<" in claims.replace('="3"', ">3<")
        assert document.Root.MarkInfo.Marked
        assert str(document.Root.Lang).startswith("pl")


def test_the_enclosed_json_is_the_report_to_the_letter(sent: Report) -> None:
    told = json.loads(enclosed(issued(sent)[1])["sprawozdanie.json"])
    assert told["answers"] == sent.answers
    assert digest(Sheet.from_json(told["answers"])) == told["digest"] == sent.digest
    assert told["values"]["d1.w01.k1"] == "30"
    assert told["unit"]["name"] == sent.unit.name
    assert (told["form"], told["edition"], told["sending"]) == ("T-1", 2025, 1)


def test_the_enclosed_xml_says_the_same(sent: Report) -> None:
    content = enclosed(issued(sent)[1])
    told = json.loads(content["sprawozdanie.json"])
    root = etree.fromstring(content["sprawozdanie.xml"])
    cells = {cell.get("adres"): cell.text for cell in root.iter("{*}pole")}
    assert cells == told["values"]
    assert root.get("skrot") == sent.digest
    assert root.find("{*}jednostka").get("nazwa") == sent.unit.name


def test_both_are_declared_as_data_of_the_document(sent: Report) -> None:
    with pikepdf.open(BytesIO(issued(sent)[1])) as document:
        relations = {str(item.AFRelationship) for item in document.Root.AF}  # type: ignore[attr-defined]  # any object
    assert relations == {"/Data"}


# once and for all


def test_the_receipt_is_the_same_file_ever_after(sent: Report) -> None:
    first = issued(sent)[1]
    sent.unit.name = "Szpital pod nową nazwą"
    sent.unit.save()
    assert issued(sent)[1] == first
    assert Receipt.objects.count() == 1


def test_issuing_leaves_one_event(sent: Report) -> None:
    issued(sent)
    facts, _content = issued(sent)
    events = Event.objects.filter(action="receipt_issued")
    assert [event.data["number"] for event in events] == [facts.number]


def test_a_file_that_was_lost_is_printed_again(sent: Report) -> None:
    facts, first = issued(sent)
    row = Receipt.objects.get()
    storage.drop(storage.paper(row.public_id))
    assert issued(sent) == (facts, first)
    assert Receipt.objects.count() == 1


def test_a_receipt_cannot_be_changed_or_deleted(sent: Report) -> None:
    issued(sent)
    for statement in ("UPDATE documents_receipt SET digest = repeat('0', 64)", "DELETE FROM documents_receipt"):
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_only_a_sha_256_is_a_digest(sent: Report) -> None:
    sending = Sending.objects.get()
    with pytest.raises(IntegrityError, match="receipt_digest_is_sha256"), transaction.atomic():
        Receipt.objects.create(sending=sending, digest="x" * 64, issued_at=MOMENT)


def test_each_sending_has_its_own_receipt() -> None:
    report = report_at(TO_CORRECT)
    report = fill(report, {"d1.w02.k1": "11"})
    send(by=filler(report.unit), report=report.public_id, version=report.version)
    (first, one), (second, two) = issued(report, 1), issued(report, 2)
    assert first.number != second.number
    assert one != two
    assert "2. wysłanie tego sprawozdania" in words(two)
    assert json.loads(enclosed(one)["sprawozdanie.json"])["values"]["d1.w02.k1"] == "10"


def test_a_zero_form_says_that_it_is_one() -> None:
    report = report_at("to_fill")
    send(by=filler(report.unit), report=report.public_id, version=report.version, zero=True)
    assert "sprawozdanie zerowe" in words(issued(report)[1])


# who may have it


def test_whoever_may_not_find_the_report_finds_no_receipt(sent: Report) -> None:
    with pytest.raises(ReportNotFound):
        operations.receipt(by=filler(registers.unit()), report=sent.public_id, number=1)


def test_whoever_may_not_read_the_report_gets_no_receipt(sent: Report) -> None:
    with pytest.raises(Forbidden):
        operations.receipt(by=central("cez_staff"), report=sent.public_id, number=1)


def test_a_supervisor_reads_it_too(sent: Report) -> None:
    by = supervisor(sent.unit.voivodeship)
    assert operations.receipt(by=by, report=sent.public_id, number=1)[1] == issued(sent)[1]


@pytest.mark.parametrize("number", [0, 2, 32_000])
def test_a_sending_that_never_was_has_no_receipt(sent: Report, number: int) -> None:
    with pytest.raises(ReceiptNotFound):
        issued(sent, number)


# whether it is genuine


def test_number_and_digest_show_a_genuine_receipt(sent: Report) -> None:
    facts, _content = issued(sent)
    found = genuine(facts.number, facts.seal)
    assert found is not None
    assert (found.form, found.unit, found.sent_at) == ("T-1", sent.unit.name, MOMENT)
    assert found.superseded_at is None


@pytest.mark.parametrize("style", [grouped, str.upper, lambda seal: f" {seal[:9]}-{seal[9:]} "])
def test_a_digest_may_be_typed_as_people_do(sent: Report, style) -> None:  # type: ignore[no-untyped-def]  # three kinds of callables
    facts, _content = issued(sent)
    assert genuine(f" {facts.number.lower()} ", style(facts.seal))


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("P000123/2026", (123, 2026)),
        ("p123/2026", (123, 2026)),
        ("123 / 2026", (123, 2026)),
        ("P1234567/2026", (1234567, 2026)),
        ("P000000/2026", None),
        ("P000123", None),
        ("P000123/26", None),
        ("", None),
        ("' OR 1=1 --", None),
        ("P99999999999999999999/2026", None),
    ],
)
def test_numbers_are_read_as_people_type_them(text: str, parts: tuple[int, int] | None) -> None:
    assert number_parts(text) == parts


def test_a_wrong_digest_a_wrong_number_and_the_digest_of_the_content_show_nothing(sent: Report) -> None:
    facts, _content = issued(sent)
    assert genuine(facts.number, "0" * 32) is None
    assert genuine(facts.number, sent.digest) is None
    assert genuine("P999999/2026", facts.seal) is None
    assert genuine(facts.number.replace("2026", "2025"), facts.seal) is None
    assert genuine(facts.number, "zażółć") is None


def test_a_receipt_of_an_earlier_sending_is_genuine_and_says_that_another_followed() -> None:
    report = report_at(TO_CORRECT)
    report = fill(report, {"d1.w02.k1": "11"})
    send(by=filler(report.unit), report=report.public_id, version=report.version)
    facts, _content = issued(report, 1)
    found = genuine(facts.number, facts.seal)
    assert found
    assert found.superseded_at == Sending.objects.get(number=2).at


def test_only_the_file_that_was_issued_is_genuine(sent: Report) -> None:
    _facts, content = issued(sent)
    assert genuine_file(sha256(content).hexdigest())
    assert genuine_file(sha256(content + b"\n").hexdigest()) is None


# the command


def tampered(content: bytes, name: str, old: bytes, new: bytes) -> bytes:
    """The receipt with a piece of an attachment exchanged."""
    made = BytesIO()
    with pikepdf.open(BytesIO(content)) as document:
        inside = document.attachments[name].get_file().read_bytes()
        assert old in inside
        document.attachments[name] = inside.replace(old, new)  # type: ignore[assignment]  # bytes become a file
        document.save(made)
    return made.getvalue()


def told(path: Path) -> tuple[int, str]:
    console = Console(record=True, width=200, file=StringIO())
    return command.tell(verify(path), console), console.export_text()


def test_the_command_finds_a_receipt_genuine(sent: Report, tmp_path: Path) -> None:
    facts, content = issued(sent)
    path = tmp_path / "potwierdzenie.pdf"
    path.write_bytes(content)
    code, text = told(path)
    assert code == 0
    assert "NIE" not in text
    assert f"Potwierdzenie jest prawdziwe. {facts.number}: T-1, rok 2025" in text


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("sprawozdanie.json", b'"d1.w02.k1": 10', b'"d1.w02.k1": 99', "NIE  skrót zgadza się z treścią"),
        ("sprawozdanie.json", b'"sent_by": "Wype', b'"sent_by": "Kto', "NIE  sprawozdanie.json mówi to, co"),
        ("sprawozdanie.json", b'"receipt": "P', b'"receipt": "P9', "NIE  system zna potwierdzenie P9"),
        ("sprawozdanie.xml", b">10<", b">99<", "NIE  sprawozdanie.xml mówi to samo"),
        ("sprawozdanie.xml", b"<dzial", b"<dzia", "NIE  sprawozdanie.xml mówi to samo"),
    ],
)
def test_the_command_says_what_was_altered(
    sent: Report, tmp_path: Path, name: str, old: bytes, new: bytes, said: str
) -> None:
    path = tmp_path / "potwierdzenie.pdf"
    path.write_bytes(tampered(issued(sent)[1], name, old, new))
    code, text = told(path)
    assert code == 1
    assert said in text
    assert "NIE  plik jest bit po bicie taki, jaki wydał system" in text
    assert "nie można uznać za prawdziwe" in text


def test_a_unit_renamed_since_does_not_make_a_receipt_false(sent: Report, tmp_path: Path) -> None:
    path = tmp_path / "potwierdzenie.pdf"
    path.write_bytes(issued(sent)[1])
    sent.unit.name = "Nowa nazwa"
    sent.unit.save()
    assert told(path)[0] == 0


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7 nic", b"PK\x03\x04"])
def test_what_is_no_receipt_is_called_so(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "plik.pdf"
    path.write_bytes(content)
    with pytest.raises(UnreadableReceipt):
        verify(path)


# the pages


def test_the_file_comes_under_its_number(sent: Report) -> None:
    answer = desk(sent).open("potwierdzenie/1/")
    facts, content = issued(sent)
    assert answer.content == content
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == f'attachment; filename="potwierdzenie-{facts.number.replace("/", "-")}.pdf"'
    assert answer["Cache-Control"] == "private, no-store"


def test_a_receipt_that_is_not_there_is_a_page_with_the_way_back(sent: Report) -> None:
    answer = desk(sent).open("potwierdzenie/7/")
    assert answer.status_code == 404
    assert "Nie ma takiego potwierdzenia złożenia." in answer.content.decode()
    assert f"/sprawozdanie/{sent.public_id}/" in answer.content.decode()


def checked(client: Client, **words: str) -> str:
    return client.get(CHECKING, words).content.decode()


def test_the_public_page_tells_a_genuine_receipt_and_never_its_content(client: Client, sent: Report) -> None:
    facts, _content = issued(sent)
    page = checked(client, numer=facts.number, skrot=facts.seal)
    assert "Potwierdzenie jest prawdziwe" in page
    assert "Szpital „Zdrój” &amp; Synowie" in page
    assert "Wypełniająca" not in page
    assert sent.digest not in page


def test_the_public_page_refuses_a_forged_receipt(client: Client, sent: Report) -> None:
    facts, _content = issued(sent)
    page = checked(client, numer=facts.number, skrot="0" * 32)
    assert "Takiego potwierdzenia nie wydaliśmy" in page
    assert sent.unit.name not in page
    assert f'value="{facts.number}"' in page


def test_the_public_page_says_what_is_missing(client: Client) -> None:
    answer = client.get(CHECKING, {"numer": "P000001/2026", "skrot": " "})
    assert answer.status_code == 422
    assert "Podaj skrót potwierdzenia." in answer.content.decode()
    assert "Podaj numer potwierdzenia." in client.get(CHECKING, {"skrot": "abc"}).content.decode()
    assert client.post(CHECKING).status_code == 422


def test_the_public_page_knows_the_file(client: Client, sent: Report) -> None:
    _facts, content = issued(sent)
    for uploaded, said in ((content, "dokładnie taki, jaki wydał system"), (content[:-1], "Nie rozpoznajemy tego")):
        page = client.post(CHECKING, {"plik": SimpleUploadedFile("p.pdf", uploaded)}).content.decode()
        assert said in page


def test_a_file_too_large_is_refused_with_the_limit(client: Client, settings) -> None:  # type: ignore[no-untyped-def]  # pytest-django's
    settings.ATTACHMENT_LIMIT = 1024 * 1024
    answer = client.post(CHECKING, {"plik": SimpleUploadedFile("p.pdf", bytes(2 * 1024 * 1024))})
    assert answer.status_code == 413
    assert "najwyżej 1 MB" in answer.content.decode()


def test_the_code_on_the_paper_leads_to_the_answer(client: Client, sent: Report) -> None:
    facts, _content = issued(sent)
    path = checking_link(facts).partition(CHECKING)[2]
    assert "Potwierdzenie jest prawdziwe" in client.get(CHECKING + path).content.decode()
