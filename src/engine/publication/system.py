# SPDX-License-Identifier: EUPL-1.2
"""All checks of a form beside each other: which of them can fail, hold, or follow from the rest."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
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

Point = Mapping[str, int]
MISSING = (
    "nie znaleziono sprawozdania, które zatrzymuje tylko ona, ani dowodu, że go nie ma",
    "nie znaleziono sprawozdania, które ją spełnia, ani dowodu, że go nie ma",
)


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
    """Demands of a form on a report. `shut`: no report fulfils them all, because of these checks."""

    compiled: CompiledForm
    others: Mapping[str, FormDefinition]
    failing: dict[int, Formula] = field(default_factory=dict)
    holding: dict[int, Formula] = field(default_factory=dict)
    standing: dict[int, Formula] = field(default_factory=dict)  # not failing, whichever rows it is asked of
    shut: tuple[str, ...] | None = None

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
        self.groups = Groups(self.reading, self.failing.values())
        self.errors = [number for number in self.failing if self.instances[number].check.severity == "error"]
        self.rests = {number: list(self._of_the_rest(number)) for number in self.errors + self._warnings()}
        self.report: Report | None = None
        self._find_acceptable()

    def _warnings(self) -> list[int]:
        return [number for number in self.failing if self.instances[number].check.severity == "warning"]

    # cases

    def case(self, target: Formula, demands: Iterable[int], absent: frozenset[str] = frozenset()) -> Case:
        """The target, and of all other checks that they are not violated."""
        case = Case(self.reading.quantities, absent)
        quantities = self.reading.quantities
        for name, spec in quantities.specs.items():
            if spec.required and spec.entered and "|" not in name and not case.is_absent(name):
                case.filled[name] = (True, frozenset())
        self._limit_rows(case)
        for number in demands:
            if not any(section in absent for _, section in self.instances[number].loops):
                origins = frozenset({self.instances[number].check.id})
                case.suppose(self.standing[number], origins)
                for row in self.rests[number]:
                    case.suppose(row, origins)
        case.suppose(target)
        return case

    def _limit_rows(self, case: Case) -> None:
        for section in self.compiled.definition.sections:
            dynamic = section.table.dynamic
            if dynamic is not None:
                self.reading.quantities.limits[f"rows|{section.code}"] = Limits(
                    max(dynamic.min - 1, 0), dynamic.max - 1
                )

    def _of_the_rest(self, number: int) -> Iterator[Sum]:
        """What holds in every added row holds of their sums too, where it is about numbers alone."""
        loops = self.instances[number].loops
        if len(loops) != 1:
            return
        case = self.case_of_types()
        case.suppose(opposite(self.failing[number]))
        case.settle()
        prefix = f"{loops[0][1]}.{HERE}."
        for found in case.sums:
            if all(name.startswith(prefix) for name, _ in found.factors):
                factors = [(name.replace(f".{HERE}.", f".{REST}."), factor) for name, factor in found.factors]
                for name, _ in found.factors:
                    self.reading.of_the_rest(name)
                yield Sum((*factors, (f"rows|{loops[0][1]}", -found.limit)), 0, found.is_equal)

    def case_of_types(self) -> Case:
        return self.case(ALWAYS, ())

    def absences(self, target: Formula, demands: Sequence[int]) -> list[frozenset[str]]:
        """With and without added rows, where there may be none and it matters."""
        spoken = {name.split(".")[0] for number in demands for name in names(self.failing[number])}
        spoken |= {name.split(".")[0] for name in names(target)}
        tables = {section.code: section.table for section in self.compiled.definition.sections}
        may_lack = [code for code, table in tables.items() if table.dynamic is not None and not table.dynamic.min]
        return _subsets([code for code in may_lack if code in spoken])

    def ask(self, target: Formula, demands: Iterable[int], aim: Aim) -> Contradiction | bool:
        """Is there a report of which the target holds and no demand is violated? False: it is not known."""
        wanted = list(demands)
        near = [one for one in wanted if self.groups.meet(target, self.failing[one])]
        return self._search(target, near, wanted, aim)

    def _search(self, target: Formula, near: Sequence[int], demands: Sequence[int], aim: Aim) -> Contradiction | bool:
        kept = {self.keys[one] for one in demands} - {aim.key}
        because: frozenset[str] = frozenset()
        doubtful = False
        for absent in self.absences(target, near):
            if not absent & aim.sections:
                found = Search(lambda case, point: self._confirm(case, point, kept, aim)).run(
                    self.case(target, near, absent)
                )
                if found is True:
                    return True
                because |= found.origins if isinstance(found, Contradiction) else frozenset()
                doubtful = doubtful or found is False
        return False if doubtful else Contradiction(because)

    def _confirm(self, case: Case, point: Point, kept: set[str], aim: Aim) -> bool:
        """Make the report and ask the checks themselves."""
        report = self.maker.report(case, point)
        found = violated(self.compiled, report)
        if found & kept or found - set(self.keys):
            return False
        return aim.reached(report, found)

    # answers

    def _find_acceptable(self) -> None:
        """A report that can be sent, better without a warning."""
        aim = Aim(lambda report, found: self._keep(report))
        every = [*self.errors, *self._warnings()]
        answer = self._search(ALWAYS, every, every, aim)
        if answer is not True and len(every) > len(self.errors):
            answer = self._search(ALWAYS, self.errors, self.errors, aim)
        self.shut = tuple(sorted(answer.origins)) if isinstance(answer, Contradiction) else None

    def _keep(self, report: Report) -> bool:
        self.report = report
        self.maker.base, self.maker.period = report.sheet, report.period
        return True

    def can_be_filled(self, formula: Formula) -> bool:
        """Whether something may be known in a report that can be sent; True also where that is not known."""
        answer = self.ask(formula, self.errors, Aim(lambda report, found: True))
        return not isinstance(answer, Contradiction)

    def verdicts(self) -> Iterator[Verdict]:
        """Of every check in every place about which something was proven, or nothing could be found out."""
        for number in range(len(self.instances)):
            if number not in self.failing:
                yield Verdict(number, Says.UNKNOWN, ("porównuje ze sobą więcej niż dwa wiersze dodawane",))
        kept = list(self.failing)
        for number in reversed(list(self.failing)):
            others = [one for one in kept if one != number and self._stops(one, number)]
            found = self._of(number, others)
            if found is not None:
                yield found
                if found.says is Says.FOLLOWS:
                    kept.remove(number)

    def _stops(self, one: int, number: int) -> bool:
        """A warning never stands in for an error."""
        return self.instances[one].check.severity == "error" or self.instances[number].check.severity == "warning"

    def _of(self, number: int, others: Sequence[int]) -> Verdict | None:
        able = self._can_hold(number)
        answer = self.ask(self.failing[number], others, self._fails(number))
        if isinstance(answer, Contradiction):
            idle = Says.IDLE if isinstance(able, Contradiction) else Says.NEVER_FAILS
            return Verdict(number, Says.FOLLOWS if answer.origins else idle, tuple(sorted(answer.origins)))
        if isinstance(able, Contradiction):
            return Verdict(number, Says.NEVER_HOLDS, tuple(sorted(able.origins)))
        missing = [word for word, found in zip(MISSING, (answer, able), strict=True) if not found]
        return Verdict(number, Says.UNKNOWN, self._why(number) or tuple(missing)) if missing else None

    def _can_hold(self, number: int) -> Contradiction | bool:
        """Whether it can certainly hold in a report that can be sent, as far as is known."""
        if self.report is not None and holds(self.compiled, self.report, self.instances[number]):
            return True
        errors = [one for one in self.errors if one != number]
        return self.ask(self.holding[number], errors, self._holds(number))

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

    def __init__(self, reading: Reading, formulas: Iterable[Formula]) -> None:
        self._above: dict[str, str] = {}
        self._reading = reading
        for formula in [*formulas, *reading.quantities.meanings.values()]:
            self._join(list(names(formula)))
        for name, meaning in reading.quantities.meanings.items():
            self._join([name, *names(meaning)])

    def _join(self, together: list[str]) -> None:
        for name in together:
            self._above[self._top(name)] = self._top(together[0])

    def _top(self, name: str) -> str:
        """Added rows stay together: they are there or not."""
        section, _, rest = name.partition(".")
        name = f"{section}.{HERE}" if rest[:2] in ADDED else name
        while self._above.get(name, name) != name:
            name = self._above[name]
        return name

    def meet(self, one: Formula, other: Formula) -> bool:
        return bool({self._top(name) for name in names(one)} & {self._top(name) for name in names(other)})


def _subsets(sections: Sequence[str]) -> list[frozenset[str]]:
    """None of them, each, all: more would be too many."""
    return list(dict.fromkeys([frozenset(), *(frozenset({one}) for one in sections), frozenset(sections)]))
