# SPDX-License-Identifier: EUPL-1.2
"""The life of an account, as a table: from, to, event."""

from ueoz.accounts.enums import AccountState, EventKind

S = AccountState
MOVES: dict[tuple[AccountState, AccountState], EventKind] = {
    (S.TO_VERIFY, S.ACTIVE): EventKind.ACTIVATED,
    (S.TO_VERIFY, S.BLOCKED): EventKind.BLOCKED,
    (S.ACTIVE, S.BLOCKED): EventKind.BLOCKED,
    (S.BLOCKED, S.ACTIVE): EventKind.UNBLOCKED,
    (S.BLOCKED, S.TO_VERIFY): EventKind.UNBLOCKED,
}


def is_allowed(before: AccountState, after: AccountState) -> bool:
    """Whether an account may pass from one state to the other."""
    return (before, after) in MOVES
