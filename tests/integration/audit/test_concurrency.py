# SPDX-License-Identifier: EUPL-1.2
"""Real transactions, side by side: nobody waits for the chain, nothing is left out of it, nothing can be slipped in."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import pytest
from django.db import connection, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from ssoz.audit import ranges
from ssoz.audit.models import Event, Seal
from ssoz.audit.operations import record, seal_events
from ssoz.audit.operations.sealing import AT_ONCE
from ssoz.audit.queries.verifying import verify
from tests.integration.audit.test_chain import COPY, undone
from tests.integration.audit.trail import Somebody, attack, events, found, sealed

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE = 20.0


class Writer:
    """Somebody who writes an event in a transaction and ends it when told."""

    def __init__(self, *, commit: bool) -> None:
        self.commit = commit
        self.number = 0
        self.has_written = threading.Event()
        self.may_end = threading.Event()
        self.thread = threading.Thread(target=self._run)

    def __enter__(self) -> "Writer":
        self.thread.start()
        assert self.has_written.wait(PATIENCE)
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    def end(self) -> None:
        self.may_end.set()
        self.thread.join(PATIENCE)

    def _run(self) -> None:
        try:
            with transaction.atomic():
                (self.number,) = events(1)
                self.has_written.set()
                self.may_end.wait(PATIENCE)
                transaction.set_rollback(not self.commit)
        finally:
            connection.close()


def test_an_event_committed_after_later_numbers_were_sealed_is_sealed_when_it_appears() -> None:
    sealed(1)
    with Writer(commit=True) as slow:
        numbers = sealed(2)
        assert slow.number < numbers[0]
        assert ranges.holds(ranges.read(Seal.objects.last().missing), slow.number)
    assert (verify().fault, verify().waiting) == (None, 1)
    assert seal_events() == 1
    assert Seal.objects.last().events == str(slow.number)
    verdict = verify()
    assert (verdict.fault, verdict.waiting, verdict.events) == (None, 0, 4)


def test_several_events_that_come_late_are_sealed_together() -> None:
    sealed(1)
    with Writer(commit=True) as first, Writer(commit=True) as second, Writer(commit=True) as third:
        sealed(2)
    late = sorted([first.number, second.number, third.number])
    assert seal_events() == len(late)
    assert list(ranges.numbers(ranges.read(Seal.objects.last().events))) == late
    verdict = verify()
    assert (verdict.fault, verdict.waiting, verdict.events) == (None, 0, 6)


def test_whoever_writes_waits_neither_for_other_writers_nor_for_the_sealer() -> None:
    with Writer(commit=True), Writer(commit=True):
        begun = time.monotonic()
        sealed(1)
        assert time.monotonic() - begun < PATIENCE / 4


def given_up() -> None:
    """Seal until no number may come any more; another database of the server may have transactions open, too."""
    end = time.monotonic() + PATIENCE
    sealed(1)
    while Seal.objects.last().missing:
        assert time.monotonic() < end
        time.sleep(0.05)
        sealed(1)


def test_a_number_is_given_up_once_every_transaction_of_its_time_is_over() -> None:
    with Writer(commit=False) as slow:
        sealed(1)
        sealed(1)
        assert ranges.holds(ranges.read(Seal.objects.last().missing), slow.number)
    given_up()


def test_a_row_slipped_in_where_a_transaction_was_rolled_back_is_named() -> None:
    with undone():
        (gone,) = events(1)
    numbers = sealed(1)
    given_up()
    with transaction.atomic():
        attack(COPY, gone, numbers[0])
    seal_events()
    assert (found()[0], found()[2]) == ("INSERTED", gone)


def test_a_late_row_altered_after_it_was_sealed_is_named() -> None:
    with Writer(commit=True) as slow:
        sealed(2)
    seal_events()
    with transaction.atomic():
        attack("UPDATE audit_event SET action = 'x' WHERE id = %s", slow.number)
    assert found() == ("ALTERED", Seal.objects.get(events=str(slow.number)).number, slow.number)


def test_a_database_brought_back_elsewhere_is_sealed_on() -> None:
    """Its transactions count from a lower number again."""
    with undone():
        events(1)
    sealed(1)
    with transaction.atomic():
        attack("UPDATE audit_seal SET running = running + 1000000")
    sealed(1)
    assert Seal.objects.last().missing == ""


KINDS = ["begin", "begin", "write", "commit", "commit", "roll back", "seal", "seal two"]
STEPS = st.lists(st.tuples(st.sampled_from(KINDS), st.integers(0, 9)), min_size=10, max_size=30)


@settings(max_examples=25, deadline=None)
@given(STEPS)
def test_in_whatever_order_transactions_end_the_trail_is_whole(steps: list[tuple[str, int]]) -> None:
    """Every event that is committed is sealed once, and nothing is taken for slipped in."""
    with ExitStack() as stack:
        writers: list[Writer] = []
        for kind, which in steps:
            if kind == "begin":
                writers.append(stack.enter_context(Writer(commit=True)))
            elif kind == "write":
                events(1)
            elif kind.startswith("seal"):
                seal_events(at_once=2 if kind == "seal two" else AT_ONCE)
            elif writers:
                writer = writers.pop(which % len(writers))
                writer.commit = kind == "commit"
                writer.end()
            assert verify().fault is None
    seal_events()
    covered = [number for seal in Seal.objects.all() for number in ranges.numbers(ranges.read(seal.events))]
    assert sorted(covered) == sorted(Event.objects.values_list("pk", flat=True))
    assert (verify().fault, verify().waiting) == (None, 0)


def test_many_write_and_several_seal_at_once_and_every_event_is_sealed_once() -> None:
    end = threading.Event()

    def closing(work: Callable[[], None]) -> None:
        try:
            work()
        finally:
            connection.close()

    def write(person: int) -> None:
        by = Somebody(person_id=person, person_name=f"Osoba {person}")
        for number in range(25):
            with transaction.atomic():
                record(by=by, action="signed_in", object_type="person", object_id=str(person))
                transaction.set_rollback(number % 7 == 6)

    def seal() -> None:
        while not end.is_set():
            seal_events(at_once=10)

    with ThreadPoolExecutor(8) as pool:
        sealers = [pool.submit(closing, seal) for _ in range(2)]
        for writer in [pool.submit(closing, lambda person=person: write(person)) for person in range(6)]:
            writer.result()
        end.set()
        for sealer in sealers:
            sealer.result()
    seal_events()
    written = sorted(Event.objects.values_list("pk", flat=True))
    covered = sorted(number for seal in Seal.objects.all() for number in ranges.numbers(ranges.read(seal.events)))
    assert len(written) == 6 * 22
    assert written == covered
    verdict = verify()
    assert (verdict.fault, verdict.events, verdict.waiting) == (None, len(written), 0)
