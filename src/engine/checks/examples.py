# SPDX-License-Identifier: EUPL-1.2
"""Runs the examples that stand beside the checks of a form: one that passes, one that fails."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import product
from typing import Literal

from engine.answers import CellError, Sheet, Value, parse_cell
from engine.checks.codes import UNIT_KINDS
from engine.checks.compiled import CompiledForm, compile_form
from engine.checks.excerpt import excerpts
from engine.checks.findings import NO_NAMES, Context, Finding, Names, Period, default_period
from engine.checks.grammar import hint
from engine.checks.instances import Instance
from engine.checks.reference import check_reference
from engine.checks.resolve import UNIT_FIELDS
from engine.checks.world import Rows, World, world_of
from engine.definitions import Check, Example, FormDefinition, Problem, UnknownCell

MOST_DIGITS = 9


@dataclass(frozen=True, slots=True)
class ExampleResult:
    """What came of one example; `message` says what is wrong, empty when the example does what it should."""

    check: str
    example: Literal["pass", "fail"]
    message: str = ""

    @property
    def ok(self) -> bool:
        return not self.message


def run_examples(
    compiled: CompiledForm, others: Mapping[str, FormDefinition] | None = None
) -> tuple[ExampleResult, ...]:
    """Two results for each check. A check without both examples does not pass."""
    parts = excerpts(compiled)
    return tuple(result for part, some in parts for check in some for result in _run(part, check, others or {}))


def example_problems(
    definition: FormDefinition, others: Mapping[str, FormDefinition] | None = None
) -> tuple[Problem, ...]:
    """The examples that do not do what they should, as problems of the form file."""
    numbers = {check.id: number for number, check in enumerate(definition.checks)}
    results = run_examples(compile_form(definition, others), others)
    return tuple(
        definition.problem(("checks", numbers[result.check], "examples", result.example), result.message)
        for result in results
        if not result.ok
    )


def example_findings(
    compiled: CompiledForm,
    check: str,
    example: Example,
    others: Mapping[str, FormDefinition] | None = None,
    names: Names = NO_NAMES,
) -> tuple[Finding, ...]:
    """What a check says of an example."""
    sheet, context = situation(compiled, example, others or {})
    context = replace(context, names=names)
    return tuple(finding for finding in compiled.verify(sheet, context) if finding.check == check)


def _run(compiled: CompiledForm, check: Check, others: Mapping[str, FormDefinition]) -> Iterator[ExampleResult]:
    if check.examples is None:
        yield ExampleResult(check.id, "pass", "Brak przykładu, który kontrola przepuszcza.")
        yield ExampleResult(check.id, "fail", "Brak przykładu, który kontrola zatrzymuje.")
        return
    try:
        passing = verdicts(compiled, check, check.examples.passing, others)
        message = "" if set(passing) & {True} else "Przykład niczego nie sprawdza: wynik kontroli nie jest znany."
        yield ExampleResult(check.id, "pass", "Kontrola zatrzymuje ten przykład." if False in passing else message)
    except ValueError as error:
        yield ExampleResult(check.id, "pass", str(error))
    try:
        failing = verdicts(compiled, check, check.examples.failing, others)
        yield ExampleResult(check.id, "fail", "" if False in failing else "Kontrola przepuszcza ten przykład.")
    except ValueError as error:
        yield ExampleResult(check.id, "fail", str(error))


def verdicts(
    compiled: CompiledForm, check: Check, example: Example, others: Mapping[str, FormDefinition]
) -> tuple[bool | None, ...]:
    """What the check says in each of its places: True, False, or None where it is not known."""
    sheet, context = situation(compiled, example, others)
    world = world_of(compiled.definition, sheet, context)
    found = [
        check_reference(i.tree, world, rows)
        for i in compiled.instances
        if i.check is check
        for rows in places(world, i)
    ]
    violated = {key.partition(":")[0] for key in compiled.violated(sheet, context)}
    if (check.id in violated) != (False in found):
        raise ValueError("Program i wzorzec języka różnią się w tym przykładzie.")
    return tuple(found)


def situation(compiled: CompiledForm, example: Example, others: Mapping[str, FormDefinition]) -> tuple[Sheet, Context]:
    definition = compiled.definition
    context = Context(
        prior={1: example_sheet(definition, example.prior)} if example.prior else {},
        forms={symbol: _foreign(others.get(symbol), cells) for symbol, cells in example.forms.items()},
        unit={name: _field(name, text) for name, text in example.unit.items()},
        period=_period(example, default_period(definition)),
    )
    prior = {back: compiled.compute(sheet, context.period) for back, sheet in context.prior.items()}
    return compiled.compute(example_sheet(definition, example.cells), context.period), replace(context, prior=prior)


def _field(name: str, text: str) -> str | int:
    """What the register says of a unit; only what it can say."""
    if name not in UNIT_FIELDS:
        raise ValueError(f"„unit” nie ma pola „{name}”.{hint(name, UNIT_FIELDS)}")
    if UNIT_FIELDS[name] == "int":
        if not (text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS):
            raise ValueError(f"unit.{name}: „{text}” to nie jest liczba całkowita.")
        return int(text)
    if name == "kind" and text not in UNIT_KINDS:
        raise ValueError(f"unit.kind: Nie ma rodzaju jednostki „{text}”.{hint(text, UNIT_KINDS)}")
    return text


def places(world: World, instance: Instance) -> Iterator[Rows]:
    """All added rows an instance is looked at in."""
    added = [[(name, ("", row)) for row in world.sheet.added(section)] for name, section in instance.loops]
    return (dict(rows) for rows in product(*added))


def example_sheet(definition: FormDefinition, cells: Mapping[str, str]) -> Sheet:
    """A sheet of typed values; added rows come from the addresses."""
    rows: dict[str, list[str]] = {}
    values: dict[str, Value | None] = {}
    for address, text in cells.items():
        try:
            spec = definition.cell(_whole(definition, address))
            values[spec.address] = parse_cell(spec, text)
        except UnknownCell as error:
            raise ValueError(str(error)) from None
        except CellError as error:
            raise ValueError(f"{address}: {error.message}") from None
        if spec.row_id and spec.row_id not in rows.setdefault(spec.section.code, []):
            rows[spec.section.code].append(spec.row_id)
    return Sheet({}, {section: tuple(ids) for section, ids in rows.items()}).with_cells(values)


def _whole(definition: FormDefinition, address: str) -> str:
    """A field of a record is named as in the language: d1.plec."""
    code, *rest = address.split(".")
    section = definition.by_code.get(code)
    short = section is not None and section.layout == "fields" and len(rest) == 1
    return f"{address}.k1" if short else address


def _foreign(definition: FormDefinition | None, cells: Mapping[str, str]) -> Sheet:
    """A sheet of another form; without its definition only cells are read, and numbers are taken for whole ones."""
    if definition is not None:
        return compile_form(definition).compute(example_sheet(definition, cells))
    return Sheet.empty().with_cells({address: _whole_number(text) for address, text in cells.items()})


def _whole_number(text: str) -> Value:
    return int(text) if text.removeprefix("-").isdigit() else text


def _period(example: Example, otherwise: Period) -> Period:
    return Period(example.period.get("start", otherwise.start), example.period.get("end", otherwise.end))
