# SPDX-License-Identifier: EUPL-1.2
"""Psychiatric cards of the demo: hospitals that have handed them in, and one where something is left to be done."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from random import Random
from string import ascii_uppercase

from engine.answers import Change
from shared import clock
from ssoz.access.actors import Actor
from ssoz.access.models import Profile
from ssoz.access.queries import profile_actor
from ssoz.cards import operations
from ssoz.cards.enums import CardStatus
from ssoz.cards.models import Card
from ssoz.demo.people import SHOWN
from ssoz.demo.plans import EDITION
from ssoz.demo.steps import Step
from ssoz.registers.enums import UnitKind
from ssoz.registers.models import Unit

MANY, FEW = 16, 4  # cards of a hospital in the voivodeship that is shown, and elsewhere
FILLER, JUDGE = "reporter_psychiatric", "supervisor_psychiatric"
WARDS = ("4700", "4700", "4702", "4712", "4730")
DIAGNOSES = ("F10", "F20", "F25", "F31", "F32", "F33", "F41", "F60")
HANDING = date(EDITION + 1, 1, 12)
REASON = "Pole 20: rozpoznanie zasadnicze nie zgadza się z rozpoznaniem wstępnym. Proszę sprawdzić i poprawić."
Cells = dict[str, str]


@dataclass(frozen=True)
class Stay:
    """A made-up stay: the day it began, the day it ended unless it lasts, and what is said on the card."""

    began: date
    ended: date | None
    admission: Cells
    rest: Cells


def stays(number: str, count: int) -> Iterator[Stay]:
    """The same for the same unit. Every fourth patient is still there at the end of the year."""
    random = Random(f"{number}:cards")  # noqa: S311  made-up data, the same each time
    for place in range(count):
        lasts = place % 4 == 3
        began = date(EDITION, 11 if lasts else random.randrange(1, 11), random.randrange(1, 29))
        ended = None if lasts else began + timedelta(days=random.randrange(6, 50))
        yield Stay(began, ended, _admission(random, began), _rest(random, ended))


def _admission(random: Random, began: date) -> Cells:
    surname, name = ("".join(random.choices(ascii_uppercase, k=2)) for _ in range(2))
    born = date(random.randrange(1945, 2005), random.randrange(1, 13), random.randrange(1, 29))
    typed = ("", surname, name, random.choice("12"), born.isoformat(), began.isoformat(), random.choice(WARDS))
    return dict(zip(operations.ASKED, typed, strict=True))


def _rest(random: Random, ended: date | None) -> Cells:
    time, diagnosis = random.randrange(1, 6), random.choice(DIAGNOSES)
    cells = {
        "d2.miejscowosc.k1": "1",
        "d2.stan_cywilny.k1": random.choice("12349"),
        "d2.utrzymanie.k1": random.choice("12356"),
        "d2.wyksztalcenie.k1": random.choice("23456"),
        "d3.platnik.k1": "1",
        "d3.ktory_raz.k1": str(time),
        "d3.pierwszy.k1": "1" if time == 1 else "3",
        "d3.od_wypisu.k1": "0" if time == 1 else random.choice("123456"),
        "d3.kierujacy.k1": random.choice("12346"),
        "d3.tryb.k1": "1",
        "d3.wstepne.k1": diagnosis,
        "d5.rozpoznanie.k1": diagnosis,
        "d5.proba.k1": "nie",
        "d5.przymus.k1": "0",
    }
    if ended is None:
        return cells
    return cells | {"d4.r1.do": f"{ended}", "d5.wypisany.k1": f"{ended}", "d5.tryb_wypisu.k1": "1"}


class CardHistory:
    """Builds the cards; `untouched` are units whose people are left something to do."""

    def __init__(self, untouched: frozenset[int]) -> None:
        self.untouched = untouched

    def steps(self) -> Iterator[Step]:
        for unit in self.hospitals():
            yield Step(f"cards:{unit.pk}", f"karty psychiatryczne: {unit.name}", partial(self.live, unit))

    @staticmethod
    def hospitals() -> Iterator[Unit]:
        """All of the voivodeship that is shown, one of each other."""
        seen: set[str] = set()
        for unit in Unit.objects.filter(kind=UnitKind.HOSPITAL).order_by("pk"):
            if unit.voivodeship == SHOWN or unit.voivodeship not in seen:
                seen.add(unit.voivodeship)
                yield unit

    def live(self, unit: Unit) -> None:
        """A year of the hospital: stays, cards of the last day, handing in, the institute's decisions."""
        by = profile_actor(Profile.objects.filter(roles__role=FILLER, unit=unit).order_by("pk")[0])
        shown, left = unit.voivodeship == SHOWN, unit.pk in self.untouched
        told = list(stays(unit.nip, MANY if shown else FEW))
        waiting = told[-6:] if left else []  # cards of the unit that is left something to do: opened, not handed in
        cards = [_card(by, stay) for stay in told if stay not in waiting]
        with clock.frozen(HANDING):
            if not left:
                operations.take_stock(by=by, year=EDITION)
            operations.hand_in(by=by, year=EDITION)
        _decide(cards, every=not shown)
        for stay in waiting:
            _card(by, stay)


def _card(by: Actor, stay: Stay) -> Card:
    """Opened at admission; closed at discharge, or filled in as far as a stay that lasts can be."""
    with clock.frozen(stay.began):
        card = operations.open_card(by=by, admission=operations.Admission(typed=stay.admission, sure=True))
    with clock.frozen(stay.ended or stay.began):
        changes = [Change(address, None, text) for address, text in stay.rest.items()]
        card = operations.save_cells(by=by, card=card.public_id, changes=changes).card
        if stay.ended is None:
            return card
        return operations.close_card(by=by, card=card.public_id, version=card.version)


def _decide(cards: Sequence[Card], *, every: bool) -> None:
    """The institute accepts some and returns one; far away it accepts all."""
    judge = profile_actor(Profile.objects.filter(roles__role=JUDGE).order_by("pk")[0])
    with clock.frozen(HANDING + timedelta(days=9)):
        for place, card in enumerate(_waiting(cards)):
            if every or place % 3 == 0:
                operations.accept_card(by=judge, card=card.public_id, version=card.version)
            elif place == 1:
                operations.return_card(by=judge, card=card.public_id, version=card.version, reason=REASON)


def _waiting(cards: Iterable[Card]) -> list[Card]:
    known = [card.pk for card in cards]
    return list(Card.objects.filter(pk__in=known, status=CardStatus.TO_VERIFY).order_by("pk"))
