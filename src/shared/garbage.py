# SPDX-License-Identifier: EUPL-1.2
"""The collector of garbage kept out of the way while much is made and nothing thrown away."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Tens of thousands of objects are made to stay: looking for garbage among them takes a third of the time. They
    count as old at once (what was frozen thaws with them), or the collector would go through all of them right after.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.freeze()
            gc.unfreeze()
            gc.enable()
