# SPDX-License-Identifier: EUPL-1.2
"""Every check brings an example that passes and one that fails."""

import pytest

from engine.checks import CompiledForm, compile_form, run_examples
from engine.checks.examples import example_findings, example_problems
from tests.unit.engine.forms import READING, definition


def messages(examples: str, check: str = "d2[r,k2] <= d2[r,k1]") -> dict[str, str]:
    form = definition(f"\n- id: A\n  foreach: r in d2.rows\n  check: {check}\n{examples}")
    return {result.example: result.message for result in run_examples(CompiledForm(form, {}))}


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
    ("cells", "says"),
    [
        ("d9.w01.k1: 1", "Formularz nie ma pola „d9.w01.k1”."),
        ("d2.r1.k1: dużo", "d2.r1.k1: „dużo” to nie jest liczba."),
        ("d2.w01.k1: 5", "d2.w01.k1: To pole wylicza się samo."),
        ("d2.w01.k3: 5", "d2.w01.k3: To pole jest zamknięte"),
    ],
)
def test_an_example_that_cannot_be_typed_in_is_told(cells: str, says: str) -> None:
    examples = f"  examples: {{pass: {{{cells}}}, fail: {{d2.r1.k1: 1, d2.r1.k2: 2}}}}"
    assert says in messages(examples)["pass"]


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


def test_a_passing_example_that_cannot_be_typed_is_told() -> None:
    form = definition("\n- id: A\n  check: d2[w01,k1] > 3\n  examples: {pass: {d2.r1.k1: dużo}, fail: {d2.r1.k1: 2}}\n")
    passing, failing = run_examples(compile_form(form))
    assert passing.message.startswith("d2.r1.k1: ")
    assert failing.ok


def test_a_program_that_differs_from_the_reference_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    form = definition("\n- id: A\n  check: d2[w01,k1] > 3\n  examples: {pass: {d2.r1.k1: 9}, fail: {d2.r1.k1: 2}}\n")
    compiled = compile_form(form)
    monkeypatch.setattr(compiled, "verify", lambda sheet, context: ())
    passing, failing = run_examples(compiled)
    assert passing.ok
    assert failing.message == "Program i wzorzec języka różnią się w tym przykładzie."
