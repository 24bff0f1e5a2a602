# SPDX-License-Identifier: EUPL-1.2
"""The life of a migration, as a table: from where to where."""

from ueoz.eploz.enums import CaseState

S = CaseState
MOVES: dict[CaseState, frozenset[CaseState]] = {
    S.SEARCHING: frozenset({S.FOUND, S.NOT_FOUND, S.MISMATCH, S.FAILED, S.ABANDONED}),
    S.FAILED: frozenset({S.SEARCHING, S.ABANDONED}),
    S.FOUND: frozenset({S.COMPLETED, S.ABANDONED}),
    S.NOT_FOUND: frozenset({S.COMPLETED, S.ABANDONED}),
    S.MISMATCH: frozenset({S.COMPLETED, S.ABANDONED}),
    S.COMPLETED: frozenset(),
    S.ABANDONED: frozenset(),
}


def is_allowed(before: str, after: str) -> bool:
    """Whether a migration may pass from one state to the other."""
    return CaseState(after) in MOVES[CaseState(before)]
