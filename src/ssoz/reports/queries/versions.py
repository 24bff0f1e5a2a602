# SPDX-License-Identifier: EUPL-1.2
"""Every sending of a report, as it was sent, with what became of it. They stay for good."""

from dataclasses import dataclass

from engine.answers import Sheet
from ssoz.reports.errors import VersionNotFound
from ssoz.reports.models import Sending, Transition
from ssoz.reports.queries.details import ReportDetails
from ssoz.reports.states import TO_VERIFY


@dataclass(frozen=True)
class Version:
    sending: Sending
    sent: Transition | None  # of reports brought from elsewhere there may be none
    after: tuple[Transition, ...] = ()  # returned, accepted, opened again; until the next sending

    @property
    def number(self) -> int:
        return self.sending.number

    @property
    def sheet(self) -> Sheet:
        return Sheet.from_json(self.sending.answers)


def versions(details: ReportDetails) -> tuple[Version, ...]:
    """Newest first."""
    lives: list[list[Transition]] = []
    for move in details.transitions:
        if move.target == TO_VERIFY:
            lives.append([move])
        elif lives:
            lives[-1].append(move)
    found = []
    for sending in details.report.sendings.all():
        life = lives[sending.number - 1] if sending.number <= len(lives) else []
        found.append(Version(sending, life[0] if life else None, tuple(life[1:])))
    return tuple(reversed(found))


def version(details: ReportDetails, number: int) -> Version:
    for found in versions(details):
        if found.number == number:
            return found
    raise VersionNotFound
