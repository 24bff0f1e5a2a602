# SPDX-License-Identifier: EUPL-1.2
"""A questionnaire: what it asks of whom, which forms follow, why; and what is wrong with one that is refused."""

from pathlib import Path

import pytest

from engine.checks.assigning import CompiledQuestionnaire, Fact, UnitFields, compile_questionnaire
from engine.definitions import DefinitionError
from engine.definitions.questionnaire import load_questionnaire

YEARS = sorted((Path(__file__).parents[3] / "forms/questionnaire").glob("*.yaml"))
TEXT = """
year: 2025
asked_from: 2026-01-02
title: Ankieta
groups:
- title: Szpital
  questions:
  - {code: szpital, text: Czy jest szpital?, short: szpital, suggest: 'unit.kind = "hospital"'}
  - {code: oddzial, text: Czy jest oddział?, short: oddział, cells: "47*|4600"}
  - {code: nfz, text: Czy jest umowa?, short: umowa z NFZ, asked: 'unit.kind = "entity"'}
forms:
- form: F-0
- {form: F-1, when: pytanie.szpital or pytanie.oddzial}
- {form: F-2, when: pytanie.oddzial and not pytanie.szpital}
- {form: F-3, when: pytanie.nfz and unit.kind = "entity"}
- {form: F-4, when: unit.beds > 10}
"""
HOSPITAL, ENTITY = {"kind": "hospital"}, {"kind": "entity"}


def ready(text: str = TEXT) -> CompiledQuestionnaire:
    return compile_questionnaire(text, "ankieta.yaml")


def follows(unit: UnitFields, **answers: bool) -> list[str]:
    return [one.form for one in ready().follows(answers, unit)]


def why(form: str, unit: UnitFields, **answers: bool) -> tuple[Fact, ...]:
    return next(one.facts for one in ready().follows(answers, unit) if one.form == form)


def refused(text: str) -> list[str]:
    with pytest.raises(DefinitionError) as error:
        ready(text)
    return [str(problem) for problem in error.value.problems]


def test_a_form_without_a_condition_follows_for_everybody() -> None:
    assert follows({}) == ["F-0"]
    assert why("F-0", {}) == ()


def test_forms_follow_from_answers() -> None:
    assert follows(HOSPITAL, szpital=True) == ["F-0", "F-1"]
    assert follows(HOSPITAL, oddzial=True) == ["F-0", "F-1", "F-2"]
    assert follows(ENTITY, nfz=True) == ["F-0", "F-3"]


def test_what_a_unit_is_not_asked_it_does_not_answer() -> None:
    assert [one.code for one in ready().asked(HOSPITAL)] == ["szpital", "oddzial"]
    assert [one.code for one in ready().asked(ENTITY)] == ["szpital", "oddzial", "nfz"]
    assert follows(HOSPITAL, nfz=True) == ["F-0"]


def test_forms_that_hang_on_an_answer_are_governed() -> None:
    assert ready().governs == {"F-1", "F-2", "F-3"}


def test_what_the_register_does_not_know_assigns_nothing() -> None:
    assert follows({"kind": "hospital", "beds": 11}) == ["F-0", "F-4"]
    assert follows({"kind": "hospital", "beds": 10}) == ["F-0"]


def test_of_alternatives_those_are_told_that_hold() -> None:
    assert why("F-1", HOSPITAL, szpital=True) == (Fact("question", "szpital", "1"),)
    both = (Fact("question", "szpital", "1"), Fact("question", "oddzial", "1"))
    assert why("F-1", HOSPITAL, szpital=True, oddzial=True) == both


def test_of_alternatives_inside_only_those_are_told_that_hold() -> None:
    found = ready(TEXT.replace("unit.beds > 10", "pytanie.szpital and (pytanie.oddzial or pytanie.nfz)"))
    (last,) = (one for one in found.follows({"szpital": True, "oddzial": True}, ENTITY) if one.form == "F-4")
    assert last.facts == (Fact("question", "szpital", "1"), Fact("question", "oddzial", "1"))


def test_what_must_not_be_is_told_too() -> None:
    assert why("F-2", HOSPITAL, oddzial=True) == (Fact("question", "oddzial", "1"), Fact("question", "szpital", "0"))


def test_the_register_is_a_reason() -> None:
    assert why("F-3", ENTITY, nfz=True) == (Fact("question", "nfz", "1"), Fact("unit", "kind", "entity"))
    assert why("F-4", {"beds": 11}) == (Fact("unit", "beds", "11"),)


def test_the_register_suggests_answers() -> None:
    assert ready().suggested(HOSPITAL) == {"szpital": True}
    assert ready().suggested(ENTITY) == {"szpital": False}
    assert ready().suggested({}) == {}
    assert ready().suggested(HOSPITAL, ["1010", "4710"]) == {"szpital": True, "oddzial": True}
    assert ready().suggested(HOSPITAL, ["4610"]) == {"szpital": True}


def test_an_unknown_question_is_told_at_its_place() -> None:
    (problem,) = refused(TEXT.replace("pytanie.nfz and", "pytanie.nzf and"))
    assert problem.startswith("ankieta.yaml:15: forms[3].when: ")
    assert "Czy chodzi o „nfz”?" in problem


@pytest.mark.parametrize(
    ("was", "place"),
    [
        ("asked: 'unit.kind = \"entity\"'", "ankieta.yaml:10: groups[0].questions[2].asked"),
        ("suggest: 'unit.kind = \"hospital\"'", "ankieta.yaml:8: groups[0].questions[0].suggest"),
    ],
)
def test_what_is_asked_and_suggested_depends_on_the_register_alone(was: str, place: str) -> None:
    (problem,) = refused(TEXT.replace(was, f"{was.partition(':')[0]}: not pytanie.oddzial"))
    assert problem == (
        f"{place}: To zależy tylko od rejestru (unit.…), nie od odpowiedzi. (wiersz 1, znak 1)\n"
        "  not pytanie.oddzial\n  ^^^^^^^^^^^^^^^^^^^"
    )


def test_a_questionnaire_knows_no_earlier_answers_and_no_forms() -> None:
    (problem,) = refused(TEXT.replace("when: pytanie.nfz and", "when: prior(pytanie.nfz) and"))
    assert "forms[3].when: Ankieta nie zna odpowiedzi z wcześniejszych lat. (wiersz 1, znak 1)" in problem
    assert problem.endswith(f"\n  {'^' * len('prior(pytanie.nfz) and unit.kind = _entity_')}")
    (problem,) = refused(TEXT.replace("when: unit.beds > 10", "when: 'form(\"F-1\").d1[w01,k1] > 10'"))
    assert "Formularza „F-1” nie ma" in problem


def test_the_year_reported_on_is_known() -> None:
    found = [ready(TEXT.replace("unit.beds > 10", f"period.year = {year}")).follows({}, {}) for year in (2025, 2026)]
    assert [[one.form for one in forms] for forms in found] == [["F-0", "F-4"], ["F-0"]]


def test_without_a_path_a_problem_is_told_by_its_line() -> None:
    with pytest.raises(DefinitionError, match=r"^formularz:2: year: "):
        compile_questionnaire(TEXT.replace("year: 2025", "year: ten"))


def test_a_value_is_no_condition() -> None:
    assert "Tu potrzebny jest warunek" in refused(TEXT.replace("unit.beds > 10", "unit.beds"))[0]


def test_all_problems_come_at_once() -> None:
    wrong = TEXT.replace("unit.beds > 10", "unit.bed > 10").replace("pytanie.nfz and", "pytanie.nzf and")
    assert len(refused(wrong)) == 2


def test_keys_are_checked_with_their_lines() -> None:
    assert refused(TEXT.replace("year: 2025", "yaer: 2025")) == [
        "ankieta.yaml:2: year: Brak klucza „year”.",
        "ankieta.yaml:2: yaer: Nieznany klucz „yaer”. Czy chodzi o „year”?",
    ]
    (problem,) = refused(TEXT.replace("text: Czy jest szpital?", "tekst: Czy jest szpital?, text: A?"))
    assert problem.endswith("Nieznany klucz „tekst”. Czy chodzi o „text”?")


def test_a_question_and_a_form_stand_once() -> None:
    twice = TEXT.replace("code: oddzial", "code: szpital").replace("form: F-1", "form: F-0")
    assert [problem.partition(": ")[2] for problem in refused(twice)] == [
        "groups[0].questions[1].code: „szpital” powtarza się.",
        "forms[1].form: „F-0” powtarza się.",
    ]


@pytest.mark.parametrize("text", ["", "- a", "groups: []"])
def test_what_is_no_questionnaire_is_refused(text: str) -> None:
    assert refused(text)


def test_a_key_given_twice_is_told() -> None:
    assert refused(f"{TEXT}\nyear: 2024\n") == ["ankieta.yaml:18: year: Klucz „year” podano dwa razy."]


def test_the_digest_does_not_depend_on_layout() -> None:
    first, same = load_questionnaire(TEXT), load_questionnaire(f"# uwaga\n{TEXT}\n")
    assert first.digest == same.digest
    assert first.digest != load_questionnaire(TEXT.replace("F-4", "F-5")).digest


@pytest.mark.parametrize("path", YEARS, ids=lambda path: path.stem)
def test_published_questionnaires_say_everything_in_both_languages(path: Path) -> None:
    found = compile_questionnaire(path.read_text(encoding="utf-8"), path.name).definition
    texts = [found.title, found.note, found.legal, *(group.title for group in found.groups)]
    texts += [text for one in found.questions for text in (one.text, one.short, one.hint) if text.pl]
    texts += [rule.note for rule in found.forms if rule.note.pl]
    assert [text.pl for text in texts if not text.en] == []
