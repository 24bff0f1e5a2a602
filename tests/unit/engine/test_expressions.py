# SPDX-License-Identifier: EUPL-1.2
"""Mistakes in expressions: refused when the form is compiled, with the line of the file and a caret."""

import pytest

from engine.checks import CompiledForm, compile_form
from engine.checks.grammar import ExpressionError, parse
from engine.definitions import DefinitionError, Problem, load
from tests.unit.engine.forms import CODES, FORM, READING, definition


def problems(check: str, foreach: str = "", target: str = "", message: str = "") -> tuple[Problem, ...]:
    extra = "".join(
        f"\n  {name}: '{value}'"
        for name, value in (("foreach", foreach), ("target", target), ("message", message))
        if value
    )
    with pytest.raises(DefinitionError) as caught:
        compile_form(definition(f"\n- id: A\n  check: '{check}'{extra}", READING))
    return caught.value.problems


@pytest.mark.parametrize(
    ("check", "says"),
    [
        ("d2[w01,k1] >", "Wyrażenie urywa się"),
        ("", "Wyrażenie urywa się"),
        ("d2[w01,k1] ? 3", "Nieoczekiwany znak „?”"),
        ("d2[w01,k1] 3", "Nieoczekiwane „3”"),
        ("(d2[w01,k1] > 3", "Wyrażenie urywa się"),
        ("d2[w01] > 3", "Nieoczekiwane „]”; oczekiwano: „,”."),
        ("d2[w01,k1] = \"a", "Nieoczekiwany znak"),
        ("d9[w01,k1] > 3", "Formularz nie ma działu „d9”. Czy chodzi o „d2”?"),
        ("d2[w02,k1] > 3", "Dział 2 nie ma wiersza „w02”. Czy chodzi o „w01”?"),
        ("d2[w01,k7] > 3", "Dział 2 nie ma kolumny „k7”."),
        ("d2[w01,k3] > 3", "To pole jest zamknięte (×)."),
        ("d2[w01,oddzial] = \"4500\"", "Wiersz w01 nie ma kolumny „oddzial”."),
        ("d2[r1,k1] > 3", "Dział 2 nie ma wiersza „r1”."),
        ("d2[*,k1] > 3", "To jest wiele pól"),
        ("d1[w02..w01,k1] > 3", "późniejszego wiersza do wcześniejszego"),
        ("d2[.,k1] > 3", "tu żadnej nie ma"),
        ("d2[w01,k1] + 3", "Tu potrzebny jest warunek"),
        ("(d2[w01,k1] > 3) + 1 = 2", "Tu potrzebna jest wartość, nie warunek"),
        ("d1[w01,k1] > \"4500\"", "Teksty można porównać tylko przez = i !="),
        ("d1[w01,k1] = 4500", "Kody i teksty pisze się w cudzysłowie"),
        ("d1[w01,k1] + 1 = 2", "Nie można zestawić tekstu z liczbą"),
        ("d1[w03,k1] = 3", "Tych wartości nie można ze sobą zestawić"),
        ("d1[w03,k1] + d1[w03,k1] = 2025-01-01", "Dat nie można dodawać"),
        ("d1[w05,k1] > d2[w01,k1]", "Kwoty nie można zestawić"),
        ("d1[w05,k1] * d1[w06,k1] > 3", "Kwoty nie można mnożyć przez kwotę"),
        ("d2[w01,k1] / 0 > 3", "Dzielenie przez zero"),
        ("summ(d2[*,k1]) > 3", "Nie ma funkcji „summ”. Czy chodzi o „sum”?"),
        ("abs(1, 2) > 3", "Użycie: abs(liczba)"),
        ("if(d2[w01,k1] > 1, 2) > 3", "Użycie: if(warunek, wtedy, inaczej)"),
        ("round(d2[w01,k1], 9) > 3", "liczba od 0 do 6"),
        ("prior(d2[w01,k1], 0) > 3", "liczba od 1 do 9"),
        ("prior(prior(d2[w01,k1])) > 3", "nie mogą stać jedno w drugim"),
        ("prior(d2[w01,k1], 1, 2) > 3", "Użycie: prior(pole)"),
        ("form(\"MZ-29\").d2[w01,k1] > 3", "wskazuje inny formularz"),
        ("form(\"MZ-88\").d2[*,k1] > d2[w01,k1]", "wskazuje się kodami"),
        ("form(\"MZ-98\").d2[w01,k1] > d2[w01,k1]", "tego formularza. Czy chodzi o „MZ-88”?"),
        ("unit.bed > d2[w01,k1]", "„unit” nie ma pola „bed”. Czy chodzi o „beds”?"),
        ("units.beds > d2[w01,k1]", "Nieznana nazwa „units”. Czy chodzi o „unit”?"),
        ("w01 > 3", "Sama nazwa „w01” nic nie znaczy"),
        ("filled(d2[*,k1])", "To jest wiele pól"),
        ("abs(d2[w01,k1] where 1 = 1) > 0", "Warunek po „where” mogą mieć tylko"),
        ("sum(d1[*,k1]) > 3", "Tu potrzebne są liczby"),
        ("sum(d2[*,k1] / 2) > 3", "To jest wiele pól"),
        ("sum(d2[w01,k1] / 2) > 3", "Tu potrzebne są pola"),
        ("d2[w01,k1] in (\"3\")", "Tu potrzebna jest liczba"),
        ("d1[w01,k1] in (4500)", "Kody i teksty pisze się w cudzysłowie"),
        ("d2[w01,k1] > 1234567890123456789", "Liczba ma za dużo cyfr"),
        ("d1[w03,k1] > 2025-02-30", "Nie ma takiej daty"),
        ("unit.beds > 3", "Kontrola nie czyta żadnego pola tego formularza"),
        ("days(d2[w01,k1], 3) > 3", "liczy dni między datami"),
        ("years(d1[w03,k1], 3) > 3", "Tu potrzebna jest data. Użycie: years(od, do)"),
        ("year(d2[w01,k1]) > 3", "Tu potrzebna jest data. Użycie: year(data)"),
        ("month(d1[w03,k1], d1[w03,k1]) > 3", "Użycie: month(data)"),
        ("d1[w03,k1] + 1.5 > 2025-01-01", "całkowitą liczbę dni"),
        ("5 - d1[w03,k1] > 3", "całkowitą liczbę dni"),
        ("d2[w01,k1] in list(\"ministry-codes-8\")", "mogą należeć kody i teksty"),
        ("d1[w01,k1] in list(\"ministry-code-8\")", "ma słownika „ministry-code-8”. Czy chodzi o „ministry-codes-8”?"),
        ("d1[w01,k1] in list(\"ministry-codes-8\", \"9*\")", "słownika „ministry-codes-8” nie pasuje do wzorca „9*”"),
        ("d1[w01,k1] in list(\"a\", \"b\", \"c\")", "Użycie: list("),
        ("d1[w01,k1] in list(4)", "oczekiwano tekstu w cudzysłowie"),
        ("this.k1 > 3", "„this” znaczy bieżący wiersz; tu żadnego nie ma"),
        ("sum(d2[*,k1] where this.k9 > 1) > 3", "Dział 2 nie ma kolumny „k9”. Czy chodzi o „k4”?"),
        ("d1.w10 = 3", "Dział 1 nie ma pola „w10”. Czy chodzi o „w0"),
        ("d2.k1 > 3", "To jest wiele pól"),
        ("sum(d2.k9) > 3", "Dział 2 nie ma pola „k9”. Czy chodzi o „k4”?"),
        ("sum(d2.w01) > 3", "Dział 2 nie ma pola „w01”."),
        ("d2[w01,k1] > 3 adn d2[w01,k1] < 9", "Nieoczekiwane „adn”. Czy chodzi o „and”?"),
        ("d2[w01,k1] = 3 = 4", "Nieoczekiwane „=”"),
        ("d2[w01,k1] in (k1)", "oczekiwano: „liczba”, „tekst w cudzysłowie”"),
        ("d2[w01,k1] = 3 within d2[w01,k2]", "oczekiwano liczby"),
        ("form(\"MZ-88\") > 3", "oczekiwano: „.”"),
        ("form(\"MZ-88\").d1 > 3", "oczekiwano: „[” albo „.”"),
        ("form(\"MZ-88\").d1.k1 > d2[w01,k1]", "wskazuje się kodami"),
        ("foreach r in d2.rows", "Wyrażenie urywa się; oczekiwano: „:”"),
        ("foreach r in d2.row: d2[r,k1] > 3", "może stać rows albo columns. Czy chodzi o „rows”?"),
        ("foreach this in d2.rows: d2[w01,k1] > 3", "Nazwa „this” jest zajęta"),
        ("foreach r in d2.rows, r in d1.rows: d2[w01,k1] > 3", "Zmienna powtarza się"),
    ],
)  # fmt: skip
def test_a_mistake_is_refused_with_a_reason(check: str, says: str) -> None:
    (found,) = problems(check)
    assert says in found.message
    assert found.where.startswith("checks[0].")
    assert found.line == len(READING.splitlines()) + 3


def test_a_caret_stands_under_the_mistake() -> None:
    (found,) = problems("d2[w01,k1] <= d2[w01,k9]")
    assert found.message.splitlines() == [
        "Dział 2 nie ma kolumny „k9”. Czy chodzi o „k4”? (wiersz 1, znak 22)",
        "  d2[w01,k1] <= d2[w01,k9]",
        "                       ^^",
    ] or found.message.splitlines()[1:] == ["  d2[w01,k1] <= d2[w01,k9]", "                       ^^"]


@pytest.mark.parametrize(
    ("foreach", "says"),
    [
        ("r in d9.rows", "Formularz nie ma działu „d9”"),
        ("r in d2.cells", "może stać rows albo columns"),
        ("r d2.rows", "Nieoczekiwane"),
        ("r in d2.rows x", "oczekiwano „[” albo koniec"),
        ("k1 in d2.columns", "jest też kodem"),
        ("prior in d2.rows", "jest zajęta"),
        ("r in d2.rows, r in d1.rows", "Zmienna powtarza się"),
        ("c in d2.columns[k9]", "nie ma kolumny „k9”"),
    ],
)
def test_a_mistake_in_foreach(foreach: str, says: str) -> None:
    (found,) = problems("d2[w01,k1] > 3", foreach=foreach)
    assert says in found.message


def test_this_is_one_row_only() -> None:
    (found,) = problems("this.k1 > 3", foreach="a in d2.rows, b in d1.rows")
    assert "„this” może tu znaczyć kilka wierszy: a, b." in found.message


def test_a_loop_in_the_check_and_one_beside_it_are_both_taken() -> None:
    form = definition("\n- {id: A, foreach: 'r in d2.rows', check: 'foreach c in d2.columns[k1..k2]: d2[r,c] >= 0'}")
    keys = [instance.key({"$r": ("", "r7")}) for instance in compile_form(form).instances]
    assert keys == ["A:k1,r7", "A:k2,r7"]


def test_the_caret_stands_in_the_loop_that_is_wrong() -> None:
    (found,) = problems("d2[r,c] >= 0", foreach="r in d2.rows, c in d2.columns[k1, k9]")
    assert found.where == "checks[0].foreach"
    assert found.message.splitlines()[1:] == ["  c in d2.columns[k1, k9]", "                      ^^"]


def test_a_row_of_one_section_is_not_a_row_of_another() -> None:
    (found,) = problems("d1[r,k1] = d2[r,k1]", foreach="r in d2.rows")
    assert "Dział 1 nie ma dodawanych wierszy innego działu" in found.message


def test_a_column_is_not_a_row() -> None:
    (found,) = problems("d2[c,k1] > 3", foreach="c in d2.columns")
    assert "„c” to nie jest wiersz" in found.message


@pytest.mark.parametrize("target", ["3", "prior(d2[w01,k1])", "d2[w01,k1] > 3"])
def test_the_target_is_a_cell_of_this_form(target: str) -> None:
    assert "Celem jest jedno pole" in problems("d2[w01,k1] > 3", target=target)[0].message


def test_a_mistake_in_the_target_and_in_the_message() -> None:
    assert problems("d2[w01,k1] > 3", target="d2[w01,k9]")[0].where == "checks[0].target"
    assert problems("d2[w01,k1] > 3", message="Łóżek jest {d2[w01,k9]}.")[0].where == "checks[0].message"


def test_all_checks_are_looked_at_before_the_form_is_refused() -> None:
    text = "\n- {id: A, check: 'd9[w01,k1] > 1'}\n- {id: B, check: 'd2[w01,k1] > 1'}\n- {id: C, check: 'd2[w01,k1] >'}"
    with pytest.raises(DefinitionError) as caught:
        compile_form(definition(text))
    assert [found.where for found in caught.value.problems] == ["checks[0].check", "checks[2].check"]


@pytest.mark.parametrize("text", ["not " * 2000 + "1 = 1", "-" * 3000 + "1", "1" + "+1" * 3000])
def test_what_is_nested_too_deep_is_refused(text: str) -> None:
    with pytest.raises(ExpressionError, match="za głęboko"):
        parse(text)


def test_what_is_too_long_is_refused() -> None:
    with pytest.raises(ExpressionError, match="za długie"):
        parse("1 = 1 and " * 2000)


def test_a_product_has_so_many_factors_and_no_more() -> None:
    (found,) = problems(" * ".join(["d2[w01,k1]"] * 13) + " > 3")
    assert "Najwięcej czynników" in found.message


def test_bare_numbers_fit_amounts() -> None:
    compile_form(definition("\n- {id: A, check: 'd1[w05,k1] * 2 >= 3 * 1000 + d1[w06,k1]'}"))


# computed cells


def computed_problem(old: str, new: str) -> Problem:
    assert old in FORM
    with pytest.raises(DefinitionError) as caught:
        CompiledForm(load(READING.replace(old, new), path="x.yaml", code_lists=CODES), {})
    (found,) = caught.value.problems
    return found


def test_a_cycle_of_computed_cells_is_refused_with_its_way() -> None:
    found = computed_problem("d2[., k1] + d2[., k2]", "d2[w01, k4] + d2[., k2]")
    assert found.message == "Pola wyliczane zależą od siebie w kółko: d2.w01.k4 → d2.w01.k4."
    assert found.where == "sections[1].table.columns[3].computed"


def test_a_longer_cycle_is_refused_too() -> None:
    found = computed_problem(
        '{code: k4, title: Razem, computed: "d2[., k1] + d2[., k2]"}',
        '{code: k4, computed: "d2[., k5] + 1"}\n    - {code: k5, computed: "d2[., k4] + 1"}',
    )
    assert "w kółko" in found.message
    assert found.message.count("→") >= 2


def test_a_formula_that_reads_what_is_not_there_is_refused_at_its_line() -> None:
    found = computed_problem("sum(d2[*, .])", "sum(d3[*, .])")
    assert "nie ma działu „d3”" in found.message
    assert found.where == "sections[1].table.rows[0].computed"


@pytest.mark.parametrize("formula", ["prior(d2[., k1])", "unit.beds", "form(\"MZ-88\").d1[w01,k1]"])  # fmt: skip
def test_a_formula_may_read_this_form_only(formula: str) -> None:
    found = computed_problem('computed: "d2[., k1] + d2[., k2]"', f"computed: '{formula}'")
    assert "tylko od pól tego formularza" in found.message


def test_a_formula_is_a_number() -> None:
    assert "Tu potrzebna jest" in computed_problem("d2[., k1] + d2[., k2]", "d2[., k1] > 3").message


def test_another_form_is_checked_where_its_definition_is_at_hand() -> None:
    table = "table: {columns: [{code: k1}], rows: [{code: w01}]}"
    other = load(f"form: MZ-88\nedition: 2025\ntitle: A\nsections:\n- {{code: d1, title: A, {table}}}")
    form = definition("\n- {id: A, check: 'd2[w01,k1] <= form(\"MZ-88\").d1[w01,k9]'}", READING)
    assert compile_form(form)
    with pytest.raises(DefinitionError, match="nie ma kolumny „k9”"):
        compile_form(form, {"MZ-88": other})
