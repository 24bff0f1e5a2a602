# SPDX-License-Identifier: EUPL-1.2
"""Everything that can be done to an application: permission, policy, one transaction, trail, event."""

from ssoz.applications.operations.deciding import approve, archive, reject
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
    "abandon",
    "approve",
    "archive",
    "begin",
    "choose_roles",
    "choose_unit",
    "finish",
    "keep",
    "mute_reminder",
    "note_download",
    "reject",
    "save",
    "withdraw",
]
