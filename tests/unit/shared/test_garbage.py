# SPDX-License-Identifier: EUPL-1.2
"""What is made to stay is not gone through again and again."""

import gc

from shared.garbage import settle


def test_what_is_loaded_is_put_aside_and_what_comes_later_is_collected() -> None:
    loaded = [[number] for number in range(1000)]
    usual = gc.get_threshold()
    try:
        settle()
        assert gc.isenabled()
        assert gc.get_freeze_count() > len(loaded)
        later: list[object] = []
        later.append(later)
        del later
        assert gc.collect() >= 1
        assert gc.get_threshold()[0] > usual[0]
    finally:
        gc.unfreeze()
        gc.set_threshold(*usual)
