# SPDX-License-Identifier: EUPL-1.2
"""From the cells of an edition to those of the edition before it.

    crosswalk:
      from: 2024
      cells: {"d2[w05,k1]": "d2[w04,k1]", "d2[*,k4]": "d2[*,k3]", "d3[w01,*]": "d3[w01,*] + d3[w02,*]"}
      new: ["d2[w06,*]"]            asked for the first time
      dropped: ["d3[w09,k2]"]       no longer asked for

On the left this edition, on the right the one before. `*` joins equal codes, `a..b` goes by position, a sum skips
blanks. An exact entry wins over a range, a range over a star. What is not named stood at the same address; a cell that
another one has taken over does not. Added rows of a section come from the section its starred entries name.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from engine.definitions.errors import Problem
from engine.definitions.forms import CellSpec, FormDefinition
from engine.definitions.models import CellType, Crosswalk
from engine.definitions.source import Where
from engine.definitions.spots import (
    ADDED,
    Pattern,
    Spot,
    SpotError,
    chosen,
    pattern,
    patterns,
    shown,
    spots,
)

Located = tuple[Where, str]
FAMILIES = {"int": "number", "dec": "number"}
TOLD = 6  # cells named in one sentence


@dataclass
class Translation:
    """Each cell of this edition and the cells before whose sum it was."""

    definition: FormDefinition
    previous: FormDefinition
    named: dict[Spot, tuple[Spot, ...]] = field(default_factory=dict)
    new: set[Spot] = field(default_factory=set)
    dropped: set[Spot] = field(default_factory=set)
    problems: list[Located] = field(default_factory=list)

    @cached_property
    def cells(self) -> Mapping[Spot, tuple[Spot, ...]]:
        """What can be carried over: of a type that still fits."""
        return {
            spot: sources
            for spot, sources in self.all.items()
            if all(fits(self.before[source].type, self.now[spot].type) for source in sources)
        }

    @cached_property
    def all(self) -> Mapping[Spot, tuple[Spot, ...]]:
        taken = {source for sources in self.named.values() for source in sources} | self.dropped
        found = dict(self.named)
        for spot in self.now:
            if spot in self.before and spot not in found and spot not in self.new and spot not in taken:
                found[spot] = (spot,)
        return found

    @cached_property
    def now(self) -> Mapping[Spot, CellSpec]:
        return spots(self.definition)

    @cached_property
    def before(self) -> Mapping[Spot, CellSpec]:
        return spots(self.previous)

    @cached_property
    def sections(self) -> Mapping[str, str]:
        """For each section with added rows the section their rows stood in."""
        return {
            spot[0]: source[0] for spot, sources in self.cells.items() if spot[1] == ADDED for source in sources[:1]
        }


def translation(definition: FormDefinition, previous: FormDefinition) -> Translation:
    """How cells of this edition read the one before; found once for each pair."""
    known = definition._translations.get(previous.digest)
    if isinstance(known, Translation):
        return known
    found = Translation(definition, previous)
    crosswalk = definition.crosswalk
    if crosswalk is not None and crosswalk.previous == previous.edition:
        _entries(found, crosswalk)
        found.new.update(_listed(found, definition, "new", crosswalk.new))
        found.dropped.update(_listed(found, previous, "dropped", crosswalk.dropped))
    definition._translations[previous.digest] = found
    return found


def fits(before: CellType, now: CellType) -> bool:
    """Can what stood in the one stand in the other? Counts and amounts are different things."""
    family = FAMILIES.get(before.kind, before.kind)
    return family == FAMILIES.get(now.kind, now.kind) or (before.kind == "code" and now.kind == "text")


def _entries(found: Translation, crosswalk: Crosswalk) -> None:
    """The most exact entry of a cell is its own; two equally exact ones contradict each other."""
    read: list[tuple[tuple[int, int], Where, dict[Spot, tuple[Spot, ...]]]] = []
    for key, text in crosswalk.cells.items():
        where: Where = ("crosswalk", "cells", key)
        try:
            target = pattern(key)
            read.append((target.vagueness, where, _joined(found, target, patterns(text))))
        except SpotError as error:
            found.problems.append((where, str(error)))
    ranks: dict[Spot, tuple[int, int]] = {}
    for rank, where, joined in sorted(read, key=lambda entry: entry[0]):
        for spot, sources in joined.items():
            if ranks.setdefault(spot, rank) == rank and found.named.setdefault(spot, sources) != sources:
                message = f"Pole {shown(spot)} wskazują dwa równie ogólne wpisy; podaj je osobno."
                found.problems.append((where, message))


def _joined(found: Translation, target: Pattern, terms: Iterable[Pattern]) -> dict[Spot, tuple[Spot, ...]]:
    """Cells of the entry's left side, each with the cells of the right side."""
    rows, columns = chosen(found.definition, target)
    joined: dict[Spot, tuple[Spot, ...]] = {}
    for term in terms:
        old_rows, old_columns = chosen(found.previous, term)
        pairs = [
            ((target.section, row, column), (term.section, old_row, old_column))
            for row, old_row in _paired(target.row, rows, term.row, old_rows)
            for column, old_column in _paired(target.column, columns, term.column, old_columns)
        ]
        there = [(spot, source) for spot, source in pairs if spot in found.now and source in found.before]
        if not there:
            raise SpotError("Ten wpis nie łączy żadnych pól: po obu stronach nie ma wspólnych kodów.")
        for spot, source in there:
            joined[spot] = (*joined.get(spot, ()), source)
    for spot, sources in joined.items():
        if len(sources) > 1 and not found.now[spot].type.numeric:
            raise SpotError(f"Sumować można tylko liczby, a pole {shown(spot)} nie jest liczbą.")
    return joined


def _paired(
    selector: tuple[str, ...], codes: list[str], old_selector: tuple[str, ...], old_codes: list[str]
) -> list[tuple[str, str]]:
    if bool(selector) != bool(old_selector):
        raise SpotError("Po obu stronach mają stać takie same zakresy: gwiazdka odpowiada gwiazdce.")
    if not selector:
        return [(code, code) for code in codes if code in old_codes]
    if len(codes) != len(old_codes):
        raise SpotError(f"Zakresy mają różną długość: {len(codes)} i {len(old_codes)}.")
    return list(zip(codes, old_codes, strict=True))


def _listed(found: Translation, form: FormDefinition, key: str, texts: Iterable[str]) -> Iterator[Spot]:
    known = spots(form)
    for index, text in enumerate(texts):
        try:
            wanted = pattern(text)
            rows, columns = chosen(form, wanted)
        except SpotError as error:
            found.problems.append((("crosswalk", key, index), str(error)))
            continue
        named = ((wanted.section, row, column) for row in rows for column in columns)
        yield from (spot for spot in named if spot in known)


def own_problems(definition: FormDefinition) -> Iterator[Located]:
    """What can be seen without the edition before."""
    crosswalk = definition.crosswalk
    if crosswalk is None:
        return
    if crosswalk.previous >= definition.edition:
        yield ("crosswalk", "from"), f"Poprzednia edycja musi być wcześniejsza niż {definition.edition}."
    yield from _readable(definition, crosswalk)


def _readable(definition: FormDefinition, crosswalk: Crosswalk) -> Iterator[Located]:
    places: list[tuple[Where, str, FormDefinition | None]] = []
    for key, text in crosswalk.cells.items():
        where: Where = ("crosswalk", "cells", key)
        places += [(where, key, definition), *((where, term, None) for term in text.split("+"))]
    places += [(("crosswalk", "new", index), text, definition) for index, text in enumerate(crosswalk.new)]
    places += [(("crosswalk", "dropped", index), text, None) for index, text in enumerate(crosswalk.dropped)]
    for where, text, form in places:
        try:
            wanted = pattern(text)
            if form is not None:
                chosen(form, wanted)
        except SpotError as error:
            yield where, str(error)


def crosswalk_problems(definition: FormDefinition, previous: FormDefinition) -> tuple[Problem, ...]:
    """What keeps the crosswalk from being total: each cell people fill comes from somewhere or is new, each cell they
    filled before goes somewhere or is dropped."""
    crosswalk = definition.crosswalk
    expected = (definition.form, crosswalk.previous if crosswalk else previous.edition)
    if (previous.form, previous.edition) != expected:
        message = (
            f"Poprzednia edycja to {expected[0]} za {expected[1]} r., a nie {previous.form} za {previous.edition} r."
        )
        return (definition.problem(("crosswalk", "from"), message),)
    found = translation(definition, previous)
    if found.problems:
        return tuple(definition.problem(where, message) for where, message in found.problems)
    return tuple(definition.problem(where, message) for where, message in _gaps(found))


def _gaps(found: Translation) -> Iterator[Located]:
    used = [source for sources in found.all.values() for source in sources]
    entered = [spot for spot, spec in found.now.items() if spec.entered]
    filled = [spot for spot, spec in found.before.items() if spec.entered]
    told = {
        "Nie wiadomo, skąd wziąć pola {}: wpisz je w cells albo w new": (
            spot for spot in entered if spot not in found.all and spot not in found.new
        ),
        "Pola poprzedniej edycji {} nie mają dalszego ciągu: wpisz je w cells albo w dropped": (
            spot for spot in filled if spot not in used and spot not in found.dropped
        ),
        "Pola {} są i w cells, i w new": (spot for spot in found.named if spot in found.new),
        "Pola poprzedniej edycji {} są i w cells, i w dropped": (
            spot for spot in dict.fromkeys(used) if spot in found.dropped
        ),
        "Pola poprzedniej edycji {} trafiają w dwa miejsca": _twice(found),
        "Dodawane wiersze pól {} pochodzą z różnych działów": (
            spot
            for spot, sources in found.cells.items()
            if spot[1] == ADDED and any(source[0] != found.sections[spot[0]] for source in sources)
        ),
        "Pola {} miały typ, którego nie da się przenieść: wpisz je w new, a dawne w dropped": (
            spot for spot in found.all if spot not in found.cells
        ),
    }
    for sentence, places in told.items():
        listed = list(places)
        if listed:
            yield ("crosswalk",), sentence.format(_names(listed)) + "."


def _twice(found: Translation) -> list[Spot]:
    goes: dict[Spot, int] = {}
    for spot, sources in found.all.items():
        for source in sources:
            goes[source] = goes.get(source, 0) + found.now[spot].entered
    return [source for source, times in goes.items() if times > 1]


def _names(places: list[Spot]) -> str:
    names = ", ".join(map(shown, places[:TOLD]))
    return names if len(places) <= TOLD else f"{names} i {len(places) - TOLD} innych"
