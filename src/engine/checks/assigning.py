# SPDX-License-Identifier: EUPL-1.2
"""A questionnaire made ready to ask: what is asked of a unit, which forms follow from its answers, and from which."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Literal

from engine.answers import Sheet
from engine.checks.findings import Context, Period
from engine.checks.grammar import ExpressionError, parse
from engine.checks.reference import check_reference
from engine.checks.resolve import Resolver
from engine.checks.selection import Surroundings
from engine.checks.tree import Node, walk
from engine.checks.world import World
from engine.definitions import DefinitionError, Problem
from engine.definitions.models import ANSWER
from engine.definitions.questionnaire import ANSWERS, Assignment, Question, Questionnaire, load_questionnaire
from engine.definitions.source import Where

Answers = Mapping[str, bool]
UnitFields = Mapping[str, str | int]
ANYBODY = Node("num", "num", value=1)


@dataclass(frozen=True, slots=True)
class Fact:
    """What a form follows from: an answer („tak” is "1"), or what the register says of the unit."""

    of: Literal["question", "unit"]
    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Following:
    """A form that follows; without facts it does for every unit."""

    form: str
    facts: tuple[Fact, ...]


class CompiledQuestionnaire:
    """Raises DefinitionError with every expression that is wrong."""

    def __init__(self, definition: Questionnaire) -> None:
        self.definition = definition
        self._form = definition.as_form
        self._resolver = Resolver(self._form, {})
        self._problems: list[Problem] = []
        self._asked: dict[str, Node] = {}
        self._suggest: dict[str, Node] = {}
        for where, question in _placed(definition):
            self._asked[question.code] = self._tree((*where, "asked"), question.asked, of_unit=True)
            if question.suggest:
                self._suggest[question.code] = self._tree((*where, "suggest"), question.suggest, of_unit=True)
        self._rules: tuple[tuple[Assignment, Node], ...] = tuple(
            (rule, self._tree(("forms", number, "when"), rule.when)) for number, rule in enumerate(definition.forms)
        )
        if self._problems:
            raise DefinitionError(tuple(self._problems))

    @cached_property
    def governs(self) -> frozenset[str]:
        """Forms that nobody owes before having answered; the others are owed by the kinds of units they name."""
        return frozenset(rule.form for rule, tree in self._rules if any(part.at for part in walk(tree)))

    def asked(self, unit: UnitFields) -> tuple[Question, ...]:
        """What this unit is asked."""
        world = self._world({}, unit)
        return tuple(one for one in self.definition.questions if _holds(self._asked[one.code], world))

    def suggested(self, unit: UnitFields, cells: Iterable[str] = ()) -> dict[str, bool]:
        """What the register answers by itself; a question it knows nothing of is left out."""
        world, cells = self._world({}, unit), tuple(cells)
        found: dict[str, bool] = {}
        for question in self.asked(unit):
            tree = self._suggest.get(question.code)
            known = check_reference(tree, world) if tree else None
            if any(map(question.knows, cells)):
                known = True
            if known is not None:
                found[question.code] = known
        return found

    def follows(self, answers: Answers, unit: UnitFields) -> tuple[Following, ...]:
        """Forms in the order of the file. What a unit is not asked counts as „nie”."""
        asked = {question.code for question in self.asked(unit)}
        world = self._world({code: bool(answers.get(code)) and code in asked for code in self.definition.by_code}, unit)
        return tuple(
            Following(rule.form, tuple(dict.fromkeys(_facts(tree, world))))
            for rule, tree in self._rules
            if _holds(tree, world)
        )

    def _world(self, answers: Answers, unit: UnitFields) -> World:
        cells = {f"{ANSWERS}.{code}.{ANSWER.code}": int(answer) for code, answer in answers.items()}
        sheet = Sheet.empty().with_cells(cells)
        return World(self._form, sheet, Context(unit=unit), Period.year(self.definition.year))

    def _tree(self, where: Where, text: str | None, *, of_unit: bool = False) -> Node:
        if text is None:
            return ANYBODY
        try:
            tree = self._resolver.condition(parse(text), Surroundings())
            read = [part.at for part in walk(tree) if part.at]
            if of_unit and read:
                raise ExpressionError("To zależy tylko od rejestru (unit.…), nie od odpowiedzi.", 0, len(text))
            if any(at.scope for at in read):
                raise ExpressionError("Ankieta nie zna odpowiedzi z wcześniejszych lat.", 0, len(text))
        except ExpressionError as error:
            self._problems.append(self.definition.source.problem(where, error.shown(text)))
            return ANYBODY
        return tree


@lru_cache(maxsize=16)
def compile_questionnaire(text: str, path: str = "") -> CompiledQuestionnaire:
    """Read and compile, once for the same text."""
    return CompiledQuestionnaire(load_questionnaire(text, path=path))


def _placed(definition: Questionnaire) -> Iterator[tuple[Where, Question]]:
    for group, part in enumerate(definition.groups):
        for number, question in enumerate(part.questions):
            yield ("groups", group, "questions", number), question


def _holds(tree: Node, world: World) -> bool:
    """What is not known does not hold: nobody owes a form for what we do not know."""
    return check_reference(tree, world) is True


def _facts(tree: Node, world: World) -> Iterator[Fact]:
    """What makes a condition that holds hold: of alternatives, those that do."""
    if tree.op == "or":
        for part in tree.of:
            if _holds(part, world):
                yield from _facts(part, world)
    elif tree.op == "and":
        for part in tree.of:
            yield from _facts(part, world)
    else:
        yield from _read(tree, world)


def _read(tree: Node, world: World) -> Iterator[Fact]:
    for part in walk(tree):
        if part.at:
            yield Fact("question", part.at.row, str(world.sheet.cells[part.at.address]))
        elif part.op == "unit":
            yield Fact("unit", str(part.value), str(world.field("unit", str(part.value))))
