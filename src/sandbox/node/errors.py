# SPDX-License-Identifier: EUPL-1.2
"""What the node refuses."""

from django.utils.functional import Promise


class NodeError(Exception):
    """Signing in cannot go on; the sentence says why."""

    def __init__(self, sentence: str | Promise) -> None:
        super().__init__(sentence)
        self.sentence = sentence
