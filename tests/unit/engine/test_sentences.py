# SPDX-License-Identifier: EUPL-1.2
"""Sentences of checks: of a finding, with values, and of what is demanded, without them; Polish and English."""

from pathlib import Path

import pytest

from engine.answers import Sheet
from engine.checks import Context, Names, compile_form
from engine.checks.phrases import Language
from engine.definitions import DefinitionError, load
from tests.unit.engine.forms import READING, changed, definition, wards

FORM = (
    READING.replace("title: Łóżka,", "title: {pl: Łóżka, en: Beds},")
    .replace("title: w tym dla dzieci", "title: {pl: w tym dla dzieci, en: for children}")
    .replace("title: Ogółem,", "title: {pl: Ogółem, en: Total},")
    .replace("title: Rodzaj szpitala", "title: {pl: Rodzaj szpitala, en: Kind of hospital}")
    .replace("title: Data certyfikatu", "title: {pl: Data certyfikatu, en: Date of the certificate}")
)
BLOCKS = (Path(__file__).parent / "sentences.txt").read_text(encoding="utf-8").replace("·", "\u00a0").split("\n\n")[1:]
SENTENCES = [[line.strip() for line in block.splitlines()] for block in BLOCKS]


def context() -> Context:
    before = wards(definition(), ("4000", "10", "1")).with_cells({"d2.w01.k1": 10, "d1.w02.k1": 1})
    prior = dict.fromkeys((1, 2, 5), before)
    return Context(prior=prior, forms={"MZ-88": Sheet({"d1.w01.k4": 12}, {})}, unit={"beds": 50, "kind": "4000"})


@pytest.mark.parametrize("block", SENTENCES, ids=lambda block: block[0])
@pytest.mark.parametrize("language", ["pl", "en"])
def test_a_check_is_told_in_words(language: Language, block: list[str]) -> None:
    check, *said = block
    finding, demand = said[:2] if language == "pl" else said[2:]
    quoted = check.replace('"', '\\"')
    form = definition(f'\n- {{id: A, check: "{quoted}"}}', FORM)
    sheet = wards(form, ("4500", "36", "4"), ("4000", "20", "5"))
    sheet = changed(form, sheet, d1_w01_k1="4500", d1_w02_k1="nie", d1_w03_k1="2025-03-01")
    found = [one.message for one in compile_form(form).verify(sheet, context(), language) if one.check == "A"]
    assert found[:1] == ([] if finding == "-" else [finding])
    assert compile_form(form).demands(language) == {"A": demand}


KINDS: Names = {"kind": {"hospital": "Szpital", "entity": "Podmiot leczniczy"}}


@pytest.mark.parametrize(
    ("check", "finding", "demand"),
    [
        (
            'unit.kind != "hospital" or d2[w01,k1] > 99',
            "rodzaj jednostki to „Szpital” oraz łóżka (36) to nie więcej niż 99.",
            "rodzaj jednostki to nie „Szpital” lub łóżka to więcej niż 99.",
        ),
        (
            'unit.kind = "entity"',
            "rodzaj jednostki (Szpital) to nie „Podmiot leczniczy”.",
            "rodzaj jednostki to „Podmiot leczniczy”.",
        ),
        (
            'unit.kind in ("entity", "practice_*")',
            "rodzaj jednostki (Szpital) to żadna z wartości: Podmiot leczniczy, practice_*.",
            "rodzaj jednostki to jedna z wartości: Podmiot leczniczy, practice_*.",
        ),
    ],
)
def test_a_kind_of_unit_is_called_by_the_name_that_was_given(check: str, finding: str, demand: str) -> None:
    quoted = check.replace('"', '\\"')
    form = definition(f'\n- {{id: A, check: "{quoted}", target: "d2[w01,k1]"}}', FORM)
    world = Context(unit={"kind": "hospital"}, names=KINDS)
    (found,) = compile_form(form).verify(wards(form, ("4500", "36", "4")), world)
    assert found.message.endswith(f": {finding}")
    assert compile_form(form).demands("pl", KINDS)["A"].endswith(f": {demand}")


def test_a_message_names_the_kind_of_unit() -> None:
    form = definition(
        '\n- {id: A, check: \'unit.kind = "hospital"\', target: "d2[w01,k1]", message: "Jest: {unit.kind}."}', FORM
    )
    (found,) = compile_form(form).verify(
        wards(form, ("4500", "36", "4")), Context(unit={"kind": "entity"}, names=KINDS)
    )
    assert found.message == "Jest: Podmiot leczniczy."


CHILDREN = "foreach r in d2.rows: d2[r,k2] <= d2[r,k1]"


def english(extra: str, children: str = "40") -> str:
    form = definition(f"\n- id: A\n  check: '{CHILDREN}'\n{extra}", FORM)
    (found,) = compile_form(form).verify(wards(form, ("4500", "36", children)), language="en")
    return found.message


def test_a_message_of_its_own_speaks_english_too() -> None:
    said = "message: {pl: Za dużo w wierszu {r}., en: 'Row {r}: {d2[r,k2]} children in {d2[r,k1]} beds; {label}.'}"
    assert english(f"  {said.replace('pl: Za dużo w wierszu {r}.', 'pl: Za dużo.')}") == (
        "Row 02 (4500 chirurgiczny ogólny): 40 children in 36 beds; "
        "Section 2, row 02 (4500 chirurgiczny ogólny), column 2."
    )


def test_without_an_english_message_the_sentence_is_made_from_the_check() -> None:
    assert english("  message: Za dużo.", "1 040").endswith(": “for children” (1\u00a0040) is more than “Beds” (36).")


def test_a_mistake_in_the_english_message_is_refused() -> None:
    with pytest.raises(DefinitionError, match="nie ma kolumny „k9”"):
        english("  message: {pl: Za dużo., en: '{d2[r,k9]}'}")


def test_what_every_form_asks_for_is_asked_in_english() -> None:
    form = definition("", FORM.replace("min: 1, max: 3", "min: 3, unique: true, max: 9"))
    sheet = wards(form, ("4500", "36", ""), ("4500", "", ""))
    assert [one.message for one in compile_form(form).verify(sheet, language="en")] == [
        "Fill in “4500 chirurgiczny ogólny, Beds” (Section 2, row 03, column 1).",
        "Section 2: add rows, there should be at least 3.",
        "Section 2, row 02, “Oddział”: “4500 chirurgiczny ogólny” stands in this section more than once.",
        "Section 2, row 03, “Oddział”: “4500 chirurgiczny ogólny” stands in this section more than once.",
    ]


CLOSED = FORM.replace(
    """computed: "sum(d2[*, .])"}""",
    """computed: "sum(d2[*, .])"}\n    - {code: w02, title: Inne}\n    - {code: w03}""",
)
CLOSED = CLOSED.replace("closed: [w01.k3]", "closed: [w01.k3, w02.k3]").replace(
    "    - {code: k4,", "    - {code: k5}\n    - {code: k4,"
)


def test_every_row_is_every_one_that_has_the_cell() -> None:
    form = compile_form(
        definition(
            """
- {id: A, foreach: "r in d2.rows", check: "d2[r,k3] <= d2[r,k1]"}
- {id: B, foreach: "r in d2.rows[w02..w03]", check: "d2[r,k2] <= d2[r,k1]", message: "W {r}."}
- {id: C, foreach: "c in d2.columns[k2, k5], r in d2.rows", check: "d2[r,c] <= 5", message: "W {c}."}
""",
            CLOSED,
        )
    )
    assert form.demands() == {
        "A": "Dział 2, każdy wiersz, kolumna 3: średnia liczba łóżek to nie więcej niż łóżka.",
        "B": "Dział 2, wiersze 02–03, kolumna 2: w tym dla dzieci to nie więcej niż łóżka.",
        "C": "Dział 2, każdy wiersz, kolumny 2, 5: ta kolumna to nie więcej niż 5.",
    }
    found = form.verify(Sheet({"d2.w03.k1": 2, "d2.w03.k2": 6, "d2.w03.k5": 6}, {"d2": ("r1",)}))
    assert [one.message for one in found if one.check in "ABC"] == ["W 03.", "W 2 (w tym dla dzieci).", "W 5."]


FIELDS = """
form: KARTA
edition: 2025
title: Karta
sections:
- code: d1
  title: Pacjent
  fields:
  - {code: plec, symbol: "4", title: Płeć, type: text}
  - {code: wiek, title: "Ile lat?", required: true}
  - {code: waga, symbol: "6", title: Masa, type: dec(1)}
checks:
- {id: A, check: 'd1.plec = "K" => d1.waga <= 3.5'}
- {id: B, check: 'd1.waga > 0 => filled(d1.wiek)'}
- {id: C, check: 'nvl(d1.waga, 1) <= d1.wiek within 5%', target: d1.waga}
"""


def test_fields_of_a_record_are_called_by_their_titles() -> None:
    form = compile_form(load(FIELDS))
    sheet = Sheet({"d1.plec.k1": "K", "d1.waga.k1": 41}, {})
    assert [one.message for one in form.verify(sheet)] == [
        "Uzupełnij pole „Ile lat?” (Dział 1, pole „Ile lat?”).",
        "Dział 1, pole 6: płeć to „K”, a masa (4,1) to więcej niż 3,5.",
        "Dział 1, pole „Ile lat?”: masa (4,1) to więcej niż 0, a nie wypełniono pola: ile lat?",
    ]
    assert form.demands("en")["A"] == "Section 1, field 6: if “Płeć” is “K”, then “Masa” is not more than 3.5."
    assert form.demands()["C"] == (
        "Dział 1, pole 6: masa (a gdy puste: 1) to nie więcej niż ile lat? (dopuszczalna różnica: 5%)."
    )
