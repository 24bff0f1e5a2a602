# SPDX-License-Identifier: EUPL-1.2
"""The audit trail: what it adds to saving a cell, how fast it is sealed, verified and searched.

Wanted: less than 5 % of saving a cell; a year of 20 million events verified in minutes; a search ≤ 100 ms.
"""

import os
import shutil
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from statistics import median
from typing import Any
from unittest import mock

EVENTS = int(os.environ.get("SSOZ_BENCH_EVENTS", "1000000"))
SAVES = 150
CELL = "d1.w02.k1"
FILL = """
INSERT INTO audit_event (at, person_id, name_id, profile_id, roles, address, action, object_type, object_id, data)
SELECT now() - (%(count)s - n) * interval '1 second', 1 + n %% 20000, (SELECT max(id) FROM audit_name), 1 + n %% 20000,
       '{reporter_nonfinancial}', ('10.0.' || n %% 250 || '.' || n %% 240)::inet,
       (ARRAY['report_saved', 'report_saved', 'report_saved', 'signed_in', 'signed_out', 'report_sent'])[1 + n %% 6],
       'report', 'report-' || n %% 150000,
       jsonb_build_object('version', n %% 90, 'cells', ARRAY['d1.w02.k3', 'd1.w04.k1'])
FROM generate_series(1, %(count)s) n
"""


def main() -> None:
    from shared.postgres.server import Server

    place = Path(tempfile.mkdtemp(prefix="ssoz-bench-"))
    place.chmod(0o755)
    server = Server(place, durable=True)
    os.environ["DATABASE_URL"] = server.start()
    try:
        _measure()
    finally:
        server.stop()
        shutil.rmtree(place, ignore_errors=True)


def _measure() -> None:
    import django
    from django.core.management import call_command
    from django.db import connection

    django.setup()
    call_command("migrate", verbosity=0)
    _saving()
    with connection.cursor() as cursor:
        cursor.execute(FILL, {"count": EVENTS})
    _chain()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE audit_event")
    _searches()


def _saving() -> None:
    """A cell saved by its page, with and without the event, by turns in the same run: medians and their ratio."""
    from django.test import Client
    from tests.factories import access, registers
    from tests.factories.reports import blank_report, tiny

    from ssoz.reports.operations import filling

    unit = registers.unit()
    report = blank_report(unit=unit, edition=tiny())
    client = access.signed_in(Client(SERVER_NAME="ssoz.localhost"), access.profile("reporter_nonfinancial", unit=unit))
    spent: dict[bool, list[tuple[float, float]]] = {True: [], False: []}
    before = ""
    for number in range(2 * SAVES):
        recorded, value = bool(number % 2), str(number + 1)
        body = {"changes": [{"address": CELL, "was": before, "now": value}]}
        with mock.patch.object(filling, "record", filling.record if recorded else _without_event):
            clock, processor = time.perf_counter(), time.process_time()
            answer = client.post(
                f"/sprawozdanie/{report.public_id}/zapisz/",
                body,
                content_type="application/json",
                headers={"Accept": "application/json"},
            )
            spent[recorded].append((time.process_time() - processor, time.perf_counter() - clock))
        assert answer.status_code == 200, answer.content
        before = value
    for name, part in (("processor time of ours", 0), ("clock, commit on disk included", 1)):
        with_it, without = (median(row[part] for row in spent[kind]) * 1000 for kind in (True, False))
        share = (with_it / without - 1) * 100
        words = (
            f"save of a cell, {name}: {with_it:.2f} ms, without its event {without:.2f}: {share:+.1f} % (target < 5)"
        )
        _tell(share < 5, words)


def _without_event(*, along: Any, **_: object) -> None:
    """What the event would have told of, alone."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(f"WITH {along.parts} SELECT 1", along.values)


def _chain() -> None:
    from ssoz.audit.models import Seal
    from ssoz.audit.operations import seal_events
    from ssoz.audit.queries.verifying import verify

    for name, deed in (("sealed", seal_events), ("verified", verify)):
        clock, processor = time.perf_counter(), time.process_time()
        deed()
        ours, all_of_it = time.process_time() - processor, time.perf_counter() - clock
        year = 20e6 / EVENTS * all_of_it / 60
        rates = f"{EVENTS / all_of_it:,.0f} a second by the clock, {EVENTS / ours:,.0f} a second of our processor"
        print(f"  {EVENTS:,} events {name}: {rates}; 20 million: {year:.1f} min")
    size = sum(len(seal.digests) + len(seal.events) for seal in Seal.objects.all())
    print(f"  {Seal.objects.count()} seals, {size / EVENTS:.1f} bytes for an event")


def _searches() -> None:
    from ssoz.audit.models import Event
    from ssoz.audit.queries import Sought, search
    from ssoz.audit.queries.events import events_of

    newest = Event.objects.first()
    assert newest is not None
    old = newest.at - timedelta(seconds=EVENTS * 0.8)
    wishes = {
        "nothing asked": Sought(),
        "a person": Sought(person_id=777),
        "a rare action": Sought(action="units.created"),
        "a common action": Sought(action="report_saved"),
        "an object": Sought(object_type="report", object_id="report-4711"),
        "an address": Sought(address="10.0.7.7"),
        "a person and an action": Sought(person_id=777, action="report_sent"),
        "a day long ago": Sought(since=old, until=old + timedelta(days=1)),
        "a person on days long ago": Sought(person_id=777, since=old, until=old + timedelta(days=2)),
    }
    asked: dict[str, Callable[[], object]] = {
        f"search by {name}": (lambda sought=sought: search(sought)) for name, sought in wishes.items()
    }
    asked["the last page of all"] = lambda: search(Sought(), after=100)
    asked["history of an object"] = lambda: list(events_of("report", "report-4711")[:50])
    for name, ask in asked.items():
        times = []
        for _turn in range(5):
            begun = time.perf_counter()
            ask()
            times.append((time.perf_counter() - begun) * 1000)
        _tell(median(times) <= 100, f"{name}: {median(times):.1f} ms (target 100)")


def _tell(good: bool, words: str) -> None:
    print(f"  {'ok  ' if good else 'MISS'} {words}")


if __name__ == "__main__":
    main()
