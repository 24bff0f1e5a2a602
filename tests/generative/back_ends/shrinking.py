# SPDX-License-Identifier: EUPL-1.2
"""A case that differs made as small as it gets, and shown as YAML one can paste."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import yaml

from engine.answers import Sheet, Value
from engine.checks import CompiledForm, Context
from engine.definitions import DefinitionError
from tests.generative.back_ends.forms import Check, Form, Section
from tests.generative.back_ends.judging import Judge, by_reference
from tests.generative.back_ends.parts import Part
from tests.generative.back_ends.situations import Situation

ATTEMPTS = 600


@dataclass(frozen=True)
class Case:
    """A form with one check, and one situation."""

    form: Form
    part: Part
    situation: Situation

    @property
    def check(self) -> Check:
        return Check(self.form.checks[0].foreach, str(self.part))

    def compiled(self) -> CompiledForm | None:
        try:
            return CompiledForm(self.form.with_checks(self.check).load(), {})
        except DefinitionError:
            return None

    def differs(self, judge: Judge) -> bool:
        compiled = self.compiled()
        if compiled is None:
            return False
        try:
            return judge(compiled, [self.situation]) != by_reference(compiled, [self.situation])
        except Exception:  # a back end that breaks down differs too
            return True

    def shown(self) -> str:
        context = self.situation.context
        answers = {
            "answers": self.situation.sheet.to_json(),
            "prior": {back: sheet.to_json() for back, sheet in context.prior.items()},
            "forms": {name: sheet.to_json() for name, sheet in context.forms.items()},
            "unit": dict(context.unit),
        }
        written = yaml.safe_dump(answers, allow_unicode=True, sort_keys=False)
        return self.form.with_checks(self.check).text() + "".join(f"# {line}\n" for line in written.splitlines())


def shrunk(case: Case, judge: Judge) -> Case:
    """Less and less, as long as it still differs."""
    left = ATTEMPTS
    found = True
    while found and left > 0:
        found = False
        for smaller in _smaller(case):
            left -= 1
            if left > 0 and smaller.differs(judge):
                case, found = smaller, True
                break
    return case


def _smaller(case: Case) -> Iterator[Case]:
    yield from (replace(case, part=part) for part in case.part.smaller())
    yield from (replace(case, situation=situation) for situation in _situations(case.situation))
    if case.form.checks[0].foreach:
        yield replace(case, form=case.form.with_checks(Check("", "")))
    yield from (replace(case, form=form) for form in _forms(case.form))


def _situations(one: Situation) -> Iterator[Situation]:
    context = one.context
    for name in ("prior", "forms", "unit"):
        if getattr(context, name):
            yield Situation(one.sheet, replace(context, **{name: {}}))
    yield from (Situation(sheet, context) for sheet in _sheets(one.sheet))
    for name, sheets in (("prior", context.prior), ("forms", context.forms)):
        yield from (Situation(one.sheet, _with(context, name, less)) for less in _each(sheets))


def _with(context: Context, name: str, sheets: Mapping[Any, Sheet]) -> Context:
    return replace(context, **{name: sheets})


def _each(sheets: Mapping[Any, Sheet]) -> Iterator[dict[Any, Sheet]]:
    for key, sheet in sheets.items():
        yield {other: one for other, one in sheets.items() if other != key}
        yield from ({**sheets, key: less} for less in _sheets(sheet))


def _sheets(sheet: Sheet) -> Iterator[Sheet]:
    cells = list(sheet.cells.items())
    for half in (cells[: len(cells) // 2], cells[len(cells) // 2 :]):
        if len(cells) > 1:
            yield Sheet(dict(half), sheet.rows)
    for section, rows in sheet.rows.items():
        for row in rows:
            left = {address: value for address, value in cells if not address.startswith(f"{section}.{row}.")}
            yield Sheet(left, {**sheet.rows, section: tuple(one for one in rows if one != row)})
    for address, value in cells:
        yield Sheet({key: one for key, one in cells if key != address}, sheet.rows)
        yield from (Sheet({**sheet.cells, address: simple}, sheet.rows) for simple in _simpler(value))


def _simpler(value: Value) -> Iterator[Value]:
    if isinstance(value, int):
        yield from (simple for simple in (0, 1, 10) if abs(simple) < abs(value))


def _forms(form: Form) -> Iterator[Form]:
    for number, section in enumerate(form.sections):
        others = (form.sections[:number], form.sections[number + 1 :])
        if any(other.rows or other.singles for other in (*others[0], *others[1])):
            yield replace(form, sections=(*others[0], *others[1]))
        yield from (replace(form, sections=(*others[0], less, *others[1])) for less in _sections(section))


def _sections(section: Section) -> Iterator[Section]:
    if section.total or section.summed:
        yield replace(section, total=False, summed="")
    for code in section.columns if len(section.columns) > 1 else ():
        yield replace(section, columns={key: kind for key, kind in section.columns.items() if key != code})
    for row in section.rows if len(section.rows) > 1 else ():
        yield replace(section, rows=tuple(one for one in section.rows if one != row))
    for code in section.singles if len(section.singles) > 1 else ():
        yield replace(section, singles={key: kind for key, kind in section.singles.items() if key != code})
