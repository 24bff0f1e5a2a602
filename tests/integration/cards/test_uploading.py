# SPDX-License-Identifier: EUPL-1.2
"""Cards by the file: good lines become cards, every bad one says why, nothing lies about in the clear."""

import io
import zipfile
from datetime import date, timedelta

import pytest
from openpyxl import Workbook

from shared import clock, events
from ssoz.access.errors import Forbidden
from ssoz.audit.models import Event
from ssoz.cards import operations
from ssoz.cards.enums import UploadStatus
from ssoz.cards.errors import BadRequest, NotAllowed, UploadNotFound
from ssoz.cards.events import UploadStored
from ssoz.cards.models import Card, StagedCard, Upload
from ssoz.cards.queries import upload_for
from ssoz.registers.models import Unit
from tests.factories import cards, registers
from tests.factories.cards import CLOSED, LINE, OPEN, csv_of, stranger

pytestmark = pytest.mark.django_db
STAYING = {"wypisany": "", "tryb_wypisu": "", "do1": ""}


@pytest.fixture
def unit() -> Unit:
    cards.edition()
    return cards.hospital()


def sent(unit: Unit, data: bytes, year: int = 2025) -> Upload:
    file = operations.File(name="karty.csv", data=data, year=year)
    return operations.store_upload(by=cards.nurse(unit), file=file)


def told(upload: Upload, unit: Unit) -> list[tuple[int, str, str]]:
    return [(line, one.column, one.message) for line, one in upload_for(cards.nurse(unit), upload.public_id).problems]


def taken(upload: Upload, unit: Unit, *, doubtful: bool = False) -> list[Card]:
    operations.take_in(by=cards.nurse(unit), upload=upload.public_id, doubtful=doubtful)
    return list(Card.objects.filter(upload=upload).order_by("number"))


def test_a_good_file_becomes_closed_cards_with_numbers_of_their_own(unit: Unit) -> None:
    upload = sent(unit, csv_of({}, stranger(1), stranger(2)))
    assert (upload.status, upload.rows, upload.good, upload.wrong) == (UploadStatus.READY, 3, 3, 0)
    assert not Card.objects.exists()
    made = taken(upload, unit)
    assert [(card.number, card.status, card.year, card.errors) for card in made] == [
        (number, CLOSED, 2025, 0) for number in (1, 2, 3)
    ]
    assert cards.sheet_of(made[0]).cells["d2.nazwisko.k1"] == "KO"
    assert cards.admitted(unit, przyjety="2025-04-01").number == 4


def test_a_card_from_a_file_is_like_one_typed_by_hand(unit: Unit) -> None:
    (made,) = taken(sent(unit, csv_of({})), unit)
    typed = cards.card_at(CLOSED, unit=registers.unit())
    assert cards.sheet_of(made) == cards.sheet_of(typed)
    assert made.pseudonym == typed.pseudonym
    again = operations.correct_card(by=cards.nurse(unit), card=made.public_id, reason="Pomyłka")
    assert operations.close_card(by=cards.nurse(unit), card=made.public_id, version=again.version).status == CLOSED


def test_a_line_without_a_discharge_opens_a_card(unit: Unit) -> None:
    blank = dict.fromkeys(("rozpoznanie", "proba", "przymus", "wyksztalcenie"), "")
    (made,) = taken(sent(unit, csv_of({**STAYING, **blank})), unit)
    assert (made.status, made.year, made.discharged_on) == (OPEN, None, None)


def test_a_line_of_somebody_present_makes_a_card_of_the_last_day(unit: Unit) -> None:
    (made,) = taken(sent(unit, csv_of({**STAYING, "kod": "2"})), unit)
    assert (made.status, made.kind, made.year, made.book_year) == (CLOSED, "2", 2025, 2025)


def test_a_warning_leaves_the_card_open_until_somebody_explains_it(unit: Unit) -> None:
    (made,) = taken(sent(unit, csv_of({"przyjety": "1999-02-01", "od1": "1999-02-01"})), unit)
    assert (made.status, made.warnings, made.book_year) == (OPEN, 1, 1999)
    by = cards.nurse(unit)
    operations.explain(by=by, card=made.public_id, key="11B-09", code="wczesniej")
    made.refresh_from_db()
    assert operations.close_card(by=by, card=made.public_id, version=made.version).status == CLOSED


@pytest.mark.parametrize(
    ("row", "column", "words"),
    [
        ({"plec": "3"}, "plec", "nie ma w słowniku"),
        ({"urodzony": "31.02.1980"}, "urodzony", "nie jest data"),
        ({"nazwisko": ""}, "nazwisko", "wymagane"),
        ({"nazwisko": "ŻO"}, "nazwisko", "bez polskich znaków"),
        ({"ktory_raz": "1"}, "pierwszy", "Pole 9 mówi"),
        ({"wypisany": "2025-01-10", "do1": "2025-01-10"}, "wypisany", "wcześniejsza niż data przyjęcia"),
        ({"wypisany": "2024-12-31"}, "wypisany", "nie należy do okresu"),
        ({"rozpoznanie": ""}, "rozpoznanie", "Rozpoznanie zasadnicze"),
        ({"numer": "0"}, "numer", "mniej"),
        ({"oddzial1": "9999"}, "oddzial1", "nie ma w słowniku"),
        ({"od1": "2025-02-02"}, "przyjety", "Pierwszy pobyt na oddziale"),
        ({"kod": "2"}, "wypisany", "Karta stanu"),
        ({"przyjety": "2126-02-01"}, "przyjety", "w przyszłości"),
    ],
    ids=str,
)
def test_what_is_wrong_is_told_with_line_and_column_and_the_rest_is_good(
    unit: Unit, row: dict[str, str], column: str, words: str
) -> None:
    upload = sent(unit, csv_of({}, {**stranger(1), **row}))
    assert (upload.good, upload.wrong) == (1, 1)
    found = [(line, message) for line, place, message in told(upload, unit) if place == column]
    assert {line for line, _message in found} == {3}
    assert words in " ".join(message for _line, message in found)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\n\n", "Plik jest pusty"),
        (csv_of(), "nie ma żadnej karty"),
        (b"a;b\n1;2\n", "brakuje kolumn: nazwisko, imie, plec, przyjety"),
        ((";".join([*LINE, "telefon"]) + "\n").encode(), "Nieznane kolumny: telefon"),
        ((";".join([*LINE, "plec"]) + "\n").encode(), "tę samą nazwę"),
        (b"\x89PNG\0\0", "nie jest plik CSV ani XLSX"),
        (b"PK\x03\x04 broken", "Nie udało się odczytać skoroszytu"),
    ],
    ids=["blank", "headings", "columns", "unknown", "twice", "picture", "zip"],
)
def test_a_file_that_cannot_be_read_says_why(unit: Unit, data: bytes, words: str) -> None:
    upload = sent(unit, data)
    assert upload.status == UploadStatus.REFUSED
    assert words in upload.refusal
    with pytest.raises(NotAllowed):
        operations.take_in(by=cards.nurse(unit), upload=upload.public_id)


def test_an_empty_file_is_not_even_kept(unit: Unit) -> None:
    with pytest.raises(BadRequest, match="Plik jest pusty"):
        sent(unit, b"")
    with pytest.raises(BadRequest, match="Podaj rok"):
        sent(unit, csv_of({}), year=clock.today().year + 1)
    assert not Upload.objects.exists()


def workbook(rows: list[list[object]]) -> bytes:
    book, stream = Workbook(), io.BytesIO()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    book.save(stream)
    return stream.getvalue()


def test_a_workbook_with_dates_and_numbers_reads_as_the_csv_does(unit: Unit) -> None:
    row: dict[str, object] = dict(LINE)
    row |= {"przyjety": date(2025, 2, 1), "ktory_raz": 2, "oddzial1": 4700, "przymus": 0, "proba": False}
    (made,) = taken(sent(unit, workbook([[*row], [*row.values()]])), unit)
    typed = cards.card_at(CLOSED, unit=registers.unit())
    assert cards.sheet_of(made) == cards.sheet_of(typed)


def packed(names: list[str], content: bytes = b"") -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name in names:
            package.writestr(name, content)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (packed(["xl/vbaProject.bin"]), "zawiera makra"),
        (packed([f"xl/{number}.xml" for number in range(300)]), "za duży"),
        (packed(["xl/sheet.xml"]), "Nie udało się odczytać skoroszytu"),
    ],
    ids=["macros", "parts", "no workbook"],
)
def test_odd_workbooks_are_refused(unit: Unit, data: bytes, words: str) -> None:
    assert words in sent(unit, data).refusal


def test_lines_that_look_like_cards_already_there_are_taken_in_only_when_asked_to(unit: Unit) -> None:
    cards.card_at(CLOSED, unit=unit)
    upload = sent(unit, csv_of({}, stranger(1), stranger(1)))
    assert (upload.good, upload.doubtful) == (1, 2)
    assert len(taken(upload, unit)) == 1
    assert len(taken(sent(unit, csv_of({})), unit, doubtful=True)) == 1


def test_numbers_in_the_file_are_kept_and_none_is_given_twice(unit: Unit) -> None:
    cards.card_at(CLOSED, unit=unit, imie="EW")
    rows = [{"numer": "40"}, {**stranger(1), "numer": "40"}, {**stranger(2), "numer": "1"}, stranger(3)]
    upload = sent(unit, csv_of(*rows))
    assert [(line, column) for line, column, _message in told(upload, unit)] == [(3, "numer"), (4, "numer")]
    assert [card.number for card in taken(upload, unit)] == [40, 41]


def test_a_number_taken_meanwhile_stops_the_whole_file(unit: Unit) -> None:
    upload = sent(unit, csv_of({"numer": "7"}))
    cards.admitted(unit, number="7", imie="EW")
    with pytest.raises(NotAllowed, match="Wczytaj plik ponownie"):
        operations.take_in(by=cards.nurse(unit), upload=upload.public_id)


def test_nothing_of_a_file_lies_in_the_clear_and_little_of_it_lies_at_all(unit: Unit) -> None:
    upload = sent(unit, csv_of({}, {**stranger(1), "plec": "kobieta"}))
    assert bytes(upload.file) == b""
    assert "kobieta" not in upload.problems
    (staged,) = StagedCard.objects.all()
    assert "1980-05-17" not in staged.sealed
    operations.take_in(by=cards.nurse(unit), upload=upload.public_id)
    upload.refresh_from_db()
    assert (upload.problems, upload.taken) == ("", 1)
    assert not StagedCard.objects.exists()


def test_a_dropped_file_leaves_nothing(unit: Unit) -> None:
    upload = sent(unit, csv_of({}))
    operations.drop_upload(by=cards.nurse(unit), upload=upload.public_id)
    assert not StagedCard.objects.exists()
    with pytest.raises(NotAllowed):
        operations.take_in(by=cards.nurse(unit), upload=upload.public_id)


def test_a_forgotten_file_is_gone_after_a_day(unit: Unit) -> None:
    with clock.frozen(clock.now() - timedelta(days=2)):
        sent(unit, csv_of({}))
    assert operations.drop_forgotten() == 1
    assert not StagedCard.objects.exists()


def test_a_large_file_is_read_by_a_job(unit: Unit, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[UploadStored] = []
    monkeypatch.setattr("ssoz.cards.operations.uploading.AT_ONCE", 10)
    monkeypatch.setattr("ssoz.cards.operations.uploading.publish", heard.append)
    upload = sent(unit, csv_of({}))
    assert upload.status == UploadStatus.READING
    assert "1980-05-17" not in bytes(upload.file).decode()
    with events.silence():
        (stored,) = heard
        assert operations.read_upload(upload=stored.upload_id).good == 1
        assert operations.read_upload(upload=stored.upload_id).good == 1


def test_the_trail_tells_of_the_file_and_of_nobody_in_it(unit: Unit) -> None:
    taken(sent(unit, csv_of({})), unit)
    found = Event.objects.filter(action__startswith="cards_").order_by("id")
    assert [(one.action, one.object_id) for one in found] == [
        ("cards_file_sent", str(unit.public_id)),
        ("cards_taken_in", str(unit.public_id)),
    ]


def test_a_file_of_another_unit_is_unknown_and_nobody_takes_it_in(unit: Unit) -> None:
    upload = sent(unit, csv_of({}))
    other = cards.nurse(registers.unit())
    with pytest.raises(UploadNotFound):
        upload_for(other, upload.public_id)
    with pytest.raises(Forbidden):
        operations.take_in(by=other, upload=upload.public_id)


def test_what_was_typed_stands_beside_what_is_wrong_with_it(unit: Unit) -> None:
    late = {"przyjety": "2099-02-01", "od1": "2099-02-01", "wypisany": "2099-03-01", "do1": "2099-03-01"}
    early = {"wypisany": "2025-01-10", "do1": "2025-01-10"}
    upload = sent(unit, csv_of({"nazwisko": "zą"}, {"imie": "Ew"}, late, early))
    problems = upload_for(cards.nurse(unit), upload.public_id).problems
    typed = {(line, one.column): one.text for line, one in problems}
    assert typed[2, "nazwisko"] == "zą"
    assert typed[3, "imie"] == "Ew"
    assert typed[4, "przyjety"] == "01.02.2099"
    assert typed[5, "do1"] == "10.01.2025"
