# SPDX-License-Identifier: EUPL-1.2
"""The life of a report: one table from → to with who makes the move, by which permission, and what is told.

Every state has an owner who alone may change the content, and every move is a row. The diagram in docs/states/ is
printed from this table and checked for drift.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from ssoz.reports.enums import Party, ReportStatus
from ssoz.reports.errors import NotAllowed
from ssoz.reports.events import ReportAccepted, ReportEvent, ReportReopened, ReportReturned, ReportSent

TO_FILL, TO_VERIFY, TO_CORRECT, ACCEPTED = ReportStatus

OWNERS = {
    TO_FILL: Party.FILLER,
    TO_VERIFY: Party.SUPERVISOR,
    TO_CORRECT: Party.FILLER,
    ACCEPTED: Party.NOBODY,
}
EDITABLE = frozenset(status for status, owner in OWNERS.items() if owner is Party.FILLER)
SENT = frozenset({TO_VERIFY, ACCEPTED})


@dataclass(frozen=True)
class Move:
    name: str
    source: ReportStatus
    target: ReportStatus
    party: Party
    permission: str
    event: type[ReportEvent]
    action: str
    needs_reason: bool = False


MOVES = (
    Move("send", TO_FILL, TO_VERIFY, Party.FILLER, "REPORT_FILL", ReportSent, "report_sent"),
    Move("send", TO_CORRECT, TO_VERIFY, Party.FILLER, "REPORT_FILL", ReportSent, "report_sent"),
    Move(
        "return",
        TO_VERIFY,
        TO_CORRECT,
        Party.SUPERVISOR,
        "REPORT_VERIFY",
        ReportReturned,
        "report_returned",
        needs_reason=True,
    ),
    Move("accept", TO_VERIFY, ACCEPTED, Party.SUPERVISOR, "REPORT_VERIFY", ReportAccepted, "report_accepted"),
    Move(
        "reopen",
        ACCEPTED,
        TO_CORRECT,
        Party.ADMINISTRATOR,
        "REPORT_REOPEN",
        ReportReopened,
        "report_reopened",
        needs_reason=True,
    ),
)

REFUSALS = {
    "send": gettext_noop("Wysłać można tylko sprawozdanie do wypełnienia albo do korekty."),
    "return": gettext_noop("Zwrócić do korekty można tylko sprawozdanie, które czeka na weryfikację."),
    "accept": gettext_noop("Zatwierdzić można tylko sprawozdanie, które czeka na weryfikację."),
    "reopen": gettext_noop("Ponownie otworzyć można tylko zatwierdzone sprawozdanie."),
}


def move(name: str, source: str) -> Move:
    """The move of that name out of this state, or the sentence that refuses it."""
    for candidate in MOVES:
        if candidate.name == name and candidate.source == source:
            return candidate
    raise NotAllowed(_(REFUSALS[name]))
