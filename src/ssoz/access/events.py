# SPDX-License-Identifier: EUPL-1.2
from dataclasses import dataclass


@dataclass(frozen=True)
class ResetWanted:
    """Somebody has asked for a link to a new password; 0: for an account that is not there, which must not show."""

    account_id: int
