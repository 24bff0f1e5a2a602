# SPDX-License-Identifier: EUPL-1.2
"""Every check brings an example that passes and one that fails; here they are tried."""

from collections.abc import Iterator, Mapping

from engine.answers import CellError, Sheet, parse_cell
from engine.checks.compiled import CompiledForm, compile_form
from engine.checks.findings import Context, Finding, Period
from engine.definitions import ADDED_ROW, Example, FormDefinition, Problem, UnknownCell
from engine.definitions.source import Where

Others = Mapping[str, FormDefinition]


def example_problems(definition: FormDefinition, others: Others | None = None) -> tuple[Problem, ...]:
    """Checks without examples, examples that cannot be read, examples that do not do what they say."""
    compiled = compile_form(definition, others)
    found: list[Problem] = []
    for number, check in enumerate(definition.checks):
        where: Where = ("checks", number)
        if check.examples is None:
            found.append(definition._source.problem(where, f"Kontrola „{check.id}” nie ma przykładów (examples)."))
            continue
        for name, example in (("pass", check.examples.passing), ("fail", check.examples.failing)):
            sentences = _tried(compiled, check.id, example, name == "pass", others or {})
            found += [definition._source.problem((*where, "examples", name), sentence) for sentence in sentences]
    return tuple(found)


def example_findings(
    compiled: CompiledForm, check: str, example: Example, others: Others | None = None
) -> tuple[Finding, ...]:
    """What the check says of the example."""
    known = others or {}
    sheet = example_sheet(compiled.definition, example.cells)
    context = Context(
        prior={1: example_sheet(compiled.definition, example.prior)} if example.prior else {},
        forms={name: _foreign(known.get(name), cells) for name, cells in example.forms.items()},
        unit={name: int(value) if name == "beds" else value for name, value in example.unit.items()},
        period=Period(example.period["start"], example.period["end"]) if len(example.period) == 2 else None,
    )
    return tuple(finding for finding in compiled.verify(sheet, context) if finding.check == check)


def example_sheet(definition: FormDefinition, cells: Mapping[str, str]) -> Sheet:
    """A sheet of cells as people type them, computed cells filled in; added rows are there once a cell of theirs is."""
    values = {address: parse_cell(definition.cell(address), text) for address, text in cells.items()}
    rows: dict[str, list[str]] = {}
    for address in cells:
        section, row, _ = address.split(".")
        if ADDED_ROW.match(row) and row not in rows.setdefault(section, []):
            rows[section].append(row)
    filled = {address: value for address, value in values.items() if value is not None}
    return compile_form(definition).compute(Sheet(filled, {section: tuple(ids) for section, ids in rows.items()}))


def _foreign(definition: FormDefinition | None, cells: Mapping[str, str]) -> Sheet:
    if definition is None:
        return Sheet({address: int(text) for address, text in cells.items()}, {})
    return example_sheet(definition, cells)


def _tried(compiled: CompiledForm, check: str, example: Example, passes: bool, others: Others) -> Iterator[str]:
    try:
        found = example_findings(compiled, check, example, others)
    except (CellError, UnknownCell, ValueError) as error:
        yield f"Przykładu kontroli „{check}” nie można odczytać: {error}"
        return
    if passes and found:
        yield f"Przykład „pass” kontroli „{check}” nie przechodzi: {found[0].message}"
    if not passes and not found:
        yield f"Przykład „fail” kontroli „{check}” przechodzi, a powinien zostać wykryty."
