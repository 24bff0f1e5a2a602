# SPDX-License-Identifier: EUPL-1.2
"""Our checks in the languages of others say what they say in ours: as text, and as verdicts where one can ask."""

import json
import operator
import re
from typing import Any
from xml.etree import ElementTree

import duckdb
import pyarrow
import pytest
from bench.peers import languages
from bench.peers.case import Case, Pair, benchmark_case

from engine.answers import Sheet

TREE = {
    "cell": ["cell", ["", "t1", "w2", "k3"], "int", 0],
    "before": ["cell", ["prior:1", "t1", "w2", "k3"], "int", 0],
    "two": ["num", 2, "num", 0],
}
SUM = ["sum", 0, "int", 0, TREE["cell"], TREE["before"]]
GROWN = ["=>", 0, "truth", 0, [">", 0, "truth", 0, TREE["cell"], TREE["two"]], ["=", 0, "truth", 0, SUM, TREE["two"]]]
FAR = ["abs", 0, "int", 0, ["sub", 0, "int", 0, TREE["cell"], TREE["before"]]]


@pytest.fixture(scope="module")
def case() -> Case:
    return benchmark_case(4, 4)


def test_cells_are_named_once_in_the_order_of_the_check() -> None:
    assert languages.names(GROWN) == ["t1_w2_k3", "p_t1_w2_k3"]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (languages.CEL, "(!((t1_w2_k3 > 2)) || ((t1_w2_k3 + p_t1_w2_k3) == 2))"),
        (languages.SURVEYJS, "(!(({t1_w2_k3} > 2)) or (({t1_w2_k3} + {p_t1_w2_k3}) = 2))"),
        (languages.XPATH, "(not((/data/t1/t1_w2_k3 > 2)) or ((/data/t1/t1_w2_k3 + /data/p_t1/p_t1_w2_k3) = 2))"),
        (languages.POLARS, '(~((cell("t1_w2_k3") > 2)) | (total(cell("t1_w2_k3"), cell("p_t1_w2_k3")) == 2))'),
    ],
    ids=["cel", "surveyjs", "xpath", "polars"],
)
def test_an_implication_in_each_language(language: languages.Infix, expected: str) -> None:
    assert language(GROWN) == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (languages.CEL, "math.abs((t1_w2_k3 - p_t1_w2_k3))"),
        (languages.DUCKDB, "abs((t1_w2_k3 - p_t1_w2_k3))"),
        (languages.POLARS, '((cell("t1_w2_k3") - cell("p_t1_w2_k3"))).abs()'),
    ],
    ids=["cel", "duckdb", "polars"],
)
def test_an_absolute_value_is_spelled_as_each_language_has_it(language: languages.Infix, expected: str) -> None:
    assert language(FAR) == expected


def test_a_sum_in_sql_skips_blanks_and_is_blank_of_blanks() -> None:
    assert languages.DUCKDB(SUM) == (
        "CASE WHEN t1_w2_k3 IS NULL AND p_t1_w2_k3 IS NULL THEN NULL "
        "ELSE coalesce(t1_w2_k3, 0) + coalesce(p_t1_w2_k3, 0) END"
    )


def test_a_cell_of_a_document_is_reached_by_its_address() -> None:
    assert languages.POSTGRES(TREE["before"]) == "(p.answers->'cells'->>'t1.w2.k3')::bigint"


def test_jsonlogic_has_no_implication_and_perhaps_no_absolute_value() -> None:
    assert languages.jsonlogic(GROWN)["or"][0] == {"!": [{">": [{"var": "t1_w2_k3"}, 2]}]}
    assert list(languages.jsonlogic(FAR)) == ["abs"]
    assert list(languages.jsonlogic(FAR, absolute=False)) == ["if"]


def test_what_a_language_cannot_say_is_refused() -> None:
    with pytest.raises(ValueError, match="no translation for avg"):
        languages.CEL(["avg", 0, "int", -1, TREE["cell"]])


def test_every_check_of_the_benchmark_can_be_said_in_every_language(case: Case) -> None:
    for language in (languages.CEL, languages.SURVEYJS, languages.XPATH, languages.POLARS, languages.POSTGRES):
        assert len({language(tree) for tree in case.trees}) > 390
    json.dumps([languages.jsonlogic(tree) for tree in case.trees])


def test_the_xform_is_well_formed_and_has_a_node_for_every_cell_and_check(case: Case) -> None:
    written = languages.xform(case.trees, case.cells, case.before)
    names = {element.tag.rpartition("}")[2] for element in ElementTree.fromstring(written).iter()}
    assert names >= {*case.cells, *case.before, "R0", "R399"}
    assert len(re.findall(r' calculate="', written)) == 400


def interpreted(rule: Any, answers: dict[str, int]) -> Any:
    """JSONLogic as its standard has it, as far as the benchmark goes; a missing variable is zero."""
    if not isinstance(rule, dict):
        return rule
    ((name, parts),) = rule.items()
    if name == "var":
        return answers.get(parts, 0)
    if name == "if":
        return interpreted(parts[1] if interpreted(parts[0], answers) else parts[2], answers)
    values = [interpreted(part, answers) for part in parts]
    if name in {"+", "-"} and len(values) != 2:
        return sum(values) if name == "+" else -values[0]
    known = {"==": operator.eq, "<=": operator.le, ">=": operator.ge, ">": operator.gt, "<": operator.lt}
    known |= {"+": operator.add, "-": operator.sub, "*": operator.mul, "or": lambda a, b: a or b}
    return not values[0] if name == "!" else known[name](*values)


def test_jsonlogic_finds_what_our_server_finds(case: Case) -> None:
    rules = [languages.jsonlogic(tree, absolute=False) for tree in case.trees]
    for pair in case.full:
        answers = case.flat(pair)
        assert [n for n, rule in enumerate(rules) if not interpreted(rule, answers)] == case.verdict(pair)


def test_sql_finds_what_our_server_finds_blanks_included(case: Case) -> None:
    pairs = [*case.full, *case.blank]
    answers = [case.flat(pair) for pair in pairs]
    columns = {name: [one.get(name) for one in answers] for name in [*case.cells, *case.before]}
    base = duckdb.connect()
    base.register("reports", pyarrow.table(columns))
    some = range(0, len(case.trees), 7)  # all of them: nine seconds of its planner
    wrong = ", ".join(f"({languages.DUCKDB(case.trees[number])}) IS FALSE" for number in some)
    found = base.execute(f"SELECT {wrong} FROM reports").fetchall()
    expected = [set(case.verdict(pair)).intersection(some) for pair in pairs]
    assert [{number for number, told in zip(some, row, strict=True) if told} for row in found] == expected


def test_the_keystrokes_change_the_clean_report_and_spoil_it(case: Case) -> None:
    now, last = case.full[0]
    assert case.verdict((now, last)) == []
    assert case.verdict(case.typed())
    assert len(case.keystrokes()) == 200


def test_a_thinned_report_has_a_quarter_fewer_cells(case: Case) -> None:
    def share(pair: Pair) -> float:
        return len(pair[0].cells) / len(case.cells)

    assert all(0.65 < share(pair) < 0.85 for pair in case.blank)
    assert all(share(pair) == 1 for pair in case.full)
    assert case.flat((Sheet({}, {}), Sheet({}, {}))) == {}
