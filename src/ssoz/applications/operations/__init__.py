# SPDX-License-Identifier: EUPL-1.2
"""Everything that can be done to an application: permission, policy, one transaction, trail, event."""

from ssoz.applications.operations.contact import change_contact
from ssoz.applications.operations.deciding import Outcome, approve, archive, decide_several, reject, take_role
from ssoz.applications.operations.drafting import (
    abandon,
    begin,
    choose_roles,
    choose_unit,
    finish,
    mute_reminder,
    note_download,
    save,
    withdraw,
)
from ssoz.applications.operations.keeping import keep

__all__ = [
    "Outcome",
    "abandon",
    "approve",
    "archive",
    "begin",
    "change_contact",
    "choose_roles",
    "choose_unit",
    "decide_several",
    "finish",
    "keep",
    "mute_reminder",
    "note_download",
    "reject",
    "save",
    "take_role",
    "withdraw",
]
