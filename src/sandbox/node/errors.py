# SPDX-License-Identifier: EUPL-1.2
"""What the node refuses."""

from shared.refusals import Refusal


class NodeError(Refusal):
    """Signing in cannot go on; the sentence says why."""
