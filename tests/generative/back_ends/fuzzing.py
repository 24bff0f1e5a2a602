# SPDX-License-Identifier: EUPL-1.2
"""Random forms with checks, tried by all; the first difference of a back end made small."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from engine.checks import CompiledForm
from engine.definitions import DefinitionError
from tests.generative.back_ends.forms import Check, Form, Section, random_form
from tests.generative.back_ends.judging import BACK_ENDS, Judge, by_reference
from tests.generative.back_ends.parts import Expressions, Part
from tests.generative.back_ends.shrinking import Case, shrunk
from tests.generative.back_ends.situations import Situation, Situations

SITUATIONS = 100


@dataclass(frozen=True)
class Drawn:
    """A form with its checks also as trees."""

    form: Form
    parts: Sequence[Part]


def draw(random: Random, count: int) -> Drawn:
    """About so many checks: those the language refuses (too many factors, a text for a number) are left out."""
    form = random_form(random)
    found: list[tuple[Check, Part]] = []
    for _ in range(count):
        foreach, loops = _loops(random, form)
        part = Expressions(random, form, loops).truth(random.choice((1, 2, 2, 3)))
        found.append((Check(foreach, str(part)), part))
    form = form.with_checks(*(check for check, _ in found))
    wrong = _refused(form)
    kept = [pair for number, pair in enumerate(found) if not {f"{{id: C{number},", f"{{id: N{number},"} & wrong]
    return Drawn(form.with_checks(*(check for check, _ in kept)), [part for _, part in kept])


def _refused(form: Form) -> set[str]:
    """Beginnings of the lines of checks that are refused."""
    try:
        CompiledForm(form.load(), {})
    except DefinitionError as error:
        lines = form.text().splitlines()
        return {" ".join(lines[problem.line - 1].split()[1:3]) for problem in error.problems}
    return set()


def _loops(random: Random, form: Form) -> tuple[str, dict[str, Section]]:
    """Over the rows of a section with added ones, of two such, or of none."""
    added = [section for section in form.sections if section.added]
    if not added or random.random() < 0.6:
        return "", {}
    names = ("r", "q")[: random.choice((1, 1, 1, 1, 2))]
    loops = {name: random.choice(added) for name in names}
    return ", ".join(f"{name} in {section.code}.rows" for name, section in loops.items()), loops


def tried(random: Random, back_ends: Mapping[str, Judge] = BACK_ENDS, count: int = 60) -> Counter[bool | None]:
    """One form in many situations: how often the reference said what. A difference fails, with the smallest case."""
    drawn = draw(random, count)
    compiled = CompiledForm(drawn.form.load(), {})
    source = Situations(random, compiled.definition)
    situations = [source.one() for _ in range(SITUATIONS)]
    counted: Counter[bool | None] = Counter()
    expected = by_reference(compiled, situations, counted)
    for name, judge in back_ends.items():
        found = judge(compiled, situations)
        for situation, ours, theirs in zip(situations, expected, found, strict=True):
            if ours != theirs:
                raise AssertionError(told(name, judge, _case(drawn, situation, ours ^ theirs)))
    return counted


def _case(drawn: Drawn, situation: Situation, keys: set[str]) -> Case:
    number = min(int(key.partition(":")[0][1:]) for key in keys)
    return Case(drawn.form.with_checks(drawn.form.checks[number]), drawn.parts[number], situation)


def told(name: str, judge: Judge, case: Case) -> str:
    small = shrunk(case, judge)
    compiled = small.compiled()
    if compiled is None or not small.differs(judge):
        return f"{name} różni się od wzorca tylko wśród innych sprawozdań:\n{small.shown()}"
    expected = by_reference(compiled, [small.situation])[0]
    return f"{name} różni się od wzorca, który tu wskazuje {sorted(expected) or 'nic'}:\n{small.shown()}"
