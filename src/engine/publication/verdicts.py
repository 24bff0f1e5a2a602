# SPDX-License-Identifier: EUPL-1.2
"""What was proven of the checks, in words, at the check in the file."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from engine.checks.compiled import CompiledForm
from engine.definitions import Problem
from engine.definitions.source import Where
from engine.publication.formulas import Filled
from engine.publication.quantities import HERE
from engine.publication.system import Says, System, Verdict

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
REFUSED = frozenset({Says.NEVER_FAILS, Says.NEVER_HOLDS, Says.IDLE, Says.FOLLOWS})
SHOWN = 6


def check_verdicts(system: System) -> tuple[list[Problem], list[Problem]]:
    """Refusals: what is so wherever the check stands. Notes: what is so in places, and what was not looked into."""
    refusals: list[Problem] = []
    notes: list[Problem] = []
    checks = system.compiled.definition.checks
    ordered = sorted(system.verdicts(), key=lambda one: (_check(system, one), one.says.value, one.place))
    for (number, says), group in groupby(ordered, key=lambda one: (_check(system, one), one.says)):
        found = list(group)
        places = sum(item.check is checks[number] for item in system.instances)
        everywhere = len(found) == places
        problem = _problem(system, number, found, everywhere)
        refused = says in REFUSED and (everywhere or says is Says.NEVER_HOLDS)
        (refusals if refused else notes).append(problem)
    return refusals, notes


def _check(system: System, verdict: Verdict) -> int:
    return system.compiled.definition.checks.index(system.instances[verdict.place].check)


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


def unreachable(system: System) -> Iterator[Problem]:
    """Cells, entered and computed, that are blank in every report that can be sent."""
    compiled = system.compiled
    filled = system.report.sheet.cells if system.report else {}
    for address, spec in compiled.definition.cells.items():
        open_still = spec.entered and address in system.reading.quantities.specs and address not in filled
        if open_still and not system.can_be_filled(Filled(address)):
            yield _cell(compiled, address, "W żadnym sprawozdaniu, które można wysłać, nie będzie wypełnione pole")
    for item in compiled.computed:
        address = item.at.address
        known = system.reading.number(item.tree).known
        if not item.at.looped and address not in filled and not system.can_be_filled(known):
            yield _cell(compiled, address, "Nigdy nie wyliczy się pole")


def _cell(compiled: CompiledForm, address: str, words: str) -> Problem:
    definition = compiled.definition
    spec = definition.cells[address]
    number = definition.sections.index(spec.section)
    rows = spec.section.table.rows
    where: Where = ("sections", number, "table", "rows", rows.index(spec.row) if spec.row else 0)
    return definition.problem(where, f"{words} {address}.")
