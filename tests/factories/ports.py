# SPDX-License-Identifier: EUPL-1.2
"""Where a whole system may listen while others of its kind are being started beside it."""

import random

from shared.postgres.server import port_taken

OFFSETS = (0, 1, 2, 25)  # pages, the node, accounts, letters
FIRST, LAST = 20_000, 32_000  # below those that the kernel gives away


def quiet_port() -> int:
    """A port with nobody on it nor on those that go with it, hardly ever the one that a neighbour has just found."""
    while True:
        port = random.randrange(FIRST, LAST, 40)  # nothing secret
        if not any(port_taken(port + offset) for offset in OFFSETS):
            return port
