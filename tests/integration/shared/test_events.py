# SPDX-License-Identifier: EUPL-1.2
import logging
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.db import transaction

from shared import events

pytestmark = pytest.mark.django_db(transaction=True)


@dataclass(frozen=True)
class ReportBurnt:
    number: int


@pytest.fixture
def heard() -> Iterator[list[int]]:
    numbers: list[int] = []

    def listener(event: ReportBurnt) -> None:
        numbers.append(event.number)

    events.subscribe(ReportBurnt, listener)
    events.subscribe(ReportBurnt, listener)
    yield numbers
    events.unsubscribe(ReportBurnt, listener)


def test_listeners_hear_of_an_event_after_the_commit(heard: list[int]) -> None:
    with transaction.atomic():
        events.publish(ReportBurnt(1))
        assert heard == []
    assert heard == [1]


def test_listeners_within_the_transaction_hear_at_once(heard: list[int]) -> None:
    with transaction.atomic():
        events.tell(ReportBurnt(1))
        assert heard == [1]
    with events.silence():
        events.tell(ReportBurnt(2))
    assert heard == [1]


def test_nobody_hears_of_what_was_rolled_back(heard: list[int]) -> None:
    with transaction.atomic():
        events.publish(ReportBurnt(1))
        transaction.set_rollback(True)
    assert heard == []


def test_without_a_transaction_listeners_hear_at_once(heard: list[int]) -> None:
    events.publish(ReportBurnt(2))
    assert heard == [2]


def test_a_listener_that_fails_is_logged_and_stops_nobody(heard: list[int], caplog: pytest.LogCaptureFixture) -> None:
    def broken(event: ReportBurnt) -> None:
        raise ValueError("zepsuty")

    events.subscribe(ReportBurnt, broken)
    try:
        with caplog.at_level(logging.ERROR):
            events.publish(ReportBurnt(3))
    finally:
        events.unsubscribe(ReportBurnt, broken)
    assert heard == [3]
    assert "nie obsłużył zdarzenia ReportBurnt" in caplog.text


def test_in_silence_nobody_hears_anything(heard: list[int]) -> None:
    with events.silence():
        events.publish(ReportBurnt(4))
    events.publish(ReportBurnt(5))
    assert heard == [5]
