# SPDX-License-Identifier: EUPL-1.2
"""Looks for a report of which everything supposed holds, by cases; or shows that there is none."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from engine.publication.cases import NOBODY, Case, Contradiction, Origins
from engine.publication.formulas import Any, Filled, Formula, Sum, walked

Confirm = Callable[[Case, Mapping[str, int]], bool]
MAX_CASES = 80
HASTY_ROUNDS = 40


class Found(Exception):
    """There is such a report: it was made and looked at."""


@dataclass
class Search:
    """`confirm` makes the report and asks the checks themselves; only what it confirms counts as found."""

    confirm: Confirm
    cases: int = 0
    doubtful: bool = False

    def run(self, case: Case) -> Contradiction | bool:
        """True: there is one. False: it is not known. Else: there is none."""
        try:
            self._hasty(case.copy())
            found = self._explore(case)
        except Found:
            return True
        return False if found is None or self.doubtful else Contradiction(found)

    def _hasty(self, case: Case) -> None:
        """Suppose the likeliest of everything at once: mostly that does."""
        for _ in range(HASTY_ROUNDS):
            case.settle()
            point = None if case.conflict else case.point()
            if point is None or isinstance(point, Contradiction):
                return
            wanting = list(case.unsatisfied(point))
            if not wanting:
                self._confirmed(case, point)
                return
            for formula in wanting:
                case.suppose(_likeliest_first(formula)[0])

    def _confirmed(self, case: Case, point: Mapping[str, int]) -> None:
        if self.confirm(case, point):
            raise Found

    def _explore(self, case: Case) -> Origins | None:
        """The checks that exclude the case; None: they do not, as far as is known."""
        self.cases += 1
        if self.cases > MAX_CASES:
            self.doubtful = True
            return None
        case.settle()
        if case.conflict:
            return case.conflict.origins
        point = case.point()
        if isinstance(point, Contradiction):
            return point.origins
        formula = None if point is None else next(case.unsatisfied(point), None)
        if point is None or formula is None:
            if point is not None:
                self._confirmed(case, point)
            self.doubtful = True
            return None
        return self._branch(case, formula)

    def _branch(self, case: Case, formula: Any) -> Origins | None:
        blamed: Origins = case.pending.pop(formula)
        origins = blamed
        for part in _likeliest_first(formula):
            inner = case.copy()
            inner.suppose(part, origins)
            blamed |= self._explore(inner) or NOBODY
        return blamed


def _likeliest_first(formula: Any) -> list[Formula]:
    """Numbers that fit before cells left blank."""
    return sorted(formula.of, key=_unlikely)


def _unlikely(formula: Formula) -> int:
    parts = list(walked(formula))
    blanks = sum(isinstance(part, Filled) and not part.yes for part in parts)
    return 10 * blanks + sum(not isinstance(part, Sum) for part in parts)
