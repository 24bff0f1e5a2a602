# SPDX-License-Identifier: EUPL-1.2
"""Joint filing: which questions are asked, what their answers write, what last year's reports give away."""

from itertools import product
from pathlib import Path

import pytest

from engine.answers import Sheet
from engine.checks import Context, compile_form
from engine.definitions import DefinitionError, FormDefinition, load
from engine.definitions.joint import JointFiling, load_joint, values_of

ROOT = Path(__file__).parents[3] / "forms"
FILES = sorted((ROOT / "joint").glob("*.yaml"))
NURSE = {"osoby": "jedna", "zawod": "d1.w06", "plec": "kobieta", "glowne": "tak"}
DOCTOR = {
    "osoby": "jedna",
    "zawod": "d1.w01",
    "plec": "mezczyzna",
    "glowne": "tak",
    "specjalnosc": "d1.w05",
    "stopien": "nowy",
}
BAD = """
code: razem
year: 2025
title: Razem
kinds: [entity]
forms: [A]
questions: [{code: zawod, text: Kto?, choices: [{value: a, text: A}]}]
cells:
- {form: B, at: "d1.w01.k1"}
- {form: A, at: "{kto}.k1"}
- {form: A, at: "d1.w01.k1", when: {gdzie: [tu]}}
"""


def practice() -> JointFiling:
    return load_joint((ROOT / "joint/2025-praktyka.yaml").read_text(), path="forms/joint/2025-praktyka.yaml")


def forms() -> dict[str, FormDefinition]:
    return {form: load((ROOT / f"2025/{form.lower()}.yaml").read_text(), path=form) for form in ("MZ-88", "MZ-89")}


def asked(given: dict[str, str]) -> list[str]:
    return [question.code for question in practice().asked(given)]


def above_zero(given: dict[str, str]) -> dict[str, set[str]]:
    return {form: {at for at, number in cells.items() if number} for form, cells in practice().written(given).items()}


def every_answer() -> list[dict[str, str]]:
    """All complete answers of some professions and specialties."""
    choices = {
        "osoby": ["jedna", "nikt"],
        "zawod": ["d1.w01", "d1.w02", "d1.w06", "d1.w12"],
        "plec": ["kobieta", "mezczyzna"],
        "glowne": ["tak", "nie"],
        "specjalnosc": ["-", "d1.w05", "d2.w03"],
        "stopien": ["nowy", "drugi", "pierwszy"],
    }
    found = {}
    for values in product(*choices.values()):
        given = dict(zip(choices, values, strict=True))
        answered = {question.code: given[question.code] for question in practice().asked(given)}
        found[tuple(answered.items())] = answered
    return list(found.values())


def test_only_what_follows_from_earlier_answers_is_asked():
    assert asked({}) == ["osoby"]
    assert asked({"osoby": "nikt", "zawod": "d1.w01"}) == ["osoby"]
    assert asked(NURSE) == ["osoby", "zawod", "plec", "glowne"]
    assert asked(DOCTOR)[-2:] == ["specjalnosc", "stopien"]
    assert asked(DOCTOR | {"specjalnosc": "-"})[-1] == "specjalnosc"
    assert asked(DOCTOR | {"glowne": "nie"})[-1] == "glowne"


def test_an_answer_that_nobody_asked_for_leads_to_no_question():
    assert "stopien" not in asked(NURSE | {"specjalnosc": "d1.w05"})


def test_an_answer_that_is_none_of_the_choices_is_missing():
    given = DOCTOR | {"plec": "inna", "stopien": ""}

    assert [question.code for question in practice().missing(given, forms())] == ["plec", "stopien"]
    assert practice().missing(DOCTOR, forms()) == ()


def test_a_nurse_with_higher_education_counts_in_both_rows_and_files_a_zero_report_on_specialists():
    written = practice().written(NURSE)

    assert written["MZ-89"] == {}
    assert written["MZ-88"]["d1.w06.k1"] == written["MZ-88"]["d1.w05.k1"] == 1
    assert [written["MZ-88"][f"d1.w05.k{number}"] for number in range(1, 8)] == [1, 1, 0, 1, 1, 0, 0]
    assert len(written["MZ-88"]) == 14


def test_a_specialist_stands_in_both_forms():
    written = practice().written(DOCTOR)

    assert [written["MZ-88"][f"d1.w01.k{number}"] for number in range(1, 8)] == [1, 0, 0, 1, 0, 0, 0]
    assert written["MZ-89"] == {"d1.w05.k1": 1, "d1.w05.k2": 1}
    assert practice().written(DOCTOR | {"stopien": "pierwszy"})["MZ-89"] == {"d1.w05.k4": 1}


def test_where_nobody_worked_both_reports_are_zero():
    assert practice().written({"osoby": "nikt"} | DOCTOR | {"osoby": "nikt"}) == {"MZ-88": {}, "MZ-89": {}}


def test_whatever_is_answered_no_error_follows():
    """What is left to find is a specialist in another table than the profession's."""
    known = forms()
    first, second = (compile_form(known[form]) for form in ("MZ-88", "MZ-89"))
    for given in every_answer():
        written = practice().written(given)
        sheet = Sheet(written["MZ-88"], {})
        beside = Context(forms={"MZ-88": sheet})
        found = [item.check for item in first.verify(sheet, Context())]
        found += [item.check for item in second.verify(second.compute(Sheet(written["MZ-89"], {})), beside)]
        own = {"d1.w01": "d1", "d1.w02": "d2"}.get(given.get("zawod", ""))
        elsewhere = given.get("stopien", "pierwszy") != "pierwszy" and not given["specjalnosc"].startswith(str(own))
        assert bool(found) == elsewhere, given


def test_last_year_s_reports_give_the_same_answers_away():
    known = forms()
    for given in every_answer():
        if given["osoby"] == "jedna":
            assert practice().remembered(above_zero(given), known) == given


def test_where_nothing_was_above_zero_nothing_is_remembered():
    assert practice().remembered({"MZ-88": set(), "MZ-89": set()}, forms()) == {}


def test_a_form_that_was_not_filed_gives_nothing_away():
    found = practice().remembered({"MZ-88": above_zero(DOCTOR)["MZ-88"]}, forms())

    assert found == {name: DOCTOR[name] for name in ("osoby", "zawod", "plec", "glowne")} | {"specjalnosc": "-"}


def test_the_register_gives_the_profession_away():
    assert practice().suggested("practice_nurse") == {"osoby": "jedna", "zawod": "d1.w05"}
    assert practice().suggested("hospital") == {"osoby": "jedna"}


@pytest.mark.parametrize(
    ("kind", "code", "fits"),
    [("practice_nurse", "98", True), ("practice_nurse", "97", False), ("hospital", "98", False)],
)
def test_it_is_for_practices_of_one_person(kind: str, code: str, fits: bool):
    assert practice().is_for(kind, code) is fits


def test_without_codes_of_practices_the_kind_decides():
    assert practice().model_copy(update={"activity_codes": ()}).is_for("practice_nurse", "")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_names_cells_that_can_be_filled_in_and_suggests_answers_there_are(path: Path):
    joint, known = load_joint(path.read_text(), path=path.name), forms()
    for given in every_answer():
        for form, cells in joint.written(given).items():
            assert all(known[form].cell(address).entered for address in cells)
    for question in joint.questions:
        assert {*question.suggest.values()} <= {*values_of(question, known)}


def test_a_file_is_refused_with_the_line_of_each_problem():
    with pytest.raises(DefinitionError) as error:
        load_joint(BAD, path="razem.yaml")

    assert [str(problem) for problem in error.value.problems] == [
        "razem.yaml:9: cells[0]: Formularza „B” nie ma w tym pliku.",
        "razem.yaml:10: cells[1]: Nie ma pytania „kto”.",
        "razem.yaml:11: cells[2]: Nie ma pytania „gdzie”.",
    ]


def test_what_is_no_file_of_this_kind_is_refused_in_words():
    with pytest.raises(DefinitionError) as error:
        load_joint("code: razem\nyear: tak\n", path="razem.yaml")

    assert any("year" in str(problem) or "razem.yaml:2" in str(problem) for problem in error.value.problems)
