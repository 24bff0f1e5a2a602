# SPDX-License-Identifier: EUPL-1.2
"""What was proven of the checks, in words, at the check in the file."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from engine.checks.compiled import CompiledForm
from engine.definitions import Problem
from engine.definitions.source import Where
from engine.publication.cases import Contradiction
from engine.publication.formulas import Filled, Formula
from engine.publication.quantities import HERE
from engine.publication.system import Says, System, Tell, Verdict, nobody

EVERYWHERE = {
    Says.NEVER_FAILS: "Kontrola „{id}” niczego nie zatrzyma: typy i zakresy pól na to nie pozwalają.",
    Says.NEVER_HOLDS: "Kontrola „{id}” nigdy nie może być spełniona{because}.",
    Says.IDLE: "Kontrola „{id}” czyta tylko pola, które zawsze są puste.",
    Says.FOLLOWS: "Kontrola „{id}” jest zbędna: zatrzymuje tylko to, co zatrzymują już kontrole: {names}.",
    Says.UNKNOWN: "Kontroli „{id}” nie zbadano: {names}.",
}
IN_PLACES = {
    Says.NEVER_FAILS: "Kontrola „{id}” w miejscach: {places} niczego nie zatrzyma (typy i zakresy pól).",
    Says.NEVER_HOLDS: "Kontrola „{id}” w miejscach: {places} nigdy nie może być spełniona{because}.",
    Says.IDLE: "Kontrola „{id}” w miejscach: {places} czyta pola, które zawsze są puste.",
    Says.FOLLOWS: "Kontrola „{id}” w miejscach: {places} wynika z innych: {names}.",
    Says.UNKNOWN: "Kontroli „{id}” w miejscach: {places} nie zbadano: {names}.",
}
NOT_SENT = "Nie zbadano, czy da się wysłać jakiekolwiek sprawozdanie: za mało czasu."
NOT_FILLED = "Nie zbadano, czy da się wypełnić pola ({}): za mało czasu."
REFUSED = frozenset({Says.NEVER_FAILS, Says.NEVER_HOLDS, Says.IDLE, Says.FOLLOWS})
SHOWN = 6


@dataclass
class Told:
    """Refusals: what is so wherever a check stands. Notes: what is so in places, and what was not looked into;
    `unexamined`: of so many checks."""

    refusals: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)
    unexamined: int = 0


def check_verdicts(system: System, tell: Tell = nobody) -> Told:
    told = Told()
    checks = {check.id: number for number, check in enumerate(system.compiled.definition.checks)}
    numbers = [checks[instance.check.id] for instance in system.instances]
    places = Counter(numbers)
    ordered = sorted(system.verdicts(tell), key=lambda one: (numbers[one.place], one.says.value, one.place))
    for (number, says), group in groupby(ordered, key=lambda one: (numbers[one.place], one.says)):
        found = list(group)
        everywhere = len(found) == places[number]
        problem = _problem(system, number, found, everywhere)
        refused = says in REFUSED and (everywhere or says is Says.NEVER_HOLDS)
        (told.refusals if refused else told.notes).append(problem)
        told.unexamined += says is Says.UNKNOWN
    return told


def _problem(system: System, number: int, found: Sequence[Verdict], everywhere: bool) -> Problem:
    definition = system.compiled.definition
    check = definition.checks[number]
    names = list(dict.fromkeys(name for one in found for name in one.because))
    shown = [system.keys[one.place].partition(":")[2].replace(HERE, "wiersz dodany") for one in found]
    template = (EVERYWHERE if everywhere else IN_PLACES)[found[0].says]
    others = [name for name in names if name != check.id] or names
    message = template.format(
        id=check.id,
        names=", ".join(others),
        because=f", gdy mają być spełnione: {', '.join(names)}" if names else "",
        places="; ".join(shown[:SHOWN]) + (f" i {len(shown) - SHOWN} innych" if len(shown) > SHOWN else ""),
    )
    where: Where = ("checks", number, "check")
    return definition.problem(where, message)


def shut_form(system: System) -> Iterator[Problem]:
    if system.shut is not None:
        names = ", ".join(system.shut)
        message = f"Żadnego sprawozdania nie można wysłać: kontrole {names} wykluczają się."
        yield system.compiled.definition.problem(("checks",), message)


def unreachable(system: System) -> Told:
    """Cells, entered and computed, that are blank in every report that can be sent."""
    told = Told()
    compiled, unknown = system.compiled, 0
    for address, formula, words in _unfilled(system):
        answer = system.can_be_filled(formula)
        told.refusals += [_cell(compiled, address, words)] if isinstance(answer, Contradiction) else []
        unknown += answer is None
    told.notes += [] if system.is_known else [compiled.definition.problem(("checks",), NOT_SENT)]
    told.notes += [compiled.definition.problem(("sections",), NOT_FILLED.format(unknown))] if unknown else []
    return told


def _unfilled(system: System) -> Iterator[tuple[str, Formula, str]]:
    """Those that the report at hand leaves blank; when something stands in them, and what is told if that is never."""
    compiled = system.compiled
    filled = system.report.sheet.cells if system.report else {}
    for address, spec in compiled.definition.cells.items():
        if spec.entered and address in system.reading.quantities.specs and address not in filled:
            yield address, Filled(address), "W żadnym sprawozdaniu, które można wysłać, nie będzie wypełnione pole"
    for item in compiled.computed:
        address = item.at.address
        if not item.at.looped and address not in filled:
            yield address, system.reading.number(item.tree).known, "Nigdy nie wyliczy się pole"


def _cell(compiled: CompiledForm, address: str, words: str) -> Problem:
    definition = compiled.definition
    spec = definition.cells[address]
    number = definition.sections.index(spec.section)
    rows = spec.section.table.rows
    where: Where = ("sections", number, "table", "rows", rows.index(spec.row) if spec.row else 0)
    return definition.problem(where, f"{words} {address}.")
