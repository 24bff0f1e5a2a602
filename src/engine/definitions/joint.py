# SPDX-License-Identifier: EUPL-1.2
"""Joint filing: a few questions whose answers fill in several small forms at once, for units that need no more.

    joint = load_joint(text, path="forms/joint/2025-praktyka.yaml")
    joint.cells({"osoby": "jedna", "zawod": "d1.w05", "plec": "kobieta", …})
    → {"MZ-88": {"d1.w05.k1": 1, "d1.w05.k2": 1, …}, "MZ-89": {}}

All keys of a file (*: required):

    code*: praktyka
    year*: 2025
    title*: {pl: …, en: …}
    note: markdown, above the questions
    kinds*: [practice_doctor, …]     of units that may file like this
    activity_codes: ["98", …]        of practices among them
    forms*: [MZ-88, MZ-89]           in the order in which they are sent
    questions*:
    - code*: zawod
      text*: …
      hint: …
      choices: [{value: tak, text: Tak}, …]
      rows: [{form: MZ-88, section: d1, without: [w01], within: {w06: w05}}]
                                     or rows of tables: `d1.w05`; of `within` each counts in the other row, too
      none: nie mam specjalizacji    a choice beside the rows, whose value is `-`
      asked: {osoby: [jedna]}        only after these answers; * is any but `-`
      suggest: {practice_nurse: d1.w05}   by the kind of the unit; * is any
    cells*:
    - form*: MZ-88
      at*: "{zawod}.k2"              in braces: the row that a question was answered with
      when: {plec: [kobieta]}        written as 1; where this does not hold as 0, or not at all (blank: true)
      value: 0                       instead of 1

A form into which nothing is written is sent as a zero report.
"""

import re
from collections.abc import Iterator, Mapping, Set
from functools import cached_property

from pydantic import Field, PrivateAttr, ValidationError

from engine.definitions.errors import DefinitionError
from engine.definitions.forms import FormDefinition
from engine.definitions.models import NO_TEXT, Code, Model, Text, Whole
from engine.definitions.sentences import echo, sentence
from engine.definitions.source import Source, read_yaml

NONE = "-"
ANY = "*"
PLACE = re.compile(r"\{(\w+)\}")
Given = Mapping[str, str]  # question → answer
Conditions = dict[str, tuple[str, ...]]


def holds(conditions: Conditions, given: Given) -> bool:
    """Whether all that it names was answered so."""
    return all(_fits(given.get(question, ""), values) for question, values in conditions.items())


def _fits(answer: str, values: tuple[str, ...]) -> bool:
    return answer in values or (ANY in values and answer not in ("", NONE))


class Choice(Model):
    value: str
    text: Text


class RowsOf(Model):
    """Rows of a table one can choose from; of `within` each counts in the other, too."""

    form: str
    section: Code
    without: tuple[str, ...] = ()
    within: dict[str, str] = Field(default_factory=dict)


class JointQuestion(Model):
    code: Code
    text: Text
    hint: Text = NO_TEXT
    choices: tuple[Choice, ...] = ()
    rows: tuple[RowsOf, ...] = ()
    none: Text | None = None
    asked: Conditions = Field(default_factory=dict)
    suggest: dict[str, str] = Field(default_factory=dict)

    def rows_meant(self, answer: str) -> tuple[str, ...]:
        """`d1.w06` is a part of `d1.w05`: both."""
        section, _dot, row = answer.partition(".")
        outer = [table.within[row] for table in self.rows if table.section == section and row in table.within]
        return (answer, *(f"{section}.{row}" for row in outer))


class JointCell(Model):
    form: str
    at: str
    when: Conditions = Field(default_factory=dict)
    value: int = 1
    blank: bool = False

    @property
    def row_question(self) -> str:
        found = PLACE.search(self.at)
        return found[1] if found else ""


class JointFiling(Model):
    code: Code
    year: Whole = Field(ge=1990, le=2200)
    title: Text
    note: Text = NO_TEXT
    kinds: tuple[str, ...] = Field(min_length=1)
    activity_codes: tuple[str, ...] = ()
    forms: tuple[str, ...] = Field(min_length=1)
    questions: tuple[JointQuestion, ...] = Field(min_length=1)
    cells: tuple[JointCell, ...] = Field(min_length=1)

    _source: Source = PrivateAttr(default_factory=lambda: Source(""))

    @cached_property
    def by_code(self) -> dict[str, JointQuestion]:
        return {question.code: question for question in self.questions}

    def is_for(self, kind: str, activity_code: str) -> bool:
        return kind in self.kinds and (not self.activity_codes or activity_code in self.activity_codes)

    def asked(self, given: Given) -> tuple[JointQuestion, ...]:
        """The questions that these answers leave open or answer; an answer nobody asked for leads to no other."""
        asked: list[JointQuestion] = []
        heard: dict[str, str] = {}
        for question in self.questions:
            if holds(question.asked, heard):
                asked.append(question)
                heard[question.code] = given.get(question.code, "")
        return tuple(asked)

    def missing(self, given: Given, forms: Mapping[str, FormDefinition]) -> tuple[JointQuestion, ...]:
        """Questions without an answer, or with one that is none of their choices."""
        return tuple(one for one in self.asked(given) if given.get(one.code) not in values_of(one, forms))

    def written(self, given: Given) -> dict[str, dict[str, int]]:
        """form → address → number, of every form; given complete answers."""
        heard = {question.code: given.get(question.code, "") for question in self.asked(given)}
        found: dict[str, dict[str, int]] = {form: {} for form in self.forms}
        for cell in self.cells:
            for address in self._addresses(cell, heard):
                if holds(cell.when, heard):
                    found[cell.form][address] = cell.value
                elif not cell.blank:
                    found[cell.form].setdefault(address, 0)
        return found

    def _addresses(self, cell: JointCell, heard: Given) -> Iterator[str]:
        name = cell.row_question
        answer = heard.get(name, "")
        if answer in ("", NONE):
            return
        for row in self.by_code[name].rows_meant(answer):
            yield PLACE.sub(row, cell.at)

    def suggested(self, kind: str) -> dict[str, str]:
        """Answers the register gives away."""
        found = {one.code: one.suggest.get(kind, one.suggest.get(ANY, "")) for one in self.questions}
        return {code: value for code, value in found.items() if value}

    def remembered(self, filled: Mapping[str, Set[str]], forms: Mapping[str, FormDefinition]) -> dict[str, str]:
        """Answers that last year's reports give away. `filled`: form → addresses of cells above zero.

        A question is answered by the first choice that writes into such a cell and into none that is blank; where no
        choice does, by the one that writes nothing of its own. Nothing is known where nothing was above zero.
        """
        heard: dict[str, str] = {}
        if not any(filled.values()):
            return heard
        for question in self.questions:
            if holds(question.asked, heard):
                values = values_of(question, forms)
                scores = {value: self._score(question, heard | {question.code: value}, filled) for value in values}
                heard[question.code] = max(values, key=lambda value: scores[value])
        return heard

    def _score(self, question: JointQuestion, given: Given, filled: Mapping[str, Set[str]]) -> int:
        """How many cells above zero it explains; each that should be and is not weighs more than all of them."""
        score = 0
        for cell in self.cells:
            concerns = question.code in (*cell.when, cell.row_question) and cell.value
            known = {name: values for name, values in cell.when.items() if name in given}
            if not concerns or not holds(known, given):
                continue
            for address in self._addresses(cell, given):
                if address in filled.get(cell.form, ()):
                    score += 1
                elif known == cell.when:
                    score -= 1000
        return score


def values_of(question: JointQuestion, forms: Mapping[str, FormDefinition]) -> tuple[str, ...]:
    """All answers there are, in the order of the page."""
    rows = [f"{table.section}.{row}" for table in question.rows for row in rows_of(table, forms)]
    none = [NONE] if question.none else []
    return (*(choice.value for choice in question.choices), *none, *rows)


def rows_of(table: RowsOf, forms: Mapping[str, FormDefinition]) -> tuple[str, ...]:
    codes = forms[table.form].section(table.section).table.row_codes
    return tuple(code for code in codes if code not in table.without)


def load_joint(text: str, *, path: str = "") -> JointFiling:
    """Read a file. Raises DefinitionError with every problem found, each with its line."""
    source = read_yaml(text, path)
    try:
        found = JointFiling.model_validate(source.data)
    except ValidationError as error:
        details = [detail for detail in error.errors() if not echo(detail)]
        problems = [source.problem(detail["loc"], sentence(detail, JointFiling)) for detail in details]
        raise DefinitionError((*source.problems, *problems)) from None
    problems = [*source.problems, *(source.problem(("cells", number), words) for number, words in _unknown(found))]
    if problems:
        raise DefinitionError(tuple(problems))
    found._source = source
    return found


def _unknown(joint: JointFiling) -> Iterator[tuple[int, str]]:
    """Cells of forms and answers to questions that are not there."""
    for number, cell in enumerate(joint.cells):
        if cell.form not in joint.forms:
            yield number, f"Formularza „{cell.form}” nie ma w tym pliku."
        for name in filter(None, (*cell.when, cell.row_question)):
            if name not in joint.by_code:
                yield number, f"Nie ma pytania „{name}”."
