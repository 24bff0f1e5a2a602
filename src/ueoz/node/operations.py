# SPDX-License-Identifier: EUPL-1.2
"""What UEOZ asks of the national node without the person's browser."""


def end_at_node(*, name_id: str, session_index: str) -> None:
    """Tell the node that the person's session is over."""
