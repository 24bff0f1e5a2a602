# SPDX-License-Identifier: EUPL-1.2
"""Is there a point within all limits? HiGHS answers; that there is none is believed only with an exact proof.

The proof (Farkas): multipliers of the rows whose sum no point within the limits of the columns can satisfy. They come
from the solver in floating point, are made fractions and multiplied out exactly.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import highspy
import numpy as np

from engine.publication.formulas import Sum

FREE = highspy.kHighsInf
DENOMINATOR = 10**6
OPTIONS = {
    "output_flag": False,
    "threads": 1,
    "mip_rel_gap": 0.5,
    "simplex_iteration_limit": 20_000,  # no form of ours needs a hundred
    "mip_max_nodes": 500,  # nor two
    "time_limit": 60.0,  # of seconds: for a solver that hangs, far beyond what the limits above let it take
}


@dataclass(frozen=True, slots=True)
class Limits:
    """Of one column; None: none. `most`: no number is further from 0, whatever its limits."""

    low: int | None = 0
    high: int | None = None
    most: int | None = None

    @property
    def closed(self) -> "Limits":
        most = self.most
        return (
            self
            if most is None
            else Limits(-most if self.low is None else self.low, most if self.high is None else self.high)
        )


@dataclass(frozen=True, slots=True)
class Proof:
    """Numbers of the rows and names of the columns that contradict each other."""

    rows: tuple[int, ...]
    columns: tuple[str, ...]


def solve(
    rows: Sequence[Sum], limits: Mapping[str, Limits], dear: Mapping[str, float]
) -> Mapping[str, int] | Proof | None:
    """Whole numbers, small ones; or a proof that there are none; or neither.

    So large a limit as `most` slows the solver down: it is asked for where a point lies beyond it only.
    """
    found = _solved(rows, limits, dear)
    if isinstance(found, Mapping) and any(_is_beyond(one, found[name]) for name, one in limits.items()):
        return _solved(rows, {name: one.closed for name, one in limits.items()}, dear)
    return found


def _is_beyond(limits: Limits, number: int) -> bool:
    return limits.most is not None and abs(number) > limits.most


def _solved(
    rows: Sequence[Sum], limits: Mapping[str, Limits], dear: Mapping[str, float]
) -> Mapping[str, int] | Proof | None:
    if not limits:
        return {} if all(row.holds({}) for row in rows) else Proof(tuple(range(len(rows))), ())
    solver = _solver(limits, [dear.get(name, 1.0) for name in limits])
    _add_rows(solver, rows, {name: index for index, name in enumerate(limits)})
    solver.run()
    status = solver.getModelStatus()
    if status in {highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible}:
        return _proof(rows, limits)
    if status != highspy.HighsModelStatus.kOptimal:
        return None
    return _whole(solver, rows, list(limits))


def _solver(limits: Mapping[str, Limits], cost: Sequence[float]) -> highspy.Highs:
    solver = highspy.Highs()  # type: ignore[no-untyped-call]  # not annotated there
    for option, value in OPTIONS.items():
        solver.setOptionValue(option, value)
    low = np.array([-FREE if one.low is None else one.low for one in limits.values()], dtype=float)
    high = np.array([FREE if one.high is None else one.high for one in limits.values()], dtype=float)
    solver.addVars(len(limits), low, high)
    every = np.arange(len(limits), dtype=np.int32)
    prices = np.array([0.0 if bound == -FREE else price for bound, price in zip(low, cost, strict=True)], dtype=float)
    solver.changeColsCost(len(limits), every, prices)
    return solver


def _add_rows(solver: highspy.Highs, rows: Sequence[Sum], numbers: Mapping[str, int], slack: int | None = None) -> None:
    """`slack`: number of a column by which every row may be missed."""
    for row in rows:
        indices = [numbers[name] for name, _ in row.factors]
        values = [float(factor) for _, factor in row.factors]
        for sign in (1.0, -1.0) if row.is_equal else (1.0,):
            own = [*indices, slack] if slack is not None else indices
            signed = [sign * value for value in values]
            signed += [-1.0] if slack is not None else []
            solver.addRow(-FREE, sign * row.limit, len(own), np.array(own, np.int32), np.array(signed, float))


def _whole(solver: highspy.Highs, rows: Sequence[Sum], order: Sequence[str]) -> Mapping[str, int] | None:
    found = _rounded(solver, rows, order)
    if found is not None:
        return found
    kinds = np.full(len(order), highspy.HighsVarType.kInteger.value, dtype=np.uint8)
    solver.changeColsIntegrality(len(order), np.arange(len(order), dtype=np.int32), kinds)
    solver.run()
    return _rounded(solver, rows, order)


def _rounded(solver: highspy.Highs, rows: Sequence[Sum], order: Sequence[str]) -> Mapping[str, int] | None:
    """The solver's point in whole numbers, where they satisfy every row exactly."""
    found = solver.getSolution()
    if not found.value_valid:
        return None
    point = {name: round(value) for name, value in zip(order, found.col_value, strict=True)}
    return point if all(row.holds(point) for row in rows) else None


def _proof(rows: Sequence[Sum], limits: Mapping[str, Limits]) -> Proof | None:
    """The least by which all rows have to be missed; its dual values are the multipliers."""
    solver = _solver(limits, [0.0] * len(limits))
    solver.addVar(0.0, FREE)
    solver.changeColCost(len(limits), 1.0)
    _add_rows(solver, rows, {name: index for index, name in enumerate(limits)}, slack=len(limits))
    solver.run()
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return None
    duals = iter(solver.getSolution().row_dual)
    multipliers = [-next(duals) + next(duals) if row.is_equal else -next(duals) for row in rows]
    return multiplied_out(rows, limits, [Fraction(value).limit_denominator(DENOMINATOR) for value in multipliers])


def multiplied_out(rows: Sequence[Sum], limits: Mapping[str, Limits], multipliers: Sequence[Fraction]) -> Proof | None:
    """Whether the sum of the rows demands less than the limits of the columns allow: exactly."""
    used = [number for number, factor in enumerate(multipliers) if factor > 0 or (factor and rows[number].is_equal)]
    total: dict[str, Fraction] = {}
    for number in used:
        for name, factor in rows[number].factors:
            total[name] = total.get(name, Fraction(0)) + multipliers[number] * factor
    most = sum((multipliers[number] * rows[number].limit for number in used), Fraction(0))
    least = Fraction(0)
    columns = tuple(name for name, factor in total.items() if factor)
    for name in columns:
        bound = limits[name].low if total[name] > 0 else limits[name].high
        if bound is None:
            return None
        least += total[name] * bound
    return Proof(tuple(used), columns) if least > most else None
