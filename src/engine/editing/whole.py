# SPDX-License-Identifier: EUPL-1.2
"""Systems of linear inequalities in whole numbers, solved again and again with other limits (HiGHS)."""

from collections.abc import Mapping, Sequence

import highspy
import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.int64]
Reals = npt.NDArray[np.float64]
FREE = highspy.kHighsInf
UNLIMITED = 2**62  # in whole numbers; no sum of cells comes near


class WholeProgram:
    """rows: variable → coefficient. The matrix stays, limits change: the solver goes on from its last basis."""

    def __init__(self, columns: int, rows: Sequence[Mapping[int, int]]) -> None:
        self.columns = columns
        self._starts = np.zeros(len(rows) + 1, dtype=np.int32)
        self._starts[1:] = np.cumsum([len(row) for row in rows])
        self._indices = np.array([index for row in rows for index in row], dtype=np.int32)
        self._values = np.array([value for row in rows for value in row.values()], dtype=np.int64)
        self._solver = self._load(len(rows))

    def _load(self, rows: int) -> highspy.Highs:
        solver = highspy.Highs()  # type: ignore[no-untyped-call]  # not annotated there
        for option, value in (
            ("output_flag", False),
            ("threads", 1),
            ("mip_feasibility_tolerance", 1e-9),
            ("mip_rel_gap", 0.2),
            ("time_limit", 20.0),
        ):
            solver.setOptionValue(option, value)
        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = self.columns, rows
        model.col_cost_ = np.zeros(self.columns)
        model.col_lower_, model.col_upper_ = np.zeros(self.columns), np.full(self.columns, FREE)
        model.row_lower_, model.row_upper_ = np.full(rows, -FREE), np.full(rows, FREE)
        model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        model.a_matrix_.start_ = self._starts
        model.a_matrix_.index_ = self._indices
        model.a_matrix_.value_ = self._values.astype(np.float64)
        solver.passModel(model)
        return solver

    def products(self, solution: Numbers) -> Numbers:
        """Left sides of all rows, exactly."""
        sums = np.concatenate([[0], np.cumsum(self._values * solution[self._indices])])
        differences: Numbers = sums[self._starts[1:]] - sums[self._starts[:-1]]
        return differences

    def relaxed(
        self, cost: Reals, limits: tuple[Numbers, Numbers], row_limits: tuple[Numbers, Numbers]
    ) -> Reals | None:
        """The cheapest answer in real numbers; None where there is none."""
        self._put(cost, limits, row_limits)
        self._solver.run()
        if self._solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        return np.array(self._solver.getSolution().col_value)

    def solve(
        self, cost: Reals, limits: tuple[Numbers, Numbers], row_limits: tuple[Numbers, Numbers]
    ) -> Numbers | None:
        """Whole numbers within all limits, as cheap as easily found; None where there are none."""
        self._put(cost, limits, row_limits)
        found = self._run(limits, row_limits)
        if found is not None or self._solver.getModelStatus() == highspy.HighsModelStatus.kInfeasible:
            return found
        return self._in_whole_numbers(limits, row_limits)

    def _put(self, cost: Reals, limits: tuple[Numbers, Numbers], row_limits: tuple[Numbers, Numbers]) -> None:
        rows = len(self._starts) - 1
        solver = self._solver
        solver.changeColsCost(self.columns, np.arange(self.columns, dtype=np.int32), cost)
        solver.changeColsBounds(self.columns, np.arange(self.columns, dtype=np.int32), *map(_open, limits))
        if rows:
            low, high = map(_open, row_limits)
            solver.changeRowsBounds(rows, np.arange(rows, dtype=np.int32), low, high)  # type: ignore[attr-defined]  # stub lacks it

    def _in_whole_numbers(self, limits: tuple[Numbers, Numbers], row_limits: tuple[Numbers, Numbers]) -> Numbers | None:
        every = np.arange(self.columns, dtype=np.int32)
        self._solver.changeColsIntegrality(
            self.columns, every, np.full(self.columns, highspy.HighsVarType.kInteger.value, dtype=np.uint8)
        )
        try:
            return self._run(limits, row_limits)
        finally:
            self._solver.changeColsIntegrality(
                self.columns, every, np.full(self.columns, highspy.HighsVarType.kContinuous.value, dtype=np.uint8)
            )

    def _run(self, limits: tuple[Numbers, Numbers], row_limits: tuple[Numbers, Numbers]) -> Numbers | None:
        """The solver's answer, if it is whole and holds in exact arithmetic."""
        self._solver.run()
        found = self._solver.getSolution()
        if self.columns and not found.value_valid:  # of nothing to find the solver knows nothing
            return None
        solution: Numbers = np.rint(found.col_value).astype(np.int64)
        sides = self.products(solution)
        inside = (limits[0] <= solution) & (solution <= limits[1])
        holds = (row_limits[0] <= sides) & (sides <= row_limits[1])
        return solution if inside.all() and holds.all() else None


def _open(numbers: Numbers) -> Reals:
    """Limits as the solver wants them."""
    reals = numbers.astype(np.float64)
    reals[numbers >= UNLIMITED] = FREE
    reals[numbers <= -UNLIMITED] = -FREE
    return reals
