# SPDX-License-Identifier: EUPL-1.2
"""Where a command was called from: ./ssoz works in its own folder, and remembers in SSOZ_CALLER which one it left."""

import os
from pathlib import Path


def given(name: str) -> Path:
    """A path as it was typed."""
    return Path(os.environ.get("SSOZ_CALLER", ""), name)
