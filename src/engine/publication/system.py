# SPDX-License-Identifier: EUPL-1.2
"""All checks of a form beside each other: which of them can fail, hold, or follow from the rest."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from enum import Enum

from engine.checks.compiled import CompiledForm
from engine.checks.instances import Instance
from engine.definitions import FormDefinition
from engine.publication.cases import Case, Contradiction
from engine.publication.formulas import ALWAYS, Formula, Sum, either, names, opposite
from engine.publication.loops import MOST, everywhere, is_readable, paired
from engine.publication.quantities import ADDED, HERE, REST
from engine.publication.reading import Reading
from engine.publication.reports import Maker, Report, holds, key_of, violated
from engine.publication.search import Search
from engine.publication.solver import Limits
from engine.publication.work import CELLS, ONE, Spent, Work

Point = Mapping[str, int]
Demanded = Callable[[int], bool]  # of which checks it is asked that they are not violated
Tell = Callable[[int, int], None]  # how many of how many checks were looked into
Answer = Contradiction | bool | None
MANY, FEW = 300, 60  # demands: too many to look at once; so many of them first
TOO_MUCH = "za mało czasu"
MISSING = (
    "nie znaleziono sprawozdania, które zatrzymuje tylko ona, ani dowodu, że go nie ma",
    "nie znaleziono sprawozdania, które ją spełnia, ani dowodu, że go nie ma",
)


def nobody(_done: int, _of: int) -> None:
    """Is told how far it is."""


class Says(Enum):
    NEVER_FAILS = "never fails"
    NEVER_HOLDS = "never holds"
    IDLE = "reads what is always blank"
    FOLLOWS = "follows from others"
    UNKNOWN = "not looked into"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was proven of a check in one place, and by which other checks; or why nothing was."""

    place: int  # number of the instance
    says: Says
    because: tuple[str, ...] = ()


@dataclass(frozen=True)
class Aim:
    """When a report is the one looked for; `key`: the check that may be violated, `sections`: whose rows it needs."""

    reached: Callable[[Report, set[str]], bool]
    key: str = ""
    sections: frozenset[str] = frozenset()


@dataclass
class System:
    """Demands of a form on a report. `shut`: no report fulfils them all, because of these checks; `is_known`: that was
    found out, or at least tried with all there is to try."""

    compiled: CompiledForm
    others: Mapping[str, FormDefinition]
    failing: dict[int, Formula] = field(default_factory=dict)
    holding: dict[int, Formula] = field(default_factory=dict)
    standing: dict[int, Formula] = field(default_factory=dict)  # not failing, whichever rows it is asked of
    shut: tuple[str, ...] | None = None
    work: Work = field(default_factory=Work)

    def __post_init__(self) -> None:
        self.reading = Reading(self.compiled, self.others)
        self.maker = Maker(self.compiled)
        self.instances: Sequence[Instance] = self.compiled.instances
        self.keys = [key_of(instance) for instance in self.instances]
        pairs = paired(self.instances)
        for number, instance in enumerate(self.instances):
            if is_readable(instance):
                trees = everywhere(instance, pairs)
                wrong = [self.reading.truth(tree, False) for tree in trees]
                self.failing[number] = wrong[0] if len(instance.loops) < MOST else either(*wrong[:MOST])
                self.holding[number] = self.reading.truth(instance.tree, True)
                self.standing[number] = opposite(either(*wrong))
        self.groups = Groups(self.reading, self.failing)
        self.errors = [number for number in self.failing if self._is_error(number)]
        self._size = (len(self.compiled.definition.addresses) + len(self.instances)) // CELLS
        self.numbers = {key: number for number, key in enumerate(self.keys)}
        self._limit_rows()
        self.rests = {number: list(self._of_the_rest(number)) for number in self.errors + self._warnings()}
        self.report: Report | None = None
        self._find_acceptable()

    def _is_error(self, number: int) -> bool:
        return self.instances[number].check.severity == "error"

    def _warnings(self) -> list[int]:
        return [number for number in self.failing if not self._is_error(number)]

    # cases

    def case(self, target: Formula, demands: Iterable[int], absent: frozenset[str] = frozenset()) -> Case:
        """The target, and of all other checks that they are not violated."""
        case = Case(self.reading.quantities, absent, self.work)
        for number in demands:
            self.work.spend(1)
            if not any(section in absent for _, section in self.instances[number].loops):
                origins = frozenset({self.instances[number].check.id})
                case.suppose(self.standing[number], origins)
                for row in self.rests[number]:
                    case.suppose(row, origins)
        case.suppose(target)
        return case

    def _limit_rows(self) -> None:
        """How many rows can be added; and of which sections there may be none."""
        self.may_lack: list[str] = []
        for section in self.compiled.definition.sections:
            dynamic = section.table.dynamic
            if dynamic is not None:
                limits = Limits(max(dynamic.min - 1, 0), dynamic.max - 1)
                self.reading.quantities.limits[f"rows|{section.code}"] = limits
                self.may_lack += [] if dynamic.min else [section.code]

    def _of_the_rest(self, number: int) -> Iterator[Sum]:
        """What holds in every added row holds of their sums too, where it is about numbers alone."""
        loops = self.instances[number].loops
        if len(loops) != 1:
            return
        case = Case(self.reading.quantities, work=Work(ONE))
        case.suppose(opposite(self.failing[number]))
        case.settle()
        prefix = f"{loops[0][1]}.{HERE}."
        for found in case.sums:
            if all(name.startswith(prefix) for name, _ in found.factors):
                factors = [(name.replace(f".{HERE}.", f".{REST}."), factor) for name, factor in found.factors]
                for name, _ in found.factors:
                    self.reading.of_the_rest(name)
                yield Sum((*factors, (f"rows|{loops[0][1]}", -found.limit)), 0, found.is_equal)

    def absences(self, target: Formula, demands: Sequence[int]) -> list[frozenset[str]]:
        """With and without added rows, where there may be none and it matters."""
        if not self.may_lack:
            return [frozenset()]
        spoken = {name.split(".")[0] for number in demands for name in names(self.failing[number])}
        spoken |= {name.split(".")[0] for name in names(target)}
        return _subsets([code for code in self.may_lack if code in spoken])

    def ask(self, target: Formula, demanded: Demanded, aim: Aim) -> Answer:
        """Is there a report of which the target holds and no demand is violated? False: it is not known; None: there
        was too much to do.

        Very many demands are not looked at before the nearest: that those exclude it, or that a report can be made that
        no check objects to, is as true of all of them.
        """
        if self.work.is_spent:
            return None
        near = [one for one in self.groups.near(target) if demanded(one)]
        if len(near) <= MANY:
            return self._within(self.work.most, target, near, demanded, aim)
        few = [one for one in self.groups.nearest(target, FEW) if demanded(one)]
        return self._within(ONE, target, few, demanded, aim) or self._within(ONE, target, near, demanded, aim)

    def _within(self, steps: int, target: Formula, near: Sequence[int], demanded: Demanded, aim: Aim) -> Answer:
        try:
            with self.work.at_most(steps):
                return self._search(target, near, demanded, aim)
        except Spent:
            return None

    def _search(self, target: Formula, near: Sequence[int], demanded: Demanded, aim: Aim) -> Contradiction | bool:
        because: frozenset[str] = frozenset()
        doubtful = False
        for absent in self.absences(target, near):
            if not absent & aim.sections:
                found = Search(lambda case, point: self._confirm(case, point, demanded, aim)).run(
                    self.case(target, near, absent)
                )
                if found is True:
                    return True
                because |= found.origins if isinstance(found, Contradiction) else frozenset()
                doubtful = doubtful or found is False
        return False if doubtful else Contradiction(because)

    def _confirm(self, case: Case, point: Point, demanded: Demanded, aim: Aim) -> bool:
        """Make the report and ask the checks themselves."""
        self.work.spend(self._size)
        report = self.maker.report(case, point)
        found = violated(self.compiled, report)
        if any(key != aim.key and self._spoils(key, demanded) for key in found):
            return False
        return aim.reached(report, found)

    def _spoils(self, key: str, demanded: Demanded) -> bool:
        """What is no check is the structure of a report; a check that nobody can look into may be violated."""
        number = self.numbers.get(key)
        return number is None or (number in self.failing and demanded(number))

    # answers

    def _find_acceptable(self) -> None:
        """A report that can be sent, better without a warning."""
        aim = Aim(lambda report, found: self._keep(report))
        every = [*self.errors, *self._warnings()]
        answer = self._within(ONE, ALWAYS, every, lambda one: True, aim)
        if answer is not True and len(every) > len(self.errors):
            answer = self._within(ONE, ALWAYS, self.errors, self._is_error, aim)
        self.shut = tuple(sorted(answer.origins)) if isinstance(answer, Contradiction) else None
        self.is_known = answer is not None

    def _keep(self, report: Report) -> bool:
        self.report = report
        self.maker.stand_on(report.sheet, report.period)
        return True

    def can_be_filled(self, formula: Formula) -> Answer:
        """Whether something may be known in a report that can be sent."""
        return self.ask(formula, self._is_error, Aim(lambda report, found: True))

    def verdicts(self, tell: Tell = nobody) -> Iterator[Verdict]:
        """Of every check in every place about which something was proven, or nothing could be found out."""
        for number in range(len(self.instances)):
            if number not in self.failing:
                yield Verdict(number, Says.UNKNOWN, ("porównuje ze sobą więcej niż dwa wiersze dodawane",))
        settled: set[int] = set()
        for done, number in enumerate(reversed(list(self.failing))):
            tell(done, len(self.failing))
            found = self._of(number, settled)
            if found is not None:
                yield found
                if found.says is Says.FOLLOWS:
                    settled.add(number)

    def _of(self, number: int, settled: Set[int]) -> Verdict | None:
        """What is so of a check beside the others, without those that follow from the rest."""

        def stops(one: int) -> bool:
            """A warning never stands in for an error."""
            return one != number and one not in settled and (self._is_error(one) or not self._is_error(number))

        able = self._can_hold(number)
        answer = self.ask(self.failing[number], stops, self._fails(number))
        if isinstance(answer, Contradiction):
            idle = Says.IDLE if isinstance(able, Contradiction) else Says.NEVER_FAILS
            return Verdict(number, Says.FOLLOWS if answer.origins else idle, tuple(sorted(answer.origins)))
        if isinstance(able, Contradiction):
            return Verdict(number, Says.NEVER_HOLDS, tuple(sorted(able.origins)))
        if answer is None or able is None:
            return Verdict(number, Says.UNKNOWN, (TOO_MUCH,))
        missing = [word for word, found in zip(MISSING, (answer, able), strict=True) if not found]
        return Verdict(number, Says.UNKNOWN, self._why(number) or tuple(missing)) if missing else None

    def _can_hold(self, number: int) -> Answer:
        """Whether it can certainly hold in a report that can be sent, as far as is known."""
        if self.report is not None and holds(self.compiled, self.report, self.instances[number]):
            return True
        return self.ask(self.holding[number], lambda one: one != number and self._is_error(one), self._holds(number))

    def _fails(self, number: int) -> Aim:
        return Aim(lambda report, found: self.keys[number] in found, self.keys[number], self._sections(number))

    def _holds(self, number: int) -> Aim:
        instance = self.instances[number]
        sections = self._sections(number)
        return Aim(lambda report, found: holds(self.compiled, report, instance), self.keys[number], sections)

    def _sections(self, number: int) -> frozenset[str]:
        return frozenset(section for _, section in self.instances[number].loops)

    def _why(self, number: int) -> tuple[str, ...]:
        return tuple(self.reading.unread(self.instances[number].tree))


class Groups:
    """Quantities that stand together in some check, directly or through others: only those matter to each other."""

    def __init__(self, reading: Reading, failing: Mapping[int, Formula]) -> None:
        self._above: dict[str, str] = {}
        for formula in [*failing.values(), *reading.quantities.meanings.values()]:
            self._join(list(names(formula)))
        for name, meaning in reading.quantities.meanings.items():
            self._join([name, *names(meaning)])
        self._checks: dict[str, list[int]] = {}
        self._speaking: dict[str, list[int]] = {}
        self._said = {number: set(names(formula)) for number, formula in failing.items()}
        for number, formula in failing.items():
            for top in self._tops(formula):
                self._checks.setdefault(top, []).append(number)
            for name in self._said[number]:
                self._speaking.setdefault(name, []).append(number)

    def _join(self, together: list[str]) -> None:
        for name in together:
            self._above[self._top(name)] = self._top(together[0])

    def _top(self, name: str) -> str:
        """Added rows stay together: they are there or not."""
        section, _, rest = name.partition(".")
        name = f"{section}.{HERE}" if rest[:2] in ADDED else name
        while (above := self._above.get(name, name)) != name:
            self._above[name] = self._above.get(above, above)  # the next one is quicker
            name = above
        return name

    def _tops(self, formula: Formula) -> set[str]:
        return {self._top(name) for name in names(formula)}

    def nearest(self, formula: Formula, most: int) -> list[int]:
        """So many of them, those that speak of the same first; in their order."""
        found: dict[int, None] = {}
        spoken = set(names(formula))
        while spoken and len(found) < most:
            numbers = sorted({number for name in spoken for number in self._speaking.get(name, ())} - found.keys())
            found |= dict.fromkeys(numbers)
            spoken = {name for number in numbers for name in self._said[number]}
        return sorted(list(found)[:most])

    def near(self, formula: Formula) -> list[int]:
        """Checks that speak of what it speaks of, directly or through others; in their order."""
        return sorted({number for top in self._tops(formula) for number in self._checks.get(top, ())})


def _subsets(sections: Sequence[str]) -> list[frozenset[str]]:
    """None of them, each, all: more would be too many."""
    return list(dict.fromkeys([frozenset(), *(frozenset({one}) for one in sections), frozenset(sections)]))
