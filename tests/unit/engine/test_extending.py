# SPDX-License-Identifier: EUPL-1.2
"""A form that says only what is different: what it takes from the other one, and where its mistakes are told."""

from collections.abc import Callable, Mapping

import pytest

from engine.definitions import DefinitionError, FormDefinition, Problem, load, standalone

BASE = """
form: MZ-29
edition: 2024
title: {pl: Szpital, en: Hospital}
due: {unit: 2025-02-25}
legal: {act: ustawa, programme: "1.29.07"}
reasons: {remont: Remont}
crosswalk: {from: 2023}
sections:
- code: d1
  title: Łóżka
  table:
    columns:
    - {code: k1, title: Łóżka, max: 100, required: true}
    - {code: k2, title: w tym dzieci}
    rows:
    - {code: w01, title: Ogółem}
    - {code: w02, title: Chirurgia}
    - {code: w03, title: Interna}
    closed: [w03.k2]
- code: d2
  title: Oddziały
  table:
    columns: [{code: k1}]
    dynamic: {max: 10, key: {code: kod, type: text}}
- {code: d3, title: Karta, fields: [{code: plec}, {code: wiek}]}
checks:
- {id: "1", check: "d1[w01,k1] >= d1[w02,k1]", message: Za mało}
- {id: "2", check: "d1[w01,k2] >= d1[w02,k2]"}
"""
OWN = "extends: ../2024/mz-29.yaml\nedition: 2025\n"
FILES = {"forms/2024/mz-29.yaml": BASE}


def reader(files: Mapping[str, str]) -> Callable[[str], str]:
    return lambda name: files[name]


def extended(rest: str = "", files: Mapping[str, str] = FILES, own: str = OWN) -> FormDefinition:
    return load(own + rest, path="forms/2025/mz-29.yaml", read=reader(files))


def problems(rest: str, files: Mapping[str, str] = FILES, own: str = OWN) -> tuple[Problem, ...]:
    with pytest.raises(DefinitionError) as caught:
        extended(rest, files, own)
    return caught.value.problems


def codes(form: FormDefinition, section: int = 0, part: str = "columns") -> list[str]:
    return [item.code for item in getattr(form.sections[section].table, part)]


# what is taken


def test_what_is_not_said_is_as_in_the_other_form() -> None:
    form, base = extended(), load(BASE)
    assert (form.form, form.edition, form.title.en) == ("MZ-29", 2025, "Hospital")
    assert form.addresses == base.addresses
    assert [check.id for check in form.checks] == ["1", "2"]


def test_dates_and_crosswalk_of_the_other_edition_are_not_taken() -> None:
    form = extended()
    assert form.due_of().unit is None
    assert form.crosswalk is None


def test_an_item_is_changed_key_by_key() -> None:
    column = extended("sections: [{code: d1, table: {columns: [{code: k1, max: 500}]}}]").sections[0].table.columns[0]
    assert (column.title.pl, column.type.max, column.required) == ("Łóżka", 500, True)


def test_a_text_is_replaced_as_a_whole() -> None:
    assert extended("title: Inny").title.en == ""


def test_the_legal_block_and_reasons_are_changed_key_by_key() -> None:
    form = extended("legal: {act: nowa ustawa}\nreasons: {inne: Inne}")
    assert (form.legal.act, form.legal.programme) == ("nowa ustawa", "1.29.07")
    assert {code: label.pl for code, label in form.reasons.items()} == {"remont": "Remont", "inne": "Inne"}


def test_a_new_item_goes_to_the_end() -> None:
    form = extended(
        'checks: [{id: "3", check: "d1[w01,k1] > 0"}]\nsections: [{code: d4, title: A, fields: [{code: a}]}]'
    )
    assert [check.id for check in form.checks] == ["1", "2", "3"]
    assert [section.code for section in form.sections] == ["d1", "d2", "d3", "d4"]


@pytest.mark.parametrize(
    ("place", "order"),
    [("after: k1", ["k1", "k9", "k2"]), ("before: k1", ["k9", "k1", "k2"]), ("", ["k1", "k2", "k9"])],
)
def test_a_new_item_goes_where_it_is_wanted(place: str, order: list[str]) -> None:
    assert codes(extended(f"sections: [{{code: d1, table: {{columns: [{{code: k9, {place}}}]}}}}]")) == order


def test_an_item_may_move() -> None:
    form = extended("sections: [{code: d1, table: {rows: [{code: w03, before: w01, title: Inne}]}}]")
    assert codes(form, 0, "rows") == ["w03", "w01", "w02"]
    assert form.sections[0].table.rows[0].title.pl == "Inne"


def test_things_are_left_out() -> None:
    form = extended(
        'remove: [d2, "d1[w02,*]", "d1[*,k2]", d3.plec, "1", "2"]\nsections: [{code: d1, table: {closed: []}}]'
    )
    assert [section.code for section in form.sections] == ["d1", "d3"]
    assert (codes(form), codes(form, 0, "rows"), codes(form, 1, "rows")) == (["k1"], ["w01", "w03"], ["wiek"])
    assert form.checks == ()


def test_limits_of_added_rows_are_changed_key_by_key() -> None:
    dynamic = extended("sections: [{code: d2, table: {dynamic: {max: 20, key: {max: 5}}}}]").sections[1].table.dynamic
    assert dynamic is not None
    assert (dynamic.max, dynamic.key.code, dynamic.key.type.max) == (20, "kod", 5)


def test_a_list_without_codes_is_replaced() -> None:
    assert extended("sections: [{code: d1, table: {closed: [w01.k1]}}]").sections[0].table.closed == ("w01.k1",)


def test_a_form_may_extend_one_that_extends_another() -> None:
    middle = "extends: MZ-29/2023\nedition: 2024\nremove: [d3]\n"
    form = extended("", {"forms/2024/mz-29.yaml": middle, "MZ-29/2023": BASE.replace("2024", "2023")})
    assert (form.edition, len(form.sections)) == (2025, 2)


def test_the_digest_is_that_of_the_whole_form() -> None:
    whole = BASE.replace("edition: 2024", "edition: 2025").replace("due: {unit: 2025-02-25}", "")
    assert extended().digest == load(whole.replace("crosswalk: {from: 2023}", "")).digest


def test_one_file_that_says_it_all() -> None:
    own = OWN + "sections: [{code: d1, table: {columns: [{code: k1, max: 500, symbol: '01'}]}}]"
    text = standalone(own, path="forms/2025/mz-29.yaml", read=reader(FILES))
    assert text.startswith("# Złożone z plików: forms/2025/mz-29.yaml, forms/2024/mz-29.yaml\n")
    assert load(text).digest == load(own, path="forms/2025/mz-29.yaml", read=reader(FILES)).digest


def test_a_file_that_extends_nothing_stays_as_it_is() -> None:
    assert standalone(BASE) == BASE


# mistakes


def test_a_mistake_of_the_other_file_is_told_there() -> None:
    broken = BASE.replace("max: 100", "maks: 100")
    (found,) = problems("sections: [{code: d1, title: A}]", {"forms/2024/mz-29.yaml": broken})
    assert (found.path, found.line) == ("forms/2024/mz-29.yaml", 14)
    assert found.where == "sections[0].table.columns[0].maks"


def test_a_mistake_of_an_override_is_told_in_its_own_file() -> None:
    (found,) = problems("sections:\n- code: d1\n  table:\n    columns:\n    - {code: k2, max: dużo}\n")
    assert (found.path, found.line) == ("forms/2025/mz-29.yaml", 7)
    assert found.where == "sections[0].table.columns[0].max"


def test_a_contradiction_is_told_where_its_later_part_stands() -> None:
    (found,) = problems('remove: ["d1[w03,*]"]\n')
    assert (found.path, found.line, found.where) == ("forms/2024/mz-29.yaml", 20, "sections[0].table.closed[0]")


def test_a_field_of_the_other_file_keeps_its_line() -> None:
    found = extended("remove: [d1]").problem(("sections", 1, "table", "rows", 1, "title"), "źle")
    assert (found.path, found.line, found.where) == ("forms/2024/mz-29.yaml", 26, "sections[2].fields[1].title")


def test_what_both_files_lack_is_told_in_the_file_that_was_given() -> None:
    (found,) = problems("", {"forms/2024/mz-29.yaml": BASE.replace("form: MZ-29\n", "")})
    assert (found.path, found.message) == ("forms/2025/mz-29.yaml", "Brak klucza „form”.")


@pytest.mark.parametrize(
    ("rest", "line", "message"),
    [
        ("remove: [d9]", 3, "Nie ma czego usunąć: „d9”."),
        ('remove: ["d1[w04,*]"]', 3, "Nie ma czego usunąć: „d1[w04,*]”. Czy chodzi o „d1[w0"),
        ('remove: ["d1[*,k7]"]', 3, "Nie ma czego usunąć: „d1[*,k7]”."),
        ("remove: [d3.plc]", 3, "Czy chodzi o „d3.plec”?"),
        ('remove: ["29-99"]', 3, "to nie jest wskazanie pól"),
        ('remove: ["d1[w01,k1]"]', 3, "wiersz usuwa się przez"),
        ('remove: ["d1[w01..w02,*]"]', 3, "wiersz usuwa się przez"),
        ("remove: d1", 3, "Tu potrzebna jest lista."),
        ("sections: [{code: d1, after: d8}]", 3, "Nie ma tu „d8”."),
        (
            "sections: [{code: d1, table: {rows: [{code: w09, after: w032}]}}]",
            3,
            "Nie ma tu „w032”. Czy chodzi o „w03”?",
        ),
        ("sections: [{code: d1}, {code: d1}]", 3, "„d1” powtarza się."),
        ("sections: [tekst]", 3, "Tu potrzebne są klucze i wartości."),
        ("sections: {a: b}", 3, "Tu potrzebna jest lista."),
        ("legal: tekst", 3, "Tu potrzebne są klucze i wartości."),
        ("edition: 2026", 3, "Klucz „edition” podano dwa razy."),
    ],
)
def test_a_mistake_of_extending_is_told(rest: str, line: int, message: str) -> None:
    found = problems(rest)[0]
    assert message in found.message
    assert (found.path, found.line) == ("forms/2025/mz-29.yaml", line)


def test_remove_needs_something_to_extend() -> None:
    with pytest.raises(DefinitionError, match="Klucz „remove” działa tylko z extends"):
        load(BASE + "remove: [d1]\n")


@pytest.mark.parametrize(
    ("own", "files", "message"),
    [
        ("extends: mz-99.yaml\n", FILES, "Nie ma formularza „forms/2025/mz-99.yaml”"),
        ("extends: mz-29.yaml\n", FILES, "Formularz rozszerza sam siebie"),
        (OWN, {"forms/2024/mz-29.yaml": "extends: ../2025/mz-29.yaml\n"}, "Formularz rozszerza sam siebie"),
        (OWN, {"forms/2024/mz-29.yaml": "- a\n"}, "Plik jest pusty albo nie zawiera definicji"),
        (OWN, {"forms/2024/mz-29.yaml": "a: [\n"}, "To nie jest poprawny YAML"),
    ],
)
def test_a_form_that_cannot_be_put_together_is_refused(own: str, files: Mapping[str, str], message: str) -> None:
    assert message in problems("", files, own)[0].message


def test_a_chain_ends() -> None:
    with pytest.raises(DefinitionError, match="rozszerza sam siebie"):
        load("extends: A/1", read=lambda name: f"extends: A/{int(name[2:]) + 1}")


def test_without_a_reader_the_other_form_cannot_be_had() -> None:
    with pytest.raises(DefinitionError, match="nie ma skąd go wziąć"):
        load(OWN)
