# SPDX-License-Identifier: EUPL-1.2
"""The collector of garbage kept out of the way of what is made to stay."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

SELDOM = 20_000  # objects that came and did not go: a page makes some thousands, and leaves next to none in circles


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


def settle() -> None:
    """All that is loaded by now stays for as long as the process: the collector need not go through it again.

    A site calls it when it has loaded its pages. One full collection of SSOZ takes a quarter of a second, and whoever's
    request it falls into waits for it. What comes later is looked through less often than every 700 objects: that took
    a twentieth of the time of a page.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(SELDOM, *gc.get_threshold()[1:])
