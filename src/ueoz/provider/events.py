# SPDX-License-Identifier: EUPL-1.2
"""What happened, for the jobs that follow."""

from dataclasses import dataclass


@dataclass(frozen=True)
class VisitOver:
    """A system is to be told that somebody's session is over."""

    visit_id: int
