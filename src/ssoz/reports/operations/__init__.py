# SPDX-License-Identifier: EUPL-1.2
"""Everything that can be done to a report: permission, policy, computation, one transaction, trail, event."""

from ssoz.reports.operations.archiving import Archived, import_archive
from ssoz.reports.operations.checking import Checked, check_round
from ssoz.reports.operations.duties import answer, assign, decide, declare_not_applicable, release
from ssoz.reports.operations.filling import Saved, add_row, explain, remove_row, save_cells
from ssoz.reports.operations.joint import Handed, fill_in_jointly, send_jointly
from ssoz.reports.operations.lifecycle import Sent, accept, reopen, return_to_correct, send
from ssoz.reports.operations.opening import continue_opening, open_round, settle_round
from ssoz.reports.operations.prefilling import confirm_prefilled, prefill
from ssoz.reports.operations.remarks import answer_remark, note_cell, put_note_aside, remark_cell, take_remark_back
from ssoz.reports.operations.repeating import Edit

__all__ = [
    "Archived",
    "Checked",
    "Edit",
    "Handed",
    "Saved",
    "Sent",
    "accept",
    "add_row",
    "answer",
    "answer_remark",
    "assign",
    "check_round",
    "confirm_prefilled",
    "continue_opening",
    "decide",
    "declare_not_applicable",
    "explain",
    "fill_in_jointly",
    "import_archive",
    "note_cell",
    "open_round",
    "prefill",
    "put_note_aside",
    "release",
    "remark_cell",
    "remove_row",
    "reopen",
    "return_to_correct",
    "save_cells",
    "send",
    "send_jointly",
    "settle_round",
    "take_remark_back",
]
