# SPDX-License-Identifier: EUPL-1.2
"""The questionnaire of a year: one YAML file with questions, and the forms that follow from the answers.

    questionnaire = load_questionnaire(text, path="forms/questionnaire/2025.yaml")

All keys of a file (*: required):

    year*: 2025                      the year reported on
    asked_from*: 2026-01-02          the first day on which units are asked
    title*: {pl: …, en: …}
    note: markdown, above the questions
    legal: the act by which one has to answer
    groups*:
    - title*: {pl: …, en: …}
      questions*:
      - code*: nfz                   expressions name the answer as `pytanie.nfz`
        text*: Czy …?                always answered by yes or no
        short*: umowa z NFZ          how a reason names it: „bo: umowa z NFZ = tak”
        hint: what counts and what does not
        asked: 'unit.kind = "entity"'     of whom; the others' answer is „nie”
        suggest: 'unit.kind = "hospital"' answered beforehand by what the register knows; may be changed
        cells: "1270|1272"           ministry codes (part VIII): „tak” is suggested where the register has such a cell
    forms*:
    - form*: MZ-11
      when: pytanie.nfz              the language of the checks; none: every unit
      note: what people should know about this form

`asked` and `suggest` may only read `unit.…`. A form stands once; what leads to it in several ways is joined by `or`. A
form whose `when` reads no answer is owed by the kinds of units that the form itself names (`owed_by`).
"""

import hashlib
from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cached_property

from pydantic import Field, PrivateAttr, ValidationError

from engine.definitions.errors import DefinitionError
from engine.definitions.forms import FormDefinition, canonical
from engine.definitions.models import NO_TEXT, CellType, Code, Formula, Model, Text, Whole
from engine.definitions.sentences import echo, sentence
from engine.definitions.source import Source, Where, read_yaml

ANSWERS = "pytanie"  # expressions say `pytanie.nfz`


class Question(Model):
    code: Code
    text: Text
    short: Text
    hint: Text = NO_TEXT
    asked: Formula | None = None
    suggest: Formula | None = None
    cells: str = ""

    def knows(self, cell: str) -> bool:
        """Whether a unit with such a cell answers „tak”."""
        return bool(self.cells) and CellType(kind="code", list="-", where=self.cells).fits(cell)


class Group(Model):
    title: Text
    questions: tuple[Question, ...] = Field(min_length=1)


class Assignment(Model):
    """A form, and of whom it is asked."""

    form: str
    when: Formula | None = None
    note: Text = NO_TEXT


class Questionnaire(Model):
    year: Whole = Field(ge=1990, le=2200)
    asked_from: date
    title: Text
    note: Text = NO_TEXT
    legal: Text = NO_TEXT
    groups: tuple[Group, ...] = Field(min_length=1)
    forms: tuple[Assignment, ...] = Field(min_length=1)

    _source: Source = PrivateAttr(default_factory=lambda: Source(""))

    @property
    def source(self) -> Source:
        """Where everything is written."""
        return self._source

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        return tuple(question for group in self.groups for question in group.questions)

    @cached_property
    def by_code(self) -> dict[str, Question]:
        return {question.code: question for question in self.questions}

    @cached_property
    def digest(self) -> str:
        """SHA-256 of what the file says."""
        content = self.model_dump(mode="json", by_alias=True, exclude_defaults=True)
        return hashlib.sha256(canonical(content)).hexdigest()

    @cached_property
    def as_form(self) -> FormDefinition:
        """The questions as a record of yes and no, which is what expressions read."""
        fields = [{"code": one.code, "title": one.short.model_dump(), "type": "bool"} for one in self.questions]
        title = self.title.model_dump()
        sections = [{"code": ANSWERS, "symbol": "1", "title": title, "fields": fields}]
        return FormDefinition.model_validate(
            {"form": "ANKIETA", "edition": self.year, "title": title, "sections": sections}
        )


def load_questionnaire(text: str, *, path: str = "") -> Questionnaire:
    """Read a questionnaire. Raises DefinitionError with every problem found, each with its line.

    What its expressions mean is asked by `engine.checks.assigning`.
    """
    source = read_yaml(text, path)
    try:
        found = Questionnaire.model_validate(source.data)
    except ValidationError as error:
        details = [detail for detail in error.errors() if not echo(detail)]
        problems = [source.problem(detail["loc"], sentence(detail, Questionnaire)) for detail in details]
        raise DefinitionError((*source.problems, *problems)) from None
    problems = [*source.problems, *(source.problem(where, message) for where, message in _repeated(found))]
    if problems:
        raise DefinitionError(tuple(problems))
    found._source = source
    return found


def _repeated(questionnaire: Questionnaire) -> Iterator[tuple[Where, str]]:
    """Codes and forms that stand twice."""
    places: list[tuple[Where, str]] = [
        (("groups", group, "questions", number, "code"), question.code)
        for group, part in enumerate(questionnaire.groups)
        for number, question in enumerate(part.questions)
    ]
    places += [(("forms", number, "form"), rule.form) for number, rule in enumerate(questionnaire.forms)]
    seen: Counter[str] = Counter()
    for where, name in places:
        if seen[name]:
            yield where, f"„{name}” powtarza się."
        seen[name] += 1
