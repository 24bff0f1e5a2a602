# SPDX-License-Identifier: EUPL-1.2
"""Added rows of two periods put side by side: by key, the second of a key with its second."""

import numpy as np
from numpy.typing import NDArray

from engine.answers import BLANK
from engine.answers.packing import Integers

Keyed = tuple[Integers, Integers]  # for each row its report and its key


def aligned(own: Keyed, other: Keyed) -> Integers:
    """For each own row the place of the other's row of the same report, key and turn; -1 where there is none."""
    found = np.full(len(own[0]), -1)
    reports, keys = np.concatenate([own[0], other[0]]), np.concatenate([own[1], other[1]])
    rows = np.flatnonzero(keys != BLANK)
    rows = rows[np.lexsort((keys[rows], reports[rows]))]  # own rows stay before the other's
    turns = _turns(reports[rows], keys[rows], rows >= len(found))
    order = np.lexsort((turns, keys[rows], reports[rows]))
    rows, turns = rows[order], turns[order]
    first, second = rows[:-1], rows[1:]
    pairs = (reports[first] == reports[second]) & (keys[first] == keys[second]) & (turns[:-1] == turns[1:])
    found[first[pairs]] = second[pairs] - len(found)
    return found


def _turns(*columns: Integers | NDArray[np.bool_]) -> Integers:
    """For each of sorted rows: the how many-th it is of those that are like it."""
    places = np.arange(len(columns[0]))
    begins = np.ones(len(places), bool)
    begins[1:] = np.logical_or.reduce([column[1:] != column[:-1] for column in columns])
    return places - np.maximum.accumulate(np.where(begins, places, 0))
