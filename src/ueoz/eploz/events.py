# SPDX-License-Identifier: EUPL-1.2
"""What happened, for the jobs that follow."""

from dataclasses import dataclass


@dataclass(frozen=True)
class SearchWanted:
    """A person waits for the search in e-PLOZ."""

    case_id: int
