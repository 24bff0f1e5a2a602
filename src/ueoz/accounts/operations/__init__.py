# SPDX-License-Identifier: EUPL-1.2
"""Accounts change here, and nowhere else; every change leaves an event."""

from ueoz.accounts.operations.lives import (
    ask_letter,
    change_email,
    confirm,
    correct_email,
    create_account,
    hidden_pesel,
    set_help_desk,
    write_down,
)
from ueoz.accounts.operations.signing import (
    block,
    dismiss,
    end_all,
    end_forgotten,
    end_other,
    end_session,
    enter_client,
    leave,
    leave_early,
    node_names,
    open_session,
    rest,
    sign_out,
    unblock,
)
from ueoz.accounts.operations.taking import take_in

__all__ = [
    "ask_letter",
    "block",
    "change_email",
    "confirm",
    "correct_email",
    "create_account",
    "dismiss",
    "end_all",
    "end_forgotten",
    "end_other",
    "end_session",
    "enter_client",
    "hidden_pesel",
    "leave",
    "leave_early",
    "node_names",
    "open_session",
    "rest",
    "set_help_desk",
    "sign_out",
    "take_in",
    "unblock",
    "write_down",
]
