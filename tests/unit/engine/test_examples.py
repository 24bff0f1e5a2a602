# SPDX-License-Identifier: EUPL-1.2
"""Every check brings an example that passes and one that fails."""

import pytest

from engine.answers import Sheet
from engine.checks import CompiledForm, compile_form, run_examples
from engine.checks.examples import example_findings, example_problems
from engine.checks.excerpt import Excerpt, excerpts
from engine.checks.instances import Instance
from engine.definitions import load
from tests.unit.engine.forms import FORM, READING, definition


def messages(examples: str, check: str = "d2[r,k2] <= d2[r,k1]") -> dict[str, str]:
    form = definition(f"\n- id: A\n  foreach: r in d2.rows\n  check: {check}\n{examples}")
    results = run_examples(CompiledForm(form, {}))
    assert [(result.check, result.example) for result in results] == [("A", "pass"), ("A", "fail")]
    return {result.example: result.message for result in results}


def test_a_check_without_examples_is_told_twice() -> None:
    assert messages("") == {
        "pass": "Brak przykładu, który kontrola przepuszcza.",
        "fail": "Brak przykładu, który kontrola zatrzymuje.",
    }


def test_examples_the_wrong_way_round_are_told() -> None:
    examples = "  examples: {pass: {d2.r1.k1: 1, d2.r1.k2: 2}, fail: {d2.r1.k1: 2, d2.r1.k2: 1}}"
    assert messages(examples) == {
        "pass": "Kontrola zatrzymuje ten przykład.",
        "fail": "Kontrola przepuszcza ten przykład.",
    }


def test_an_example_that_decides_nothing_is_told() -> None:
    examples = "  examples: {pass: {d2.r1.k1: 1}, fail: {d2.r1.k1: 1, d2.r1.k2: 2}}"
    assert messages(examples) == {"pass": "Przykład niczego nie sprawdza: wynik kontroli nie jest znany.", "fail": ""}


@pytest.mark.parametrize(
    ("unit", "says"),
    [
        ("kind: hospitl", "unit.kind: Nie ma rodzaju jednostki „hospitl”. Czy chodzi o „hospital”?"),
        ("bedz: 10", "„unit” nie ma pola „bedz”. Czy chodzi o „beds”?"),
        ("beds: '١٠'", "unit.beds: „١٠” to nie jest liczba całkowita."),
        ("beds: '²'", "unit.beds: „²” to nie jest liczba całkowita."),
        ("beds: NaN", "unit.beds: „NaN” to nie jest liczba całkowita."),
        ("beds: 1e5", "unit.beds: „1e5” to nie jest liczba całkowita."),
        ("beds: -1", "unit.beds: „-1” to nie jest liczba całkowita."),
        ("beds: 1234567890", "unit.beds: „1234567890” to nie jest liczba całkowita."),
        ("beds: ''", "unit.beds: „” to nie jest liczba całkowita."),
    ],
)
def test_a_unit_of_an_example_that_the_register_does_not_know_is_told(unit: str, says: str) -> None:
    failing = "fail: {d2.r1.k1: 1, d2.r1.k2: 2}"
    found = messages(f"  examples: {{pass: {{cells: {{d2.r1.k1: 1, d2.r1.k2: 1}}, unit: {{{unit}}}}}, {failing}}}")
    assert found == {"pass": says, "fail": ""}


@pytest.mark.parametrize("unit", ["kind: practice_nurse", "beds: 123456789", "beds: 0", "teryt: '1465011'"])
def test_a_unit_of_an_example_may_be_what_the_register_knows(unit: str) -> None:
    failing = "fail: {d2.r1.k1: 1, d2.r1.k2: 2}"
    found = messages(f"  examples: {{pass: {{cells: {{d2.r1.k1: 1, d2.r1.k2: 1}}, unit: {{{unit}}}}}, {failing}}}")
    assert found == {"pass": "", "fail": ""}


@pytest.mark.parametrize(
    ("cells", "says"),
    [
        ("d9.w01.k1: 1", "Formularz nie ma pola „d9.w01.k1”."),
        ("d9.w01: 1", "Formularz nie ma pola „d9.w01”."),
        ("d1.w04: 1", "Formularz nie ma pola „d1.w04”."),
        ("d2.r1.k1: dużo", "d2.r1.k1: „dużo” to nie jest liczba."),
        ("d2.w01.k1: 5", "d2.w01.k1: To pole wylicza się samo."),
        ("d2.w01.k3: 5", "d2.w01.k3: To pole jest zamknięte"),
    ],
)
def test_an_example_that_cannot_be_typed_in_is_told(cells: str, says: str) -> None:
    for passing in (cells, "d2.r1.k1: 1"):
        failing = "d2.r1.k1: 1, d2.r1.k2: 2" if passing == cells else cells
        found = messages(f"  examples: {{pass: {{{passing}}}, fail: {{{failing}}}}}")
        assert says in found["pass" if passing == cells else "fail"]


def test_problems_of_examples_have_a_line() -> None:
    form = definition(
        "\n- id: A\n  check: d2[w01,k1] > 3\n  examples:\n    pass: {d2.r1.k1: 1}\n    fail: {d2.r1.k1: 2}\n"
    )
    (found,) = example_problems(form)
    assert (found.where, found.message) == ("checks[0].examples.pass", "Kontrola zatrzymuje ten przykład.")
    assert found.line == 34


def test_the_findings_of_an_example_are_at_hand() -> None:
    form = definition("\n- id: A\n  check: d2[w01,k1] > 3\n  examples: {pass: {d2.r1.k1: 9}, fail: {d2.r1.k1: 2}}\n")
    examples = form.checks[0].examples
    assert examples is not None
    assert [one.check for one in example_findings(compile_form(form), "A", examples.failing)] == ["A"]
    assert example_findings(compile_form(form), "A", examples.passing) == ()


def test_another_form_in_an_example_may_have_added_rows() -> None:
    form = definition(
        '\n- id: A\n  check: d2[w01,k1] <= form("MZ-88").d1[w01,k4]\n'
        "  examples:\n    pass: {cells: {d2.r1.k1: 1}, forms: {MZ-88: {d1.w01.k4: 1, d2.r1.nazwa: x}}}\n"
        "    fail: {cells: {d2.r1.k1: 2}, forms: {MZ-88: {d1.w01.k4: 1}}}\n",
        READING,
    )
    assert all(result.ok for result in run_examples(compile_form(form)))


OTHER = """
form: INNY
edition: 2025
title: Inny
sections:
- code: d1
  title: Dział
  table:
    columns: [{code: k1, type: dec(1)}]
    rows: [{code: w01}, {code: w02, computed: "2 * d1[w01, .]"}]
"""


def test_another_form_is_read_and_computed_by_its_definition_where_that_is_known() -> None:
    form = definition(
        '\n- id: A\n  check: d2[w01,k1] < form("INNY").d1[w02,k1]\n'
        '  examples:\n    pass: {cells: {d2.r1.k1: 2}, forms: {INNY: {d1.w01.k1: "1,5"}}}\n'
        '    fail: {cells: {d2.r1.k1: 3}, forms: {INNY: {d1.w01.k1: "1,4"}}}\n',
        READING.replace("MZ-88", "INNY"),
    )
    others = {"INNY": load(OTHER)}
    assert example_problems(form, others) == ()
    examples = form.checks[0].examples
    assert examples is not None
    (found,) = example_findings(compile_form(form, others), "A", examples.failing, others)
    assert "kolumna 1 (2,8)" in found.message


def test_without_its_definition_another_forms_numbers_are_whole() -> None:
    form = definition(
        '\n- id: A\n  check: d2[w01,k1] <= form("MZ-88").d1[w01,k4] + 10\n'
        "  examples:\n    pass: {cells: {d2.r1.k1: 7}, forms: {MZ-88: {d1.w01.k4: -3}}}\n"
        "    fail: {cells: {d2.r1.k1: 7}, forms: {MZ-88: {d1.w01.k4: -4}}}\n",
        READING,
    )
    assert example_problems(form) == ()


def test_an_example_is_computed_in_its_own_period() -> None:
    form = definition(
        "\n- id: A\n  check: d2[r,k4] + prior(d2[w01,k4]) = 4\n  foreach: r in d2.rows\n"
        "  examples:\n    pass: {cells: {d2.r1.k1: 1}, prior: {d2.r1.k1: 1}, period: {start: 2025-12-30}}\n"
        "    fail: {cells: {d2.r1.k1: 1}, prior: {d2.r1.k1: 1}}\n",
        FORM.replace('"d2[., k1] + d2[., k2]"', '"d2[., k1] * days(period)"'),
    )
    assert example_problems(form) == ()


def test_findings_of_an_example_call_the_kind_of_unit_by_its_name() -> None:
    form = definition(
        '\n- id: A\n  check: unit.kind = "hospital" and d2[w01,k1] > 0\n  target: d2[w01,k1]\n'
        "  examples:\n    pass: {cells: {d2.r1.k1: 1}, unit: {kind: hospital}}\n"
        "    fail: {cells: {d2.r1.k1: 1}, unit: {kind: entity}}\n"
    )
    examples = form.checks[0].examples
    assert examples is not None
    (found,) = example_findings(compile_form(form), "A", examples.failing, names={"kind": {"entity": "Szpital"}})
    assert found.message.endswith("rodzaj jednostki (Szpital) to nie „hospital”.")


def test_a_passing_example_that_cannot_be_typed_is_told() -> None:
    form = definition("\n- id: A\n  check: d2[w01,k1] > 3\n  examples: {pass: {d2.r1.k1: dużo}, fail: {d2.r1.k1: 2}}\n")
    passing, failing = run_examples(compile_form(form))
    assert passing.message.startswith("d2.r1.k1: ")
    assert failing.ok


def test_a_program_that_differs_from_the_reference_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    form = definition("\n- id: A\n  check: d2[w01,k1] > 3\n  examples: {pass: {d2.r1.k1: 9}, fail: {d2.r1.k1: 2}}\n")
    compiled = compile_form(form)
    monkeypatch.setattr(compiled, "violated", lambda sheet, context: ())
    passing, failing = run_examples(compiled)
    assert passing.ok
    assert failing.message == "Program i wzorzec języka różnią się w tym przykładzie."


LONG = """
form: F
edition: 2025
title: Długi
sections:
- code: d1
  title: Dział
  table:
    columns:
    - {code: k1}
    - {code: k2}
    - {code: k3, computed: "d1[., k1] + d1[., k2]"}
    - {code: k4, computed: "d1[., k3] * 2"}
    - {code: k5, type: date}
    rows: [{code: w02}, {code: w01}]
- code: d2
  title: Rzędy
  table:
    columns: [{code: k1}, {code: k2, computed: "d2[., k1] * 3"}]
    dynamic: {max: 9, key: {code: nazwa, type: text}}
checks:
"""
ASKED = {
    "d1[w01, k4] <= 10": ("d1.w01.k1: 2, d1.w01.k2: 3", "d1.w01.k1: 2, d1.w01.k2: 4"),
    "d1[w02, k5] < period.start": ("d1.w02.k5: 2024-03-01", "d1.w02.k5: 2025-03-01"),
    "foreach r in d2.rows, c in d1.columns[k1..k2]: d2[r, k2] <= d1[w02, c]": (
        "d2.r1.k1: 1, d1.w02.k1: 3",
        "d2.r1.k1: 1, d1.w02.k1: 3, d2.r2.k1: 1, d1.w02.k2: 2",
    ),
    "sum(d2[*, k2]) <= 9": ("d2.r1.k1: 1, d2.r2.k1: 2", "d2.r1.k1: 2, d2.r2.k1: 2"),
    "d1[w01, k1] >= prior(d1[w02, k3])": (
        "cells: {d1.w01.k1: 3}, prior: {d1.w02.k1: 2, d1.w02.k2: 1}",
        "cells: {d1.w01.k1: 3}, prior: {d1.w02.k1: 3, d1.w02.k2: 1}",
    ),
}


def asked(times: int) -> CompiledForm:
    """A form with checks of all kinds, over and over."""
    checks = [
        f"- {{id: '{number}-{which}', check: '{text}', examples: {{pass: {{{good}}}, fail: {{{bad}}}}}}}\n"
        for number in range(times)
        for which, (text, (good, bad)) in enumerate(ASKED.items())
    ]
    return CompiledForm(load(LONG + "".join(checks)), {})


@pytest.mark.parametrize(("times", "parts"), [(10, [50]), (11, [50, 5]), (21, [50, 50, 5])])
def test_a_long_form_is_asked_in_parts(times: int, parts: list[int]) -> None:
    form = asked(times)
    found = list(excerpts(form))
    assert [len(some) for _, some in found] == parts
    assert [check for _, some in found for check in some] == list(form.definition.checks)
    assert {part is form for part, _ in found} == {len(parts) == 1}
    results = run_examples(form)
    assert [(one.check, one.example) for one in results[:3]] == [("0-0", "pass"), ("0-0", "fail"), ("0-1", "pass")]
    assert len(results) == 10 * times
    assert all(result.ok for result in results)


def test_an_excerpt_looks_at_nothing_but_what_its_checks_read() -> None:
    form = asked(1)
    double, day, rows, _, _, before = form.instances
    assert looks(form, double) == (["d1.w01.k1", "d1.w01.k2", "d1.w01.k3", "d1.w01.k4"], ["k3", "k4"])
    assert looks(form, day) == (["d1.w02.k5"], [])
    assert looks(form, rows) == (["d1.w02.k1"], ["k2"])
    assert looks(form, before) == (["d1.w02.k1", "d1.w02.k2", "d1.w02.k3", "d1.w01.k1"], ["k3"])
    sheet = Sheet({"d1.w01.k1": 9, "d1.w01.k2": 0, "d1.w02.k5": "2025-03-01", "d1.w02.k1": 0}, {})
    assert [found.check for found in Excerpt(form, [day, double]).verify(sheet)] == ["0-1", "0-0"]


def looks(form: CompiledForm, instance: Instance) -> tuple[list[str], list[str]]:
    part = Excerpt(form, [instance])
    return list(part.layout.numbers), [item.at.column for item in part.computed]
