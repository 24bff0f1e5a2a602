# SPDX-License-Identifier: EUPL-1.2
"""What happened to a round, told after commit to whoever subscribed (see `ssoz.jobs.subscriptions`)."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class RoundOpening:
    """Somebody began to open a round; its obligations and reports are still to be made."""

    round: UUID


@dataclass(frozen=True)
class PetitionDecided:
    """A supervisor granted or refused what a unit asked for."""

    petition: UUID
