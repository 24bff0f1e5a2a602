# SPDX-License-Identifier: EUPL-1.2
"""Mistakes in expressions: refused when the form is compiled, with the line of the file and a caret."""

import pytest

from engine.checks import CompiledForm, compile_form
from engine.checks.grammar import ExpressionError, parse
from engine.checks.tree import cells
from engine.definitions import DefinitionError, Problem, load
from tests.unit.engine.broken.mistakes import LOOP_MISTAKES, MISTAKES
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


@pytest.mark.parametrize(("check", "says"), MISTAKES)
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


@pytest.mark.parametrize(("foreach", "says"), LOOP_MISTAKES)
def test_a_mistake_in_foreach(foreach: str, says: str) -> None:
    (found,) = problems("d2[w01,k1] > 3", foreach=foreach)
    assert says in found.message


SECTIONS = """
form: T
edition: 2025
title: Próba
reads: [MZ-88]
sections:
- code: d1
  title: Stałe
  table: {columns: [{code: k1}], rows: [{code: w01}, {code: w02}]}
- code: d2
  title: Dodawane
  table:
    columns: [{code: k1}, {code: k2}]
    rows: [{code: w02}]
    dynamic: {key: {code: oddzial, type: text}}
- code: d4
  title: Tylko dodawane
  table: {columns: [{code: k1}], dynamic: {key: {code: oddzial, type: text}}}
"""
BESIDE = """
form: MZ-88
edition: 2025
title: Inny
sections:
- code: d1
  title: Dodawane
  table: {columns: [{code: k1}], dynamic: {key: {code: oddzial, type: text}}}
- code: d4
  title: Też dodawane
  table: {columns: [{code: k1}], dynamic: {key: {code: oddzial, type: text}}}
- code: d2
  title: Stałe
  table: {columns: [{code: k1}, {code: k2}], rows: [{code: w02}]}
"""
COUNTERPART = "Wiersz dodany nie ma odpowiednika w innym formularzu."
NO_ADDED = "Kropka znaczy tu wiersz dodany innego działu, a dział 1 go nie ma."


def between(check: str, *, column: str = "", row: str = "") -> list[str]:
    """What is told of a check or formulas that go from one section to another; the place of each as its caret."""
    text = SECTIONS.replace("{code: k2}", f"{{code: k2, computed: '{column}'}}" if column else "{code: k2}")
    text = text.replace("[{code: w02}]\n", f"[{{code: w02}}, {{code: w09, computed: '{row}'}}]\n") if row else text
    try:
        compile_form(load(f"{text}checks:\n- {{id: A, check: '{check}'}}\n"), {"MZ-88": load(BESIDE)})
    except DefinitionError as error:
        return [problem.message for problem in error.problems]
    return []


@pytest.mark.parametrize(
    ("check", "dot", "told"),
    [
        ("sum(d2[*,k1] where d1[.,k1] > 1) <= d1[w02,k1]", ".,k1] >", NO_ADDED),
        ("sum(d2[*,k1] where prior(d1[.,k1]) > 1) <= d1[w02,k1]", ".,k1])", NO_ADDED),
        ('sum(d2[*,k1] where form("MZ-88").d1[.,k1] > 1) <= d1[w02,k1]', ".,k1] >", "„w02”, a dział 1 go nie ma."),
        ('sum(d4[*,k1] where form("MZ-88").d2[.,k1] > 1) <= d1[w02,k1]', ".,k1] >", NO_ADDED.replace("1 go", "2 go")),
        ('sum(d2[*,k1] where form("MZ-88").d2[.,k1] > 1) <= d1[w02,k1]', "d2[.", COUNTERPART),
        ('sum(form("MZ-88").d1[*,k1] where d2[.,k1] > 1) <= d1[w02,k1]', ".,k1] >", NO_ADDED.replace("1 go", "2 go")),
        ("sum(d1[*,k1] where d2[.,k1] > 1) <= d1[w02,k1]", ".,k1] >", "„w01”, a dział 2 go nie ma."),
        ('foreach r in d2.rows: d2[r,k1] <= form("MZ-88").d2[r,k1]', "d2[r,k1]", COUNTERPART),
        ('foreach r in d2.rows: d2[r,k1] <= sum(form("MZ-88").d2[r,k1..k2])', "d2[r,k1..", COUNTERPART),
        ('foreach r in d2.rows: d2[r,k1] <= form("MZ-88").this.k1', "this", COUNTERPART),
        ('foreach r in d4.rows: this.k1 <= sum(form("MZ-88").d4[*,k1] where d4[r,k1] > 0)', "d4[r", COUNTERPART),
    ],
)
def test_a_dot_is_no_row_that_another_section_lacks(check: str, dot: str, told: str) -> None:
    found = between(check)
    assert len(found) == 1
    assert f"{told} (wiersz 1, znak {check.rindex(dot) + 1})\n" in found[0]


@pytest.mark.parametrize(
    "check",
    [
        'd1[w01,k1] in ("45*", "4000")',
        'prior(d1[w01,k1]) = "9999" and d2[w01,k1] > 0',
        'd1[w04,k1] = "9999"',
        'unit.teryt = "9999" and d2[w01,k1] > 0',
        'unit.kind in ("practice_*") and d2[w01,k1] > 0',
        'd1[w01,k1] = nvl(d1[w04,k1], "9999")',
    ],
)
def test_a_code_is_looked_for_only_where_a_list_says_what_there_is(check: str) -> None:
    assert len(compile_form(definition(f"\n- {{id: A, check: '{check}'}}", READING)).instances) == 1


def test_without_its_list_a_code_is_taken() -> None:
    form = load(f"{READING}checks:\n- {{id: A, check: 'd1[w01,k1] = \"40000\"'}}")
    assert len(compile_form(form).instances) == 1


def test_of_what_there_is_not_nothing_is_listed() -> None:
    (found,) = between("d4[x,k1] > 1")
    assert found.startswith("Dział 4 nie ma wiersza „x”. (wiersz 1, znak 4)\n")
    (found,) = between("d1[x,k1] > 1")
    assert found.startswith("Dział 1 nie ma wiersza „x”. Są: w01, w02. (wiersz 1, znak 4)\n")


@pytest.mark.parametrize(
    ("column", "row", "told"),
    [
        ("d1[., k1]", "", [NO_ADDED]),
        ("", "min(d1[., k1] where d1[., k1] > 1)", ["Kropka znaczy tu wiersz „w09”, a dział 1 go nie ma."]),
        ("", "min(d1[w01, .])", ["Kropka znaczy tu kolumnę „k2”, a dział 1 jej nie ma."]),
    ],
)
def test_a_formula_reads_no_row_that_another_section_lacks(column: str, row: str, told: list[str]) -> None:
    found = between("d1[w01,k1] <= d1[w02,k1]", column=column, row=row)
    assert [one.partition(" (wiersz 1")[0] for one in found] == told


@pytest.mark.parametrize(
    "check",
    [
        "sum(d2[w02,k1] where d1[.,k1] > 1) <= d1[w02,k1]",
        "sum(d2[*,k1] where d1[w01,.] > 1) <= d1[w02,k1]",
        "sum(d2[*,k1] where prior(d2[.,k1]) > 1) <= d1[w02,k1]",
        'sum(d2[w02,k1] where form("MZ-88").d2[.,k1] > 1) <= d1[w02,k1]',
        'sum(form("MZ-88").d1[*,k1] where d1[.,k1] > 1) <= d1[w02,k1]',
    ],
)
def test_a_dot_may_be_a_row_of_another_section_that_has_it_too(check: str) -> None:
    assert between(check) == []


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
    assert found.message.splitlines()[1:] == [
        "  r in d2.rows, c in d2.columns[k1, k9]",
        "                                    ^^",
    ]


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


TABLE = "table: {columns: [{code: k1}, {code: k2}], rows: [{code: w01}]"
ADDED = "dynamic: {key: {code: oddzial, type: text}}"
OTHER = f"""
form: MZ-88
edition: 2025
title: Inny
sections:
- {{code: d1, title: A, {TABLE}}}}}
- {{code: d2, title: B, {TABLE}, {ADDED}}}}}
"""


def reading(check: str, at_hand: bool) -> CompiledForm:
    """A form with a check that reads another one, whose definition is at hand or not."""
    form = definition(f"\n- id: A\n  target: 'd2[w01,k1]'\n  check: '{check}'", READING)
    return compile_form(form, {"MZ-88": load(OTHER)} if at_hand else {})


def test_another_form_is_checked_where_its_definition_is_at_hand() -> None:
    check = 'd2[w01,k1] <= form("MZ-88").d1[w01,k9]'
    assert reading(check, False)
    with pytest.raises(DefinitionError, match="nie ma kolumny „k9”"):
        reading(check, True)


@pytest.mark.parametrize("at_hand", [True, False])
def test_columns_of_another_form_follow_a_variable(at_hand: bool) -> None:
    found = reading('foreach c in d2.columns[k1..k2]: d2[w01,c] <= form("MZ-88").d1[w01,c]', at_hand)
    assert [[at.address for at in cells(instance.tree) if at.scope] for instance in found.instances] == [
        ["d1.w01.k1"],
        ["d1.w01.k2"],
    ]


def test_added_rows_of_another_form_are_summed_up() -> None:
    found = reading('d2[w01,k1] <= sum(form("MZ-88").d2[*,k1] where this.k2 > 1)', True)
    looped = {at.column for instance in found.instances for at in cells(instance.tree) if at.looped}
    assert looped == {"k1", "k2"}


@pytest.mark.parametrize(
    ("check", "at_hand", "wrong", "told"),
    [
        ("foreach r in d2.rows: d2[r,k1] <= {}.d2[r,k1]", True, "d2[r,k1]", COUNTERPART),
        ("foreach r in d2.rows: d2[r,k1] <= {}.d2[r,k1]", False, "d2[r,k1]", COUNTERPART),
        ("d2[w01,k1] <= {}.unit.beds", True, "unit", "Nieznana nazwa „unit”."),
        ("d2[w01,k1] <= sum({}.period.year)", True, "period", "Nieznana nazwa „period”."),
    ],
)
def test_what_another_form_cannot_have_is_refused_at_its_place(
    check: str, at_hand: bool, wrong: str, told: str
) -> None:
    text = check.format('form("MZ-88")')
    with pytest.raises(DefinitionError) as error:
        reading(text, at_hand)
    place = text.rindex(wrong) + 1
    assert f": {told} (wiersz 1, znak {place})\n" in str(error.value)
    assert str(error.value).endswith(f" {'^' * len(wrong)}")
