# SPDX-License-Identifier: EUPL-1.2
"""Where a value stands: once in each report, or once in each added row of each report, or in each pair of rows."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from engine.answers.packing import Integers, ragged

__all__ = ["Domain", "Places", "domains"]
Loops = tuple[tuple[str, str], ...]
Counts = Mapping[tuple[str, str], Integers]
Places = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Domain:
    """`reports`, `rows`: for each place its report and, loop by loop, its row among all rows of that section;
    `outer`: its place in the domain without the innermost loop, which has `around` places."""

    size: int
    around: int
    reports: Places
    outer: Places
    rows: tuple[Places, ...]


def domains(wanted: Mapping[Loops, int], reports: int, counts: Counts) -> list[Domain]:
    """The domains that expressions stand in, by their number."""
    known: dict[Loops, Domain] = {}
    everyone = np.arange(reports)
    known[()] = Domain(reports, 1, everyone, everyone, ())
    return [_domain(loops, known, counts) for loops in wanted]


def _domain(loops: Loops, known: dict[Loops, Domain], counts: Counts) -> Domain:
    if loops not in known:
        around = _domain(loops[:-1], known, counts)
        each = counts[loops[-1]]
        first = np.cumsum(each) - each
        copies = each[around.reports]
        outer = np.repeat(np.arange(around.size), copies)
        rows = ragged(first[around.reports], copies)
        inner = (*(row[outer] for row in around.rows), rows)
        known[loops] = Domain(len(outer), around.size, around.reports[outer], outer, inner)
    return known[loops]
