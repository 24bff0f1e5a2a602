# SPDX-License-Identifier: EUPL-1.2
import pytest

from ssoz.rounds.enums import RoundStatus
from ssoz.rounds.errors import RoundNotAllowed
from ssoz.rounds.states import move

PLANNED, OPENING, OPEN, CLOSED = RoundStatus
ALLOWED = {("begin", PLANNED): OPENING, ("open", OPENING): OPEN, ("close", OPEN): CLOSED, ("resume", CLOSED): OPEN}


@pytest.mark.parametrize("status", RoundStatus)
@pytest.mark.parametrize("name", ["begin", "open", "close", "resume"])
def test_a_round_moves_only_as_the_table_says(name: str, status: RoundStatus) -> None:
    target = ALLOWED.get((name, status))
    if target is None:
        with pytest.raises(RoundNotAllowed) as refused:
            move(name, status)
        assert refused.value.sentence.endswith("okres sprawozdawczy.")
    else:
        assert move(name, status).target == target
