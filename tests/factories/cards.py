# SPDX-License-Identifier: EUPL-1.2
"""Cards for tests: `card_at(TO_VERIFY)` was really opened, filled in, closed and handed in, by operations.

The form is the published one with the code lists of seeds/; it is put in place without the registers around it.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from engine.answers import Change, Sheet
from engine.definitions import FormDefinition, load
from shared import clock
from ssoz.access.actors import Actor
from ssoz.cards import operations
from ssoz.cards.enums import CardKind, CardStatus
from ssoz.cards.fields import ADMITTED, BORN, NAME, NUMBER, SEX, SURNAME
from ssoz.cards.models import Card, Upload
from ssoz.cards.operations.opening import WARD_CELL
from ssoz.cards.sealing import opened
from ssoz.catalogue.models import Edition
from ssoz.commands.forms import ROOT, code_lists
from ssoz.registers.enums import UnitKind
from ssoz.registers.models import Unit
from ssoz.rounds.models import Round
from tests.factories import registers
from tests.factories import reports as plain
from tests.factories.reports import round_of

OPEN, CLOSED, TO_VERIFY, TO_CORRECT, ACCEPTED, VOID = CardStatus
PATH = "forms/2025/mz-szp-11b.yaml"
NUMBER_OF_EDITION = 911_000  # the same row each time, so that the definition is read once for all tests
ADMISSION = {SURNAME: "KO", NAME: "AN", SEX: "2", BORN: "1980-05-17", ADMITTED: "2025-02-01", WARD_CELL: "4700"}
DURING = {
    "d2.miejscowosc.k1": "1",
    "d2.stan_cywilny.k1": "1",
    "d2.utrzymanie.k1": "1",
    "d2.wyksztalcenie.k1": "6",
    "d3.platnik.k1": "1",
    "d3.ktory_raz.k1": "2",
    "d3.pierwszy.k1": "3",
    "d3.od_wypisu.k1": "4",
    "d3.kierujacy.k1": "1",
    "d3.tryb.k1": "1",
    "d3.wstepne.k1": "F32",
    "d5.rozpoznanie.k1": "F33",
    "d5.proba.k1": "nie",
    "d5.przymus.k1": "0",
}
LEAVING = {"d4.r1.do": "2025-03-10", "d5.wypisany.k1": "2025-03-10", "d5.tryb_wypisu.k1": "1"}
WHOLE = {**DURING, **LEAVING}


@cache
def _form() -> tuple[str, dict[str, dict[str, str]], FormDefinition]:
    text = Path(ROOT / PATH).read_text(encoding="utf-8")
    lists = {name: dict(codes) for name, codes in code_lists().items() if name in text}
    return text, lists, load(text, path=PATH, code_lists=lists)


def edition() -> Edition:
    text, lists, form = _form()
    known = {"form": form.form, "year": form.edition, "title": form.title.pl, "title_en": form.title.en}
    kinds = {"kind": form.kind, "subject": form.subject, "status": form.status}
    made, _created = Edition.objects.get_or_create(
        pk=NUMBER_OF_EDITION,
        defaults={
            **known,
            **kinds,
            "path": PATH,
            "source": text,
            "lists": lists,
            "digest": form.fingerprint,
            "published_at": clock.now(),
        },
    )
    return made


def card_round(status: str = "open") -> Round:
    """The round that takes the cards of 2025."""
    return round_of(edition(), status)


def hospital() -> Unit:
    return registers.unit(UnitKind.HOSPITAL)


def nurse(unit: Unit, person: int = 111, role: str = "reporter_psychiatric") -> Actor:
    """Somebody who fills in the unit's cards."""
    return plain.filler(unit, person=person, role=role)


def institute(person: int = 211, role: str = "supervisor_psychiatric") -> Actor:
    """Somebody who decides on cards of the whole country."""
    home = plain.supervisor("14", person=person, role=role)
    return Actor(**{**home.__dict__, "unit_kind": UnitKind.PSYCHIATRY_INSTITUTE, "unit_name": "Instytut"})


def admitted(unit: Unit | None = None, *, sure: bool = False, number: str = "", **typed: str) -> Card:
    """An open card of somebody just admitted; `typed` by the last word of the address: `przyjety="2025-03-01"`."""
    unit = unit or hospital()
    edition()
    names = {address.removesuffix(".k1").split(".")[-1]: address for address in ADMISSION}
    changed = {names[word]: text for word, text in typed.items()}
    texts = {**ADMISSION, **changed, NUMBER: number}
    admission = operations.Admission(typed=texts, sure=sure)
    return operations.open_card(by=nurse(unit), admission=admission)


def save(card: Card, cells: Mapping[str, str], by: Actor | None = None) -> operations.Saved:
    changes = [Change(address, None, text) for address, text in cells.items()]
    return operations.save_cells(by=by or nurse(card.unit), card=card.public_id, changes=changes)


def closed(card: Card, cells: Mapping[str, str] = WHOLE) -> Card:
    saved = save(card, cells).card
    return operations.close_card(by=nurse(card.unit), card=card.public_id, version=saved.version)


def card_at(status: str, unit: Unit | None = None, **typed: str) -> Card:
    """A card that came to this state the way cards do."""
    card = admitted(unit, sure=True, **typed)
    by = nurse(card.unit)
    if status == VOID:
        return operations.void_card(by=by, card=card.public_id, reason="Pomyłka.")
    if status == OPEN:
        return card
    card = closed(card)
    if status == CLOSED:
        return card
    card_round()
    operations.hand_in(by=by, year=2025)
    card.refresh_from_db()
    if status == TO_CORRECT:
        return operations.return_card(
            by=institute(), card=card.public_id, version=card.version, reason="Proszę sprawdzić pole 20."
        )
    if status == ACCEPTED:
        return operations.accept_card(by=institute(), card=card.public_id, version=card.version)
    return card


def sheet_of(card: Card) -> Sheet:
    """What is encrypted in the card, as it stands in the database."""
    card.refresh_from_db()
    return opened(card.public_id, card.sealed).sheet


def stock_of(card: Card) -> Card:
    return Card.objects.get(stay=card, kind=CardKind.STOCK)


LINE = {
    "kod": "1",
    "numer": "",
    "nazwisko": "KO",
    "imie": "AN",
    "plec": "2",
    "urodzony": "1980-05-17",
    **{address.split(".")[1]: text for address, text in DURING.items()},
    "przyjety": "2025-02-01",
    "wypisany": "2025-03-10",
    "tryb_wypisu": "1",
    "oddzial1": "4700",
    "od1": "2025-02-01",
    "do1": "2025-03-10",
}


def csv_of(*rows: Mapping[str, str]) -> bytes:
    """A file of cards as Excel in Poland writes it; each row says what is not usual in it."""
    lines = [";".join(LINE), *(";".join({**LINE, **row}.values()) for row in rows)]
    return "\r\n".join(lines).encode("utf-8-sig")


def uploaded(unit: Unit) -> Upload:
    """A file with one card that waits to be taken in."""
    edition()
    return operations.store_upload(by=nurse(unit), file=operations.File(name="karty.csv", data=csv_of({}), year=2025))


def stranger(number: int) -> dict[str, str]:
    """A row about somebody else than all the others."""
    day = f"{1 + number % 28:02}"
    letters = (chr(65 + number % 26) + chr(65 + number // 26 % 26), chr(65 + number // 676 % 26) + "A")
    born = f"{1940 + number // 17576 % 60}-{1 + number % 12:02}-{day}"
    return {"nazwisko": letters[0], "imie": letters[1], "urodzony": born}
