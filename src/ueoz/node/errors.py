# SPDX-License-Identifier: EUPL-1.2
"""A sign-in that did not happen."""

from ueoz.node.enums import RefusalKind


class NodeRefused(Exception):
    """Nobody is signed in; `kind` is for the person, `detail` for the log and without personal data."""

    def __init__(self, kind: RefusalKind, detail: str = "", *, next_page: str = "") -> None:
        super().__init__(kind.value)
        self.kind = kind
        self.detail = detail
        self.next_page = next_page
