# SPDX-License-Identifier: EUPL-1.2
"""Program and reference say the same of each operation, on full and on blank sheets; and what only they refuse."""

import gc

import pytest

from engine.answers import Sheet
from engine.checks import CompiledForm, Context, check_reference, compile_form
from engine.checks.examples import places
from engine.checks.findings import default_period
from engine.checks.labels import Labels
from engine.checks.phrases import POLISH
from engine.checks.world import World
from engine.definitions import DefinitionError, load
from shared.garbage import uncollected
from tests.unit.engine.forms import CODES, READING, changed, definition, wards

FULL = wards(definition(), ("4500", "36", "4"), ("4000", "20", "0"))
FULL = changed(definition(), FULL, d1_w01_k1="4500", d1_w02_k1="nie", d1_w03_k1="2025-03-01", d1_w06_k1="-3,50")
SHEETS = (FULL, Sheet.empty(), wards(definition(), ("4000", "0", "0")), wards(definition(), ("", "", "7")))


def verdicts(check: str, sheet: Sheet) -> list[bool | None]:
    """What the reference says; the program agrees, and says the same of the opposite."""
    said: list[bool | None] = []
    loop, _, condition = check.rpartition(": ")
    for opposite in (False, True):
        text = f"not ({condition})" if opposite else condition
        written = f"{loop}: {text}" if loop else text
        form = definition(f"\n- id: A\n  target: 'd2[w01,k1]'\n  check: '{written}'", READING)
        compiled = compile_form(form)
        world = World(form, compiled.compute(sheet), Context(), default_period(form))
        for instance in compiled.instances:
            for rows in places(world, instance):
                known = check_reference(instance.tree, world, rows)
                assert (instance.key(rows) in compiled.violated(sheet)) == (known is False)
                said += [] if opposite else [known]
    return said


@pytest.mark.parametrize("sheet", SHEETS, ids=["full", "blank", "zeros", "half"])
@pytest.mark.parametrize(
    "check",
    [
        "d2[w01,k1] / 2 + d2[w01,k2] / 4 > 1",
        "d2[w01,k1] / 2 - d2[w01,k2] / 4 > 1",
        "d2[w01,k1] / 2 * (d2[w01,k2] / 4) > 1",
        "d2[w01,k1] / 2 / (d2[w01,k2] / 4) > 1",
        "d2[w01,k1] / -d2[w01,k2] > 1",
        "-(d2[w01,k1] / 3) < -1",
        "abs(d2[w01,k1] / -3) > 1",
        "nvl(d2[w01,k1] / d2[w01,k2], 2) = 2",
        "if(d2[w01,k1] > 3, d2[w01,k2] / 3, 1) > 1",
        "filled(d2[w01,k1] / d2[w01,k2])",
        "filled(d2[w01,k1] + 1) and blank(d2[w01,k2] + 1)",
        "round(d1[w06,k1], 0) = -4",
        "round(-d2[w01,k1] / 3, 1) < 0",
        "avg(d2[*,k1]) > 30",
        "sum(d2[w01,k1], d2[w01,k2], d2[w01,k4]) = 0",
        "sum(d2[w01,k1|k4|k2]) >= 0",
        "sum(d2.k1 where this.k2 > 0) = 36",
        "min(d1[w03,k1], 2025-06-01) < 2025-05-01",
        "max(d2[*,k1]) = min(d2[*,k1])",
        "count(d2[*,oddzial]) = 2",
        'nvl(d1[w01,k1], "4000") = "4000"',
        'if(d1[w02,k1], d1[w01,k1], "4000") != "4000"',
        "year(d1[w03,k1] + 9999999) > 2000",
        "years(d1[w03,k1] - 9999999, d1[w03,k1]) > 2000",
        "month(d1[w03,k1]) = 3 and year(1 + d1[w03,k1]) = 2025",
        'd1[w01,k1] in list("ministry-codes-8")',
        "d2[w01,k1] in (0, 56)",
        "d2[w01,k1] <= d2[w01,k2] within 1000",
        "d2[w01,k1] >= d2[w01,k2] within 5%",
        "d1[w02,k1] or not d1[w02,k1]",
    ],
)
def test_the_program_says_what_the_reference_says(check: str, sheet: Sheet) -> None:
    assert len(verdicts(check, sheet)) == 1


def test_many_cells_at_uneven_distances_are_added() -> None:
    columns = ", ".join(f"{{code: k{n}}}" for n in range(1, 20))
    table = f"table: {{columns: [{columns}], rows: [{{code: w1}}], closed: [w1.k5]}}"
    check = "{id: A, check: 'sum(d[w1,k1..k19]) = 18'}"
    form = load(f"form: A\nedition: 2025\ntitle: A\nsections:\n- {{code: d, title: D, {table}}}\nchecks:\n- {check}")
    ones = {address: 1 for address, spec in form.cells.items() if not spec.closed}
    assert not CompiledForm(form, {}).violated(Sheet(ones, {}))
    assert CompiledForm(form, {}).violated(Sheet({**ones, "d.w1.k19": 2}, {})) == ("A",)


def refused(check: str, form: str = READING, other: str = "") -> str:
    known = {"MZ-88": load(other)} if other else {}
    with pytest.raises(DefinitionError) as caught:
        compile_form(load(f"{form}checks:\n- id: A\n  check: '{check}'", code_lists=CODES), known)
    return caught.value.problems[0].message.splitlines()[0]


OTHER = """
form: MZ-88
edition: 2025
title: Inny
sections:
- code: d2
  title: Oddziały
  table: {columns: [{code: k1}], dynamic: {key: {code: oddzial, type: text}}}
"""


def test_an_added_row_has_no_counterpart_in_another_form() -> None:
    check = 'foreach r in d2.rows: d2[r,k1] <= form("MZ-88").d2[r,k1]'
    told = "checks[0].check: Wiersz dodany nie ma odpowiednika w innym formularzu. (wiersz 1, znak 49)"
    assert [refused(check), refused(check, other=OTHER)] == [told.partition(": ")[2]] * 2


def test_added_rows_of_another_form_are_added_up() -> None:
    check = "{id: A, check: 'd2[w01,k1] <= sum(form(\"MZ-88\").d2.k1)'}"
    form = definition(f"\n- {check}", READING)
    others = {"MZ-88": load(OTHER)}
    there = Sheet({"d2.r1.k1": 30, "d2.r2.k1": 20}, {"d2": ("r1", "r2")})
    assert CompiledForm(form, others).violated(FULL, Context(forms={"MZ-88": there})) == ("A",)


def test_of_another_form_only_the_rows_of_a_condition_are_added_up() -> None:
    form = definition("\n- {id: A, check: 'd2[w01,k1] <= sum(form(\"MZ-88\").d2.k1 where this.k1 > 25)'}", READING)
    compiled = CompiledForm(form, {"MZ-88": load(OTHER)})
    assert compiled.demands()["A"].endswith("(tylko wiersze, w których MZ-88, dział 2, kolumna 1 to więcej niż 25).")
    assert compiled.demands("en")["A"].endswith("(only rows where MZ-88, section 2, column 1 is more than 25).")
    for beds, found in ((26, ("A",)), (60, ())):
        there = Sheet({"d2.r1.k1": beds, "d2.r2.k1": 25}, {"d2": ("r1", "r2")})
        assert compiled.violated(FULL, Context(forms={"MZ-88": there})) == found


def test_a_range_of_closed_cells_is_empty() -> None:
    assert "nie zawiera żadnego pola" in refused("sum(d2[w01,k1..k3]) > 3", READING.replace("w01.k3", "w01.*"))


def test_a_range_does_not_end_at_an_added_row() -> None:
    assert "Zakres nie może zawierać" in refused("foreach r in d2.rows: sum(d2[w01..r,k1]) > 3")


def test_a_variable_may_meet_a_row_without_key() -> None:
    assert verdicts('foreach r in d2.rows[w01, *]: d2[r,oddzial] != "4000"', FULL) == [None, True, False]


def test_compiling_leaves_the_collection_of_garbage_as_it_was() -> None:
    gc.disable()
    try:
        with uncollected():
            assert not gc.isenabled()
        assert not gc.isenabled()
    finally:
        gc.enable()
    with uncollected():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_a_row_that_is_gone_has_no_title() -> None:
    form = definition()
    labels = Labels(form, POLISH)
    assert labels.row_title(form.by_code["d2"], FULL, "r9") == ""
    assert labels.row_title(form.by_code["d1"], FULL, "r1") == ""
