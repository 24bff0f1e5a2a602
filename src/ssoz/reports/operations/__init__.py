# SPDX-License-Identifier: EUPL-1.2
"""Everything that can be done to a report: permission, policy, computation, one transaction, trail, event."""

from ssoz.reports.operations.checking import Checked, check_round
from ssoz.reports.operations.filling import Saved, add_row, explain, remove_row, save_cells
from ssoz.reports.operations.lifecycle import Sent, accept, reopen, return_to_correct, send
from ssoz.reports.operations.opening import continue_opening, open_round

__all__ = [
    "Checked",
    "Saved",
    "Sent",
    "accept",
    "add_row",
    "check_round",
    "continue_opening",
    "explain",
    "open_round",
    "remove_row",
    "reopen",
    "return_to_correct",
    "save_cells",
    "send",
]
