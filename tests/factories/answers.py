# SPDX-License-Identifier: EUPL-1.2
"""Answers to any form such that every check holds: `clean(definition)` is what a unit could send.

Nothing happened there at first: zeros, the first code of a list, „nie”. Then the passing example of each check is laid
over that, and kept where the whole still holds; so is a one in a cell here and there. Forms whose zeros say nothing
begin with the answers of the demo.
"""

from collections.abc import Iterator, Mapping

from engine.checks import CompiledForm, Context, Finding, compile_form
from engine.checks.examples import example_sheet
from engine.definitions import FormDefinition
from ssoz.demo.answers import FORMS, Place
from ssoz.registers.enums import UnitKind

Answers = dict[str, str]
SINGLE = 80  # cells in which a one is tried


def clean(
    form: FormDefinition, others: Mapping[str, FormDefinition] | None = None, context: Context | None = None
) -> Answers:
    """Text of each cell as somebody would type it; added rows are r1, r2, …"""
    compiled, context = compile_form(form, others or {}), context or Context()
    answers = _demo(form) or dict(zeros(form))
    for check in form.checks:
        example = check.examples.passing.cells if check.examples else {}
        tried = {**answers, **{_whole(form, address): value for address, value in example.items()}}
        if _holds(compiled, tried, context):
            answers = tried
    for address in [address for address, value in answers.items() if value == "0"][:SINGLE]:
        tried = {**answers, address: "1"}
        if _holds(compiled, tried, context):
            answers = tried
    return answers


def doubtful(
    form: FormDefinition,
    answers: Answers,
    others: Mapping[str, FormDefinition] | None = None,
    context: Context | None = None,
) -> Answers:
    """The same with something in it that a check warns of; as they are where no warning comes without an error."""
    compiled = compile_form(form, others or {})
    for check in form.checks:
        example = check.examples.failing.cells if check.examples and check.severity == "warning" else {}
        tried = {**answers, **{_whole(form, address): value for address, value in example.items()}}
        found = {finding.severity for finding in _found(compiled, tried, context or Context())}
        if found == {"warning"}:
            return tried
    return answers


def _found(compiled: CompiledForm, answers: Answers, context: Context) -> tuple[Finding, ...]:
    sheet = compiled.compute(example_sheet(compiled.definition, answers), context.period)
    return compiled.verify(sheet, context)


def _holds(compiled: CompiledForm, answers: Answers, context: Context) -> bool:
    return not _found(compiled, answers, context)


def _demo(form: FormDefinition) -> Answers:
    place = Place("5260250995", UnitKind.HOSPITAL)
    found = FORMS[form.form](place, form.edition) if form.form in FORMS else {}
    return {address.replace(".+", ".r"): str(value) for address, value in found.items()}


def _whole(form: FormDefinition, address: str) -> str:
    section = form.section(address.partition(".")[0])
    return f"{address}.k1" if section.fields and address.count(".") == 1 else address


def zeros(form: FormDefinition) -> Iterator[tuple[str, str]]:
    """A unit in which nothing happened."""
    added = [
        f"{section.code}.r1.{column.code}"
        for section in form.sections
        if section.table.dynamic
        for column in (section.table.dynamic.key, *section.table.columns)
    ]
    for cell in map(form.cell, (*form.addresses, *added)):
        if not cell.entered:
            continue
        if cell.type.kind == "code":
            yield cell.address, next(iter(cell.codes or ()))
        else:
            yield cell.address, {"bool": "nie", "text": "0"}.get(cell.type.kind, str(cell.type.min or 0))
