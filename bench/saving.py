# SPDX-License-Identifier: EUPL-1.2
"""One change saved by its page, with its history, its event and what the checks say: wanted ≤ 15 ms of the server.

A small form and MZ-29 of sixty wards, both with all that stands around a view; repeated requests and histories beside.
"""

import logging
import os
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any
from uuid import uuid4

TARGET = 15.0
SAVES = 120


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

    django.setup()
    logging.getLogger("requests").setLevel(logging.ERROR)
    call_command("migrate", verbosity=0)
    from tests.factories.reports import blank_report, tiny

    from bench.pages import sheets

    for name, report in (("a form of 6 cells", blank_report(edition=tiny())), ("MZ-29, 60 wards", sheets.hospital())):
        _of(name, report)


def _of(name: str, report: Any) -> None:
    client, address = _signed_in(report), f"/sprawozdanie/{report.public_id}/"
    report.refresh_from_db()
    cell = _a_cell(report)
    value = str(report.answers["cells"].get(cell, ""))

    seen = [report.version]  # as the page knows it from the last answer

    def save(was: str, now: str, edit: str) -> Any:
        change = {"id": edit, "address": cell, "was": was, "now": now}
        answer = client.post(
            f"{address}zapisz/",
            {"changes": [change], "version": seen[-1]},
            content_type="application/json",
            headers={"Accept": "application/json"},
        )
        seen.append(answer.json()["version"])
        return answer

    texts = [value, *(str(100 + number) for number in range(SAVES))]
    names = [str(uuid4()) for _ in texts]
    pairs = list(zip(texts, texts[1:], names, strict=False))
    _tell(name, "one change saved", [_timed(lambda given=given: save(*given)) for given in pairs])
    _tell(name, "the same request again", [_timed(lambda given=given: save(*given)) for given in pairs[-30:]])
    asked = {"Accept": "application/json"}
    _tell(
        name,
        "history of the cell",
        [_timed(lambda: client.get(f"{address}pole/{cell}/", headers=asked)) for _ in names[:30]],
    )
    since = f"{address}zmiany/?od={seen[-1]}"
    _tell(name, "what others wrote, nothing", [_timed(lambda: client.get(since)) for _ in names[:30]])


def _a_cell(report: Any) -> str:
    """A number people type, among those that are filled in."""
    from ssoz.catalogue.queries import definition

    form = definition(report.round.edition_id)
    known = (address for address in report.answers["cells"] if form.cell(address).entered)
    numbers = (address for address in known if form.cell(address).type.numeric)
    return next(numbers, "d1.w02.k1")


def _signed_in(report: Any) -> Any:
    from django.test import Client
    from tests.factories import access

    return access.signed_in(Client(SERVER_NAME="127.0.0.1"), access.profile("reporter_nonfinancial", unit=report.unit))


def _timed(ask: Callable[[], Any]) -> tuple[float, float]:
    clock, processor = time.perf_counter(), time.process_time()
    answer = ask()
    assert answer.status_code == 200, answer.content
    return (time.process_time() - processor) * 1000, (time.perf_counter() - clock) * 1000


def _tell(name: str, what: str, times: list[tuple[float, float]]) -> None:
    ours, clock = (median(part) for part in zip(*times, strict=True))
    good = "ok  " if ours <= TARGET else "MISS"
    print(f"  {good} {name}: {what}: {ours:.1f} ms of our processor, {clock:.1f} by the clock (target {TARGET:.0f})")


if __name__ == "__main__":
    main()
