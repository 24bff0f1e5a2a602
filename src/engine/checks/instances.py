# SPDX-License-Identifier: EUPL-1.2
"""The checks and computed cells of a form as typed trees, one for each place they hold in; or all problems found."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from engine.checks.grammar import ExpressionError, parse, parse_loop, parse_rule
from engine.checks.resolve import Resolver
from engine.checks.selection import Bound, Surroundings, axis_of, expand, list_codes
from engine.checks.tree import At, Node, cells, demanded, to_json, walk
from engine.checks.world import Rows
from engine.definitions import CellSpec, Check, FormDefinition, Problem
from engine.definitions.source import Where

PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
BRACES = re.compile(r"(?P<empty>\{\s*\})|\{[^{}]*\}|(?P<alone>[{}])")
BETWEEN_LOOPS = ", "
LEVELS = {"form": 4, "unit": 3, "prio": 2}  # by the first four letters of a scope


@dataclass(frozen=True, slots=True)
class Instance:
    """A check in one place. Where variables stand for added rows (`loops`), one tree serves all of them."""

    check: Check
    level: int
    tree: Node
    target: At
    variables: Mapping[str, Bound]

    @property
    def loops(self) -> tuple[tuple[str, str], ...]:
        """Loops over added rows: their name and section."""
        return tuple((bound.code, bound.section) for bound in self.variables.values() if bound.code.startswith("$"))

    def key(self, rows: Rows) -> str:
        """Stable name of a finding: the check and the rows and columns it stands in."""
        places = [rows[bound.code][1] if bound.code in rows else bound.code for bound in self.variables.values()]
        return f"{self.check.id}:{','.join(places)}" if places else self.check.id


@dataclass(frozen=True, slots=True)
class Computed:
    """A computed cell and its formula; a cell of row $ stands for its column in all added rows."""

    at: At
    spec: CellSpec
    tree: Node

    @property
    def key(self) -> tuple[str, str, str]:
        return _key(self.at)


def _key(at: At) -> tuple[str, str, str]:
    return at.section, "$" if at.looped else at.row, at.column


class Reader:
    """Reads all expressions of a form and keeps the problems."""

    def __init__(self, definition: FormDefinition, others: Mapping[str, FormDefinition]) -> None:
        self.definition = definition
        self.resolver = Resolver(definition, others)
        self.problems: list[Problem] = []

    def problem(self, where: Where, error: ExpressionError, text: str) -> None:
        problem = self.definition.problem(where, error.shown(text))
        if problem not in self.problems:
            self.problems.append(problem)

    # checks

    def checks(self) -> tuple[Instance, ...]:
        numbered = enumerate(self.definition.checks)
        return tuple(instance for number, check in numbered for instance in self._check(("checks", number), check))

    def _check(self, where: Where, check: Check) -> Iterator[Instance]:
        key, text = "check", check.check
        try:
            rule = parse_rule(text)
            loops, syntax = (rule.of[:-1], rule.of[-1]) if rule.op == "rule" else ((), rule)
            axes: dict[str, list[Bound]] = {}
            for loop in loops:
                axes |= [axis_of(self.definition, loop, axes)]
            key, text = "foreach", BETWEEN_LOOPS.join(check.foreach).rstrip()
            self._loops(check, axes)
            places = list(expand(tuple(axes.items())))
            for variables in places:
                around = Surroundings(variables, loops=len(variables))
                key, text = "check", check.check
                tree = self.resolver.condition(syntax, around)
                key, text = ("target", check.target) if check.target else (key, text)
                yield Instance(check, _level(check, tree), tree, self._target(check, tree, around), variables)
            self._words(where, check, places)
        except ExpressionError as error:
            self.problem((*where, key), error, text)

    def _loops(self, check: Check, axes: dict[str, list[Bound]]) -> None:
        """Those of `foreach`; where one is wrong, the place is that in all of them as one line."""
        start = 0
        for text in check.foreach:
            try:
                axes |= [axis_of(self.definition, parse_loop(text), axes)]
            except ExpressionError as error:
                raise error.moved(start) from None
            start += len(text) + len(BETWEEN_LOOPS)

    def _words(self, where: Where, check: Check, places: list[dict[str, Bound]]) -> None:
        """Expressions in the message are understood too; told of the first place where one is not."""
        for template in filter(None, (check.message.pl, check.message.en)):
            wrong = [(error, template) for error in stray(template)]
            in_places = (list(self._misread(template, variables)) for variables in places)
            for error, text in [*wrong, *next(filter(None, in_places), [])]:
                self.problem((*where, "message"), error, text)

    def _misread(self, template: str, variables: Mapping[str, Bound]) -> Iterator[tuple[ExpressionError, str]]:
        around = Surroundings(variables)
        for _, text in placed(template):
            try:
                if text not in {"", "label", *variables}:
                    self.resolver.value(parse(text), around)
            except ExpressionError as error:
                yield error, text

    def _target(self, check: Check, tree: Node, around: Surroundings) -> At:
        if not check.target:
            return first_cell(tree)
        node = self.resolver.any(parse(check.target), around)
        if node.at is None or node.at.scope:
            raise ExpressionError("Celem jest jedno pole tego formularza.", 0, len(check.target))
        return node.at

    # computed cells

    def computed(self) -> tuple[Computed, ...]:
        """In the order of computing."""
        found = [*self._fixed(), *self._added()]
        return self._ordered({item.key: item for item in found})

    def _fixed(self) -> Iterator[Computed]:
        for spec in self.definition.cells.values():
            if spec.computed is not None and spec.row is not None:
                at = At(spec.section.code, spec.row.code, spec.column.code)
                yield from self._formula(spec, at, spec.column.computed or spec.computed)

    def _added(self) -> Iterator[Computed]:
        for section, columns in self.definition.added.items():
            for code, spec in columns.items():
                if spec.computed is not None:
                    yield from self._formula(spec, At(section, "$", code), spec.computed)

    def _formula(self, spec: CellSpec, at: At, text: str) -> Iterator[Computed]:
        try:
            tree = self.resolver.number(parse(text), Surroundings(here=at, loops=1))
            outside = next((part for part in walk(tree) if part.op == "unit" or (part.at and part.at.scope)), None)
            if outside is not None:
                raise ExpressionError("Pole wyliczane może zależeć tylko od pól tego formularza.", 0, len(text))
            yield Computed(at, spec, tree)
        except ExpressionError as error:
            self.problem(self._where(spec), error, text)

    def _where(self, spec: CellSpec) -> Where:
        """Where in the file the formula stands."""
        sections = [section.code for section in self.definition.sections]
        table = ("sections", sections.index(spec.section.code), "table")
        if spec.column.computed is not None or spec.row is None:
            return (*table, "columns", spec.section.table.columns.index(spec.column), "computed")
        return (*table, "rows", spec.section.table.rows.index(spec.row), "computed")

    def _ordered(self, found: Mapping[tuple[str, str, str], Computed]) -> tuple[Computed, ...]:
        """Each after those it reads. Of a cycle one problem is told, naming its cells."""
        needs = {key: [part for part in map(_key, cells(item.tree)) if part in found] for key, item in found.items()}
        done: dict[tuple[str, str, str], Computed] = {}
        waiting = dict(found)
        while waiting:
            ready = [key for key in waiting if all(need in done for need in needs[key])]
            if not ready:
                self._cycle(list(waiting), needs, found)
                return ()
            for key in ready:
                done[key] = waiting.pop(key)
        return tuple(done.values())

    def _cycle(
        self,
        waiting: list[tuple[str, str, str]],
        needs: Mapping[tuple[str, str, str], list[tuple[str, str, str]]],
        found: Mapping[tuple[str, str, str], Computed],
    ) -> None:
        path = [waiting[0]]
        while path[-1] not in path[:-1]:
            path.append(next(need for need in needs[path[-1]] if need in waiting))
        round_trip = path[path.index(path[-1]) :]
        names = " → ".join(".".join(key).replace(".$.", ".*.") for key in round_trip)
        item = found[round_trip[0]]
        message = f"Pola wyliczane zależą od siebie w kółko: {names}."
        self.problems.append(self.definition.problem(self._where(item.spec), message))


def first_cell(tree: Node) -> At:
    """The cell a finding points at: the first one of this sheet, of what is demanded before what is supposed."""
    conclusion = tree
    while conclusion.op == "=>":
        conclusion = conclusion.of[1]
    own = [at for part in (conclusion, tree) for at in demanded(part) if not at.scope]
    for at in own:
        if not at.own_loop:
            return at
    if not own:
        raise ExpressionError("Kontrola nie czyta żadnego pola tego formularza.")
    return own[0]


def placed(template: str) -> Iterable[tuple[str, str]]:
    """A message in parts: a text, and what stands in braces after it; nothing stands after the last."""
    parts = [*PLACEHOLDER.split(template), ""]
    return ((parts[at], parts[at + 1].strip()) for at in range(0, len(parts), 2))


def stray(template: str) -> Iterator[ExpressionError]:
    """The first brace of a message without its pair, or with nothing in between."""
    found = next((match for match in BRACES.finditer(template) if match.lastgroup), None)
    if found is not None:
        alone = f"Klamra „{found[0]}” nie ma pary; w klamrach stoi wyrażenie."
        yield ExpressionError(alone if found["alone"] else "W klamrach nie ma wyrażenia.", found.start(), found.end())


def _level(check: Check, tree: Node) -> int:
    if check.level is not None:
        return check.level
    sources = {part.at.scope[:4] if part.at else part.op for part in walk(tree)}
    return max((LEVELS[source] for source in sources & LEVELS.keys()), default=1)


def code_lists(
    definition: FormDefinition, instances: Iterable[Instance], computed: Iterable[Computed]
) -> dict[str, list[str]]:
    """The lists that `x in list("…")` asks, by name and pattern."""
    trees = [*(item.tree for item in instances), *(item.tree for item in computed)]
    parts = [part for tree in trees for part in walk(tree) if part.op == "listed"]
    return {str(part.value): sorted(list_codes(definition, *part.choices) or ()) for part in parts}


def as_json(
    instances: tuple[Instance, ...], computed: tuple[Computed, ...], lists: Mapping[str, list[str]]
) -> dict[str, object]:
    """All trees of a form, as they are hashed and sent to other back ends."""
    return {
        **({"lists": lists} if lists else {}),
        "checks": [
            [item.check.id, [bound.code for bound in item.variables.values()], item.loops, to_json(item.tree)]
            for item in instances
        ],
        "computed": [
            [item.at.section, item.at.row, item.at.column, item.spec.type.scale, to_json(item.tree)]
            for item in computed
        ],
    }
