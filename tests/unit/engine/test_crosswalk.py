# SPDX-License-Identifier: EUPL-1.2
"""The crosswalk: last year's sheet in this year's addresses, and what keeps it from being total."""

import pytest

from engine.answers import Sheet, carry_over
from engine.definitions import DefinitionError, FormDefinition, crosswalk_problems, load

BEFORE = """
form: MZ-29
edition: 2024
title: A
sections:
- code: d1
  title: Stałe
  table:
    columns: [{code: k1}, {code: k2, type: dec(1)}, {code: k3, type: money}]
    rows: [{code: w01}, {code: w02}, {code: w03}]
- code: d2
  title: Oddziały
  table:
    columns: [{code: k1}, {code: k2}]
    rows: [{code: w01, computed: "sum(d2[*, .])"}]
    dynamic: {key: {code: kod, type: code, list: wards}}
"""
SECTIONS = BEFORE.split("sections:", 1)[1]
WARDS = {"wards": {"4500": "chirurgia"}, "new-wards": {"4500": "chirurgia"}}


def before(text: str = BEFORE) -> FormDefinition:
    return load(text, path="2024.yaml")


def now(crosswalk: str = "", sections: str = SECTIONS) -> FormDefinition:
    told = f"crosswalk: {{from: 2024, {crosswalk}}}\n"
    return load(f"form: MZ-29\nedition: 2025\ntitle: A\n{told}sections:{sections}", path="2025.yaml", code_lists=WARDS)


def lists() -> str:
    return SECTIONS.replace("list: wards", "list: new-wards")


def carried(definition: FormDefinition, **cells: int | str) -> dict[str, int | str]:
    sheet = Sheet({address.replace("_", "."): value for address, value in cells.items()}, {})
    return dict(carry_over(definition, before(), sheet).cells)


def told(definition: FormDefinition, previous: FormDefinition | None = None) -> list[str]:
    return [problem.message for problem in crosswalk_problems(definition, previous or before())]


# what is carried over


def test_the_same_edition_needs_no_translation() -> None:
    sheet = Sheet({"d1.w01.k1": 3}, {})
    assert carry_over(now(), now(), sheet) is sheet


def test_a_cell_not_named_stood_at_the_same_address() -> None:
    assert carried(now(), d1_w01_k1=3, d1_w02_k2=15) == {"d1.w01.k1": 3, "d1.w02.k2": 15}


def test_a_moved_cell_is_found_where_it_stands_now() -> None:
    form = now('cells: {"d1[w02,k1]": "d1[w01,k1]"}, new: ["d1[w01,k1]"], dropped: ["d1[w02,k1]"]')
    assert carried(form, d1_w01_k1=3, d1_w02_k1=4) == {"d1.w02.k1": 3}
    assert told(form) == []


def test_a_range_goes_by_position_and_a_star_by_code() -> None:
    form = now('cells: {"d1[w02..w03,*]": "d1[w01..w02,*]"}, new: ["d1[w01,*]"], dropped: ["d1[w03,*]"]')
    assert carried(form, d1_w01_k1=1, d1_w02_k2=25, d1_w03_k1=9) == {"d1.w02.k1": 1, "d1.w03.k2": 25}
    assert told(form) == []


def test_a_sum_skips_blanks_and_rescales() -> None:
    form = now('cells: {"d1[w01,k2]": "d1[w01,k1] + d1[w02,k2]"}', SECTIONS.replace("dec(1)", "dec(2)"))
    assert carried(form, d1_w01_k1=3, d1_w02_k2=15)["d1.w01.k2"] == 450
    assert carried(form, d1_w02_k2=15) == {"d1.w01.k2": 150}
    assert carried(form) == {}


@pytest.mark.parametrize(("old", "new"), [(15, 2), (14, 1), (-15, -2), (-14, -1), (0, 0)])
def test_fewer_places_round_halves_away_from_zero(old: int, new: int) -> None:
    assert carried(now(sections=SECTIONS.replace("dec(1)", "int")), d1_w01_k2=old) == {"d1.w01.k2": new}


def test_an_amount_does_not_become_a_count() -> None:
    form = now(sections=SECTIONS.replace("type: money", "type: int"))
    assert carried(form, d1_w01_k3=5) == {}
    assert "typ, którego nie da się przenieść" in told(form)[0]


def test_the_exact_entry_wins_over_the_star() -> None:
    cells = '"d1[*,k1]": "d1[*,k2]", "d1[w03,k1]": "d1[w03,k1]"'
    form = now(f"cells: {{{cells}}}")
    assert carried(form, d1_w01_k2=10, d1_w03_k1=7, d1_w03_k2=90)["d1.w03.k1"] == 7
    assert carried(form, d1_w01_k2=10)["d1.w01.k1"] == 1


def test_added_rows_keep_ids_and_order() -> None:
    sheet = Sheet({"d2.r2.kod": "4500", "d2.r2.k1": 7, "d2.r1.k2": 1}, {"d2": ("r2", "r1")})
    found = carry_over(now(), before(), sheet)
    assert found.to_json() == sheet.to_json()


def test_added_rows_move_with_their_section_and_key() -> None:
    sections = SECTIONS.replace("code: d2", "code: d3").replace("d2[", "d3[").replace("code: kod", "code: oddzial")
    cells = '"d3[*,*]": "d2[*,*]", "d3[*,oddzial]": "d2[*,kod]"'
    form = now(f"cells: {{{cells}}}", sections)
    sheet = Sheet({"d2.r4.kod": "4500", "d2.r4.k1": 7, "d2.w01.k1": 7}, {"d2": ("r4",)})
    found = carry_over(form, before(), sheet)
    assert found.rows == {"d3": ("r4",)}
    assert dict(found.cells) == {"d3.r4.oddzial": "4500", "d3.r4.k1": 7, "d3.w01.k1": 7}
    assert told(form) == []


def test_a_code_of_another_list_stays_where_it_is_allowed() -> None:
    form = now(sections=lists())
    sheet = Sheet({"d2.r1.kod": "4500", "d2.r2.kod": "9999"}, {"d2": ("r1", "r2")})
    assert dict(carry_over(form, before(), sheet).cells) == {"d2.r1.kod": "4500"}


def test_a_code_may_become_a_text() -> None:
    form = now(sections=SECTIONS.replace("type: code, list: wards", "type: text"))
    sheet = Sheet({"d2.r1.kod": "4500"}, {"d2": ("r1",)})
    assert dict(carry_over(form, before(), sheet).cells) == {"d2.r1.kod": "4500"}


def test_two_editions_back_is_twice_one_back() -> None:
    older = before(BEFORE.replace("edition: 2024", "edition: 2023").replace("w03", "w09"))
    crosswalk = 'crosswalk: {from: 2023, cells: {"d1[w03,*]": "d1[w09,*]"}}\n'
    middle = before(BEFORE.replace("sections:", f"{crosswalk}sections:"))
    form = now('cells: {"d1[w02,k1]": "d1[w03,k1]"}')
    found = carry_over(form, middle, carry_over(middle, older, Sheet({"d1.w09.k1": 8}, {})))
    assert dict(found.cells) == {"d1.w02.k1": 8}


def test_a_record_s_field_is_named_with_a_dot() -> None:
    record = "\n- {code: d1, title: A, fields: [{code: plec}, {code: wiek}]}"
    old = load(f"form: MZ-29\nedition: 2024\ntitle: A\nsections:{record.replace('plec', 'p')}")
    form = now('cells: {"d1.plec": "d1.p"}', record)
    assert dict(carry_over(form, old, Sheet({"d1.p.k1": 1}, {})).cells) == {"d1.plec.k1": 1}
    assert told(form, old) == []


def test_a_crosswalk_from_another_year_is_not_used() -> None:
    older = before(BEFORE.replace("edition: 2024", "edition: 2022"))
    form = now('cells: {"d1[w02,k1]": "d1[w01,k1]"}')
    assert dict(carry_over(form, older, Sheet({"d1.w01.k1": 3}, {})).cells) == {"d1.w01.k1": 3}


# what keeps it from being total


def test_an_unchanged_form_needs_no_entries() -> None:
    assert told(now()) == []
    assert told(load(BEFORE.replace("edition: 2024", "edition: 2025"))) == []


def test_a_cell_that_comes_from_nowhere_is_told() -> None:
    form = now(sections=SECTIONS.replace("{code: w03}", "{code: w03}, {code: w04}"))
    (problem,) = crosswalk_problems(form, before())
    assert problem.message == (
        "Nie wiadomo, skąd wziąć pola d1[w04,k1], d1[w04,k2], d1[w04,k3]: wpisz je w cells albo w new."
    )
    assert (problem.path, problem.line, problem.where) == ("2025.yaml", 4, "crosswalk")


def test_a_cell_that_goes_nowhere_is_told() -> None:
    form = now(sections=SECTIONS.replace(", {code: w03}", ""))
    (message,) = told(form)
    assert message.startswith("Pola poprzedniej edycji d1[w03,k1], d1[w03,k2], d1[w03,k3] nie mają dalszego ciągu")


def test_many_cells_are_counted() -> None:
    rows = ", ".join(f"{{code: w{n:02}}}" for n in range(4, 9))
    form = now(sections=SECTIONS.replace("{code: w03}", f"{{code: w03}}, {rows}"))
    assert "d1[w05,k3] i 9 innych" in told(form)[0]


def test_a_cell_whose_place_was_taken_over_is_asked_for() -> None:
    (message, gone) = told(now('cells: {"d1[w02,k1]": "d1[w01,k1]"}'))
    assert "skąd wziąć pola d1[w01,k1]" in message
    assert "d1[w02,k1] nie mają dalszego ciągu" in gone


@pytest.mark.parametrize(
    ("crosswalk", "message"),
    [
        ('cells: {"d1[w01,k1]": "d1[w01,k1]"}, new: ["d1[w01,k1]"]', "są i w cells, i w new"),
        ('cells: {"d1[w01,k1]": "d1[w01,k1]"}, dropped: ["d1[w01,k1]"]', "są i w cells, i w dropped"),
        ('cells: {"d1[w01,k1]": "d1[w03,k1]", "d1[w02,k1]": "d1[w03,k1]"}', "trafiają w dwa miejsca"),
        ('cells: {"d1[w01,k1]": "d1[w09,k1]"}', "nie ma w dziale d1 wiersza „w09”. Czy chodzi o „w03”?"),
        ('cells: {"d1[w01,k1]": "d7[w01,k1]"}', "nie ma działu „d7”"),
        ('cells: {"d1[w01,*]": "d1[w01,k1]"}', "gwiazdka odpowiada gwiazdce"),
        ('cells: {"d1[w01..w02,k1]": "d1[w01..w03,k1]"}', "Zakresy mają różną długość: 2 i 3."),
        ('cells: {"d1[w01,k1]": "d1[w02..w01,k1]"}', "jest odwrócony"),
        ('cells: {"d1[*,*]": "d2[*,k1..k2]"}', "gwiazdka odpowiada gwiazdce"),
        ('cells: {"d2[*,kod]": "d2[*,kod] + d2[*,kod]"}', "Sumować można tylko liczby"),
        ('cells: {"d1[w01,*]": "d1[w02,*]", "d1[*,k1]": "d1[*,k2]"}', "dwa równie ogólne wpisy"),
        ('cells: {"d1[w02,*]": "d2[w01,*]", "d2[w01,*]": "d1[w02,*]"}, dropped: ["d9[*,*]"]', "nie ma działu „d9”"),
    ],
)
def test_a_contradiction_is_told(crosswalk: str, message: str) -> None:
    assert any(message in one for one in told(now(crosswalk)))


def test_added_rows_come_from_one_section() -> None:
    second = SECTIONS[SECTIONS.index("- code: d2") :].replace("d2", "d3")
    old = before(BEFORE + second)
    crosswalk = 'cells: {"d2[*,k1]": "d3[*,k1]"}, dropped: ["d3[*,*]", "d2[*,k1]"]'
    assert any("z różnych działów" in one for one in told(now(crosswalk), old))


def test_an_entry_that_joins_nothing_is_told() -> None:
    old = before(BEFORE.replace("{code: k1}, {code: k2}]", "{code: x1}, {code: x2}]"))
    assert "nie łączy żadnych pól" in told(now('cells: {"d1[*,*]": "d2[*,*]"}'), old)[0]


def test_another_edition_than_the_one_named_is_refused() -> None:
    older = before(BEFORE.replace("edition: 2024", "edition: 2023"))
    assert told(now(), older) == ["Poprzednia edycja to MZ-29 za 2024 r., a nie MZ-29 za 2023 r."]


@pytest.mark.parametrize(
    ("crosswalk", "where", "message"),
    [
        ('cells: {"d1": "d1[w01,k1]"}', "crosswalk.cells.d1", "„d1” to nie jest wskazanie pól"),
        ('cells: {"d1[w01,k1]": "d1[w01]"}', "crosswalk.cells.d1[w01,k1]", "„d1[w01]” to nie jest wskazanie pól"),
        ('cells: {"d1[w1,k1]": "d1[w01,k1]"}', "crosswalk.cells.d1[w1,k1]", "Czy chodzi o „w01”?"),
        ('new: ["d1[w09,k1]"]', "crosswalk.new[0]", "nie ma w dziale d1 wiersza „w09”"),
        ('dropped: ["d1 w09"]', "crosswalk.dropped[0]", "to nie jest wskazanie pól"),
    ],
)
def test_a_crosswalk_that_cannot_be_read_is_told_when_the_form_is_loaded(
    crosswalk: str, where: str, message: str
) -> None:
    with pytest.raises(DefinitionError) as caught:
        now(crosswalk)
    (problem,) = caught.value.problems
    assert (problem.line, problem.where) == (4, where)
    assert message in problem.message


def test_the_edition_before_is_an_earlier_one() -> None:
    with pytest.raises(DefinitionError, match="musi być wcześniejsza niż 2025"):
        load(f"form: A\nedition: 2025\ntitle: A\ncrosswalk: {{from: 2025}}\nsections:{SECTIONS}")
