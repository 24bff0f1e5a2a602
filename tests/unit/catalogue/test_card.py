# SPDX-License-Identifier: EUPL-1.2
"""MZ/Szp-11B: one patient's stay, told field by field."""

from collections.abc import Mapping
from datetime import date

import pytest

from engine.checks import Context, Period, compile_form
from engine.checks.examples import example_sheet
from engine.definitions import FormDefinition

Forms = Mapping[str, FormDefinition]
YEAR = Context(period=Period(date(2025, 1, 1), date(2025, 12, 31)))
DISCHARGED = {
    "d1.kod": "1",
    "d1.numer": "17",
    "d2.nazwisko": "KO",
    "d2.imie": "AN",
    "d2.plec": "2",
    "d2.urodzony": "1980-05-17",
    "d2.gmina": "1061011",
    "d2.miejscowosc": "1",
    "d2.stan_cywilny": "1",
    "d2.utrzymanie": "1",
    "d2.wyksztalcenie": "6",
    "d3.przyjety": "2025-02-01",
    "d3.platnik": "1",
    "d3.ktory_raz": "2",
    "d3.pierwszy": "3",
    "d3.od_wypisu": "4",
    "d3.kierujacy": "1",
    "d3.tryb": "1",
    "d3.wstepne": "F32",
    "d5.rozpoznanie": "F33",
    "d5.wypisany": "2025-03-10",
    "d5.tryb_wypisu": "1",
    "d5.proba": "nie",
    "d5.przymus": "0",
    "d4.r1.oddzial": "4700",
    "d4.r1.od": "2025-02-01",
    "d4.r1.do": "2025-02-20",
    "d4.r2.oddzial": "4712",
    "d4.r2.od": "2025-02-20",
    "d4.r2.do": "2025-03-10",
}
STAYING = {
    key: value
    for key, value in {**DISCHARGED, "d1.kod": "2"}.items()
    if key not in {"d5.wypisany", "d5.tryb_wypisu", "d4.r2.do"}
}


def found(forms: Forms, cells: Mapping[str, str]) -> list[str]:
    card = forms["MZ/Szp-11B"]
    return [finding.check for finding in compile_form(card).verify(example_sheet(card, cells), YEAR)]


@pytest.mark.parametrize("cells", [DISCHARGED, STAYING], ids=["discharged", "staying"])
def test_a_card_filled_in_well_can_be_sent(forms: Forms, cells: dict[str, str]) -> None:
    assert found(forms, cells) == []


@pytest.mark.parametrize(
    ("change", "checks"),
    [
        ({"d5.wypisany": "2026-01-02", "d4.r2.do": "2026-01-02"}, ["11B-01b"]),
        ({"d3.przyjety": "2025-01-31"}, ["11B-08b"]),
        ({"d4.r2.do": "2025-03-09"}, ["11B-08c"]),
        ({"d2.urodzony": "2025-02-02"}, ["11B-03a"]),
        ({"d2.urodzony": "1905-02-01"}, []),
        ({"d2.urodzony": "1904-01-31"}, ["11B-04"]),
        ({"d3.ktory_raz": "1"}, ["11B-05a", "11B-05c"]),
        ({"d3.pierwszy": "1"}, ["11B-05b"]),
        ({"d5.tryb_wypisu": "9"}, ["11B-06"]),
        ({"d5.tryb_wypisu": "9", "d5.zgon": "I21.0"}, []),
        ({"d5.zgon": "I21"}, ["11B-06b"]),
        ({"d2.nazwisko": "Ko"}, ["11B-07"]),
        ({"d2.nazwisko": "ŻO"}, ["11B-07"]),
        ({"d2.imie": "N"}, ["11B-07"]),
        ({"d5.proba": "tak"}, ["11B-10"]),
        ({"d5.proba": "tak", "d5.wsp1": "X78"}, []),
        ({"d1.kod": "2"}, ["11B-02a", "11B-02b"]),
    ],
    ids=str,
)
def test_each_mistake_is_told_by_its_check(forms: Forms, change: dict[str, str], checks: list[str]) -> None:
    assert found(forms, {**DISCHARGED, **change}) == checks


def test_a_card_holds_personal_data_and_no_free_text(forms: Forms) -> None:
    card = forms["MZ/Szp-11B"]
    assert (card.kind, card.subject, card.period) == ("card", "psychiatry", "event")
    assert card.legal.confidentiality == "personal"
    texts = {
        address: card.cell(address).type.max for address in card.addresses if card.cell(address).type.kind == "text"
    }
    assert texts == {"d2.nazwisko.k1": 2, "d2.imie.k1": 2, "d5.zgon.k1": 5}


def test_an_official_locality_may_be_a_town_a_village_or_a_district(forms: Forms) -> None:
    commune = forms["MZ/Szp-11B"].cell("d2.gmina.k1")
    assert commune.allows("1061011")
    assert commune.allows("0201044")
    assert not commune.allows("0201043")  # a whole commune of town and villages: one of them has to be told
    assert not commune.allows("9999991")
