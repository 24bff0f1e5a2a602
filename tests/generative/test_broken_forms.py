# SPDX-License-Identifier: EUPL-1.2
"""Whatever is wrong with a form file, its author gets sentences and never a traceback."""

import json
import re
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.checks import CompiledForm
from engine.checks.grammar import ExpressionError, parse, parse_loop
from engine.definitions import DefinitionError, load
from tests.generative.expressions import CODE_LISTS, Expressions, Sheets, Strangers, with_checks
from tests.generative.expressions import FORM as SECTIONS
from tests.unit.engine.forms import CHECK, CODES, FORM

TEXT = f"{FORM}checks:{CHECK}  message: 'Wiersz {{r}}: {{d2[r,k2]}}'\n  target: d2[r,k1]\n"
WORDS = sorted(
    set(TEXT.split())
    | {"null", "[]", "{}", "-", "~", "0", "-1", "true", "&a", "*a", "<<:", "!!x", "r1", "d2[*,k1]", "sum(", "prior("}
)
SIGNS = 'dk w0123[](),.*"=<>+-/%|{}:#&\n'
TOKENS = (
    "d2[r,k1]",
    "d2[*,k1]",
    "d1[w01,k1]",
    "sum(",
    "prior(",
    "filled(",
    "if(",
    ")",
    ",",
    "and",
    "or",
    "not",
    "=>",
    "<=",
    "=",
    "+",
    "/",
)
TOKENS += (
    "3",
    "0.5",
    '"a"',
    "in (",
    "where",
    "within",
    "%",
    "unit.beds",
    "period",
    "2025-01-01",
    "r",
    "..",
    'form("X").',
    "d2[.,k1]",
    "-",
)


def mutated(random: Random) -> str:
    """The form with a few words lost, doubled, moved or put in."""
    lines = TEXT.split("\n")
    for _ in range(random.randint(1, 3)):
        at = random.randrange(len(lines))
        words = lines[at].split(" ")
        spot = random.randrange(len(words))
        done = random.choice(("lose", "put", "double", "cut", "sign"))
        if done == "lose":
            del words[spot]
        elif done == "put":
            words[spot] = random.choice(WORDS)
        elif done == "double":
            lines.insert(random.randrange(len(lines)), lines[at])
        elif done == "cut":
            words[spot] = words[spot][: random.randint(0, 3)]
        else:
            words[spot] = words[spot] + random.choice(SIGNS)
        lines[at] = " ".join(words)
    return "\n".join(lines)


@settings(max_examples=300, deadline=None)
@given(st.randoms(use_true_random=False))
def test_a_form_loads_or_says_why_not(random: Random) -> None:
    text = mutated(random)
    try:
        CompiledForm(load(text, path="x.yaml", code_lists=CODES), {})
    except DefinitionError as error:
        lines = [problem.line for problem in error.problems]
        assert lines == sorted(lines)
        assert all(problem.message and problem.line >= 1 for problem in error.problems)  # noqa: PT017  the happy way is as good


def damaged(random: Random) -> str:
    """A right expression with one part of it exchanged for another."""
    words = re.findall(r'"[^"]*"|[a-z0-9_.]+|=>|[<>!]=|\S', Expressions(random, loop=True).condition(2))
    words[random.randrange(len(words))] = random.choice((*words, *TOKENS))
    return " ".join(words)


@settings(max_examples=300, deadline=None)
@given(st.randoms(use_true_random=False))
def test_a_damaged_expression_compiles_or_says_where_not(random: Random) -> None:
    try:
        CompiledForm(with_checks([("r in d2.rows", damaged(random))]), {})
    except DefinitionError as error:
        assert all("^" in problem.message for problem in error.problems)  # noqa: PT017  the happy way is as good


TOTAL = "sum(d2[*, .])"
SUM_OF_ROW = "d2[., k1] + round(d2[., k2], 0)"
OTHER = """
form: X
edition: 2025
title: Na odwrót
sections:
- {code: d1, title: Dodawany, table: {columns: [{code: k1}], dynamic: {key: {code: klucz, type: text}}}}
- {code: d2, title: Stały, table: {columns: [{code: k1}, {code: k2}], rows: [{code: w01}, {code: w02}]}}
"""


@settings(max_examples=400, deadline=None)
@given(st.randoms(use_true_random=False), st.booleans())
def test_a_dot_of_another_section_compiles_or_says_where_not(random: Random, beside: bool) -> None:
    drawn, sheets = Strangers(random, loop=True), Sheets(random)
    total = drawn.aggregate(1) if random.random() < 0.3 else TOTAL
    sum_of_row = drawn.number(1) if random.random() < 0.3 else SUM_OF_ROW
    form = SECTIONS.replace(f'"{TOTAL}"', json.dumps(total)).replace(f'"{SUM_OF_ROW}"', json.dumps(sum_of_row))
    check = f"{{id: A, foreach: r in d2.rows, target: 'd1[w01,k1]', check: {json.dumps(drawn.condition(1))}}}"
    try:
        definition = load(f"{form}checks:\n- {check}", code_lists=CODE_LISTS)
        CompiledForm(definition, {"X": load(OTHER)} if beside else {}).verify(sheets.sheet(), sheets.context())
    except DefinitionError as error:
        assert all("^" in problem.message or "w kółko" in problem.message for problem in error.problems)  # noqa: PT017  the happy way is as good


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(TOKENS), max_size=9))
def test_an_expression_compiles_or_says_where_not(tokens: list[str]) -> None:
    expression = " ".join(tokens)
    quoted = expression.replace('"', '\\"')
    check = f'\n- {{id: A, foreach: r in d2.rows, check: "{quoted}"}}\n'
    try:
        CompiledForm(load(f"{FORM}checks:{check}", code_lists=CODES), {})
    except DefinitionError as error:
        assert all("^" in problem.message for problem in error.problems)  # noqa: PT017  the happy way is as good


@given(st.text(alphabet=SIGNS, max_size=30))
def test_any_text_is_an_expression_or_a_told_mistake(text: str) -> None:
    for reader in (parse, parse_loop):
        try:
            reader(text)
        except ExpressionError as error:
            assert error.shown(text)  # noqa: PT017  the happy way is as good
