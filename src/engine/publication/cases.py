# SPDX-License-Identifier: EUPL-1.2
"""What is supposed of one report, step by step, and whether it still can be so.

Everything supposed carries the names of the checks it comes from, so a contradiction can say which checks contradict.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from functools import lru_cache
from itertools import islice, product, zip_longest

from engine.publication.formulas import All, Any, Filled, Formula, Picked, Sum, Unclear, names
from engine.publication.quantities import ADDED, REST, Quantities
from engine.publication.solver import Limits, Proof, solve
from engine.publication.work import Work

Origins = frozenset[str]
NOBODY: Origins = frozenset()
WILD = re.compile(r"[*?]")
REST_IS_DEAR = 20.0
LETTER = re.compile(r"\[.\]|.")
OTHER = "—"  # a code or text that nobody names
MANY = 10_000  # ways to choose one pattern of each demand


@dataclass(frozen=True, slots=True)
class Contradiction:
    """It cannot be so, because of these checks."""

    origins: Origins


@dataclass
class Case:
    quantities: Quantities
    absent: frozenset[str] = frozenset()  # sections without added rows
    work: Work = field(default_factory=Work)
    filled: dict[str, tuple[bool, Origins]] = field(default_factory=dict)
    unclear: dict[str, tuple[bool, Origins]] = field(default_factory=dict)
    picked: dict[str, dict[Picked, Origins]] = field(default_factory=dict)
    sums: dict[Sum, Origins] = field(default_factory=dict)
    pending: dict[Any, Origins] = field(default_factory=dict)
    defined: set[str] = field(default_factory=set)
    conflict: Contradiction | None = None

    def copy(self) -> "Case":
        picked = {name: dict(choices) for name, choices in self.picked.items()}
        return Case(
            self.quantities,
            self.absent,
            self.work,
            dict(self.filled),
            dict(self.unclear),
            picked,
            dict(self.sums),
            dict(self.pending),
            set(self.defined),
            self.conflict,
        )

    # supposing

    def suppose(self, formula: Formula, origins: Origins = NOBODY) -> None:
        self._define(formula)
        match formula:
            case All(of):
                for part in of:
                    self.suppose(part, origins)
            case Any(of):
                self.pending.setdefault(formula, origins)
                self._even_if_blank(formula, origins)
            case Sum():
                self.sums.setdefault(formula, origins)
            case Filled(cell, yes):
                self._decide(self.filled, cell, yes, origins)
            case Unclear(name, yes):
                self._decide(self.unclear, name, yes, origins)
            case Picked(cell):  # no other kind
                self.picked.setdefault(cell, {}).setdefault(formula, origins)
                self.value_of(cell)

    def _define(self, formula: Formula) -> None:
        for name in names(formula):
            if name not in self.defined:
                self.defined.add(name)
                if self._is_required(name):
                    self.filled[name] = (True, NOBODY)
                if name in self.quantities.meanings:
                    self.suppose(self.quantities.meanings[name])

    def _is_required(self, name: str) -> bool:
        """A report without it could not be sent."""
        spec = self.quantities.specs.get(name)
        return spec is not None and spec.required and spec.entered and "|" not in name and not self.is_absent(name)

    def _decide(self, known: dict[str, tuple[bool, Origins]], name: str, yes: bool, origins: Origins) -> None:
        present, why = known.setdefault(name, (yes, origins))
        if present != yes:
            self._contradict(origins | why)

    def _contradict(self, origins: Origins) -> None:
        self.conflict = self.conflict or Contradiction(origins)

    def _even_if_blank(self, formula: Any, origins: Origins) -> None:
        """„Blank, or a sum within limits”: where a blank, as 0, keeps within them too, they are certain."""
        sums = [part for part in formula.of if isinstance(part, Sum)]
        blanks = [part.cell for part in formula.of if isinstance(part, Filled) and not part.yes]
        if len(sums) != 1 or len(blanks) + 1 != len(formula.of) or sums[0].is_equal:
            return
        if all(self._at_most(sums[0], blank) for blank in blanks):
            self.sums.setdefault(sums[0], origins)

    def _at_most(self, row: Sum, blank: str) -> bool:
        most = 0
        for name, factor in row.factors:
            limits = self.limits(name)
            bound = limits.high if factor > 0 else limits.low
            if name != blank and bound is None:
                return False
            most += 0 if name == blank or bound is None else factor * bound
        return most <= row.limit

    def settle(self) -> None:
        """Draw the conclusions that need no numbers: where only one thing is left of „any of”, it is so."""
        moved = True
        while moved and self.conflict is None:
            moved = False
            self.work.spend(len(self.pending))
            for formula, origins in list(self.pending.items()):
                left = [part for part in formula.of if self._refuted(part) is None]
                if len(left) <= 1:
                    del self.pending[formula]
                    moved = True
                    blamed = origins.union(*(self._refuted(part) or NOBODY for part in formula.of))
                    self.suppose(left[0], blamed) if left else self._contradict(blamed)

    def _refuted(self, formula: Formula) -> Origins | None:
        """Why it cannot be; None: it still can."""
        match formula:
            case Filled(cell, yes):
                return _against(self.filled, cell, yes)
            case Unclear(name, yes):
                return _against(self.unclear, name, yes)
            case All(of):
                return next((found for part in of if (found := self._refuted(part)) is not None), None)
            case Any(of):
                reasons = [found for part in of if (found := self._refuted(part)) is not None]
                return NOBODY.union(*reasons) if len(reasons) == len(of) else None
        return None

    # codes and texts

    def value_of(self, cell: str) -> str:
        """A code or text that fits what is supposed; where none is left, that is a contradiction."""
        demands = self.picked.get(cell, {})
        spec = self.quantities.specs.get(cell)
        domain = spec.codes if spec is not None else None
        wild = any(WILD.search(re.sub(r"\[.\]", "", choice)) for one in demands if one.yes for choice in one.choices)
        if domain is None:
            found = _made_up(tuple(demands))
        else:
            found = next((code for code in domain if all(fits(one, code) for one in demands)), None)
        if found is None and (domain is not None or not wild):
            self._contradict(NOBODY.union(*demands.values()))
        return OTHER if found is None else found

    # numbers

    def limits(self, name: str) -> Limits:
        found = self.quantities.limits.get(name, Limits())
        if self.is_absent(name):
            return Limits(0, 0)
        if "#" in name or f".{REST}." in name or name.startswith("rows|"):
            return found
        present = self.filled.get(name)
        if present is None:
            low = None if found.low is None else min(found.low, 0)
            return Limits(low, None if found.high is None else max(found.high, 0), found.most)
        return found if present[0] else Limits(0, 0)

    def is_absent(self, name: str) -> bool:
        section, _, rest = name.partition(".")
        return section in self.absent and rest[:2] in ADDED

    def point(self) -> Mapping[str, int] | Contradiction | None:
        """Numbers for all quantities supposed of."""
        columns = {name: self.limits(name) for formula in self.sums for name, _ in formula.factors}
        rows = list(self.sums)
        self.work.spend(len(columns) + sum(len(row.factors) for row in rows))
        dear = {name: REST_IS_DEAR for name in columns if f".{REST}." in name or name.startswith("rows|")}
        found = solve(rows, columns, dear)
        if not isinstance(found, Proof):
            return found
        blame = [self.sums[rows[number]] for number in found.rows]
        blame += [self.filled[name][1] for name in found.columns if name in self.filled]
        return Contradiction(NOBODY.union(*blame))

    def unsatisfied(self, point: Mapping[str, int]) -> Iterator[Any]:
        return (formula for formula in self.pending if not self.satisfies(formula, point))

    def satisfies(self, formula: Formula, point: Mapping[str, int]) -> bool:
        match formula:
            case All(of):
                return all(self.satisfies(part, point) for part in of)
            case Any(of):
                return any(self.satisfies(part, point) for part in of)
            case Sum(factors):
                return formula.holds({name: point[name] if name in point else self.usual(name) for name, _ in factors})
            case Filled(cell, yes):
                return self.is_filled(cell, point) == yes
            case Picked(cell):
                return fits(formula, self.value_of(cell))
            case Unclear(name, yes):  # no other kind
                return _against(self.unclear, name, yes) is None and name in self.unclear

    def usual(self, name: str) -> int:
        """What a cell gets of which no sum is supposed: 0, or what is nearest to it."""
        limits = self.limits(name)
        least = max(limits.low or 0, 0)
        return least if limits.high is None else min(least, limits.high)

    def is_filled(self, name: str, point: Mapping[str, int]) -> bool:
        """Cells nothing is supposed of are filled in, unless 0 is no value of theirs."""
        if name in self.filled:
            return self.filled[name][0]
        low = self.quantities.limits[name].low if name in self.quantities.limits else 0
        return not self.is_absent(name) and (low is None or point.get(name, 0) >= low)


def _against(known: Mapping[str, tuple[bool, Origins]], name: str, yes: bool) -> Origins | None:
    present, why = known.get(name, (yes, NOBODY))
    return why if present != yes else None


def fits(demand: Picked, code: str) -> bool:
    return any(fnmatchcase(code, choice) for choice in demand.choices) == demand.yes


@lru_cache(maxsize=4096)
def _made_up(demands: tuple[Picked, ...]) -> str | None:
    """A code or text that fits patterns, where no list says which there are; None: we could not think of one."""
    wanted = islice(product(*(demand.choices for demand in demands if demand.yes)), MANY)
    return next((code for code in (*map(_meeting, wanted), OTHER) if all(fits(one, code) for one in demands)), None)


def _meeting(patterns: tuple[str, ...]) -> str:
    """Where all of them agree, letter by letter: A? and ?B are AB."""
    letters = (LETTER.findall(pattern.replace("*", "")) for pattern in patterns)
    columns = zip_longest(*letters, fillvalue="?")
    return "".join(next((one.strip("[]") or one for one in column if one != "?"), "0") for column in columns)
