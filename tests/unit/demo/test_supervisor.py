# SPDX-License-Identifier: EUPL-1.2
import signal
from contextlib import suppress

import pytest

from ssoz.demo.supervisor import Supervisor


def test_an_interruption_ends_the_demo_where_it_comes() -> None:
    with pytest.raises(KeyboardInterrupt):
        Supervisor().tell_to_stop(signal.SIGINT, None)


def test_a_second_interruption_does_not_break_off_the_stopping() -> None:
    supervisor = Supervisor()
    with suppress(KeyboardInterrupt):
        supervisor.tell_to_stop(signal.SIGINT, None)
    supervisor.tell_to_stop(signal.SIGINT, None)


def test_an_interruption_swallowed_on_the_way_ends_it_at_the_next_look() -> None:
    supervisor = Supervisor()
    supervisor.check()
    with suppress(KeyboardInterrupt):
        supervisor.tell_to_stop(signal.SIGTERM, None)
    with pytest.raises(KeyboardInterrupt):
        supervisor.check()
