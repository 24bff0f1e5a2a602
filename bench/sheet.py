# SPDX-License-Identifier: EUPL-1.2
"""The sheet in Chromium: how soon it is seen, how still it stands, what a key costs, what it weighs.

Wanted: 1,000 cells painted in < 1 s and a key within a frame (16 ms); MZ-29 in ≤ 60 kB gzip without fonts; of sixty
wards, with last year's values, in ≤ 120 ms of the server's time. 5,000 cells are told beside them: usable.
"""

import logging
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any, cast

FRAME, PAINT, WEIGHT, SERVER = 16.0, 1000.0, 60_000, 120.0
SHIFT, BLOCKED = 0.1, 200.0  # what Lighthouse calls good
KEYS = 60
WIDE = {"width": 1280, "height": 860}
SETTLED = 1500  # milliseconds after the page has loaded its checks
PRIOR = "?poprzedni=1"
FEW = (20, 8, 1)  # wards of hospitals only weighed; the mean one has eight (2023: 7,277 wards in 894 hospitals)


@dataclass
class Opened:
    """One opening of a page."""

    fcp: float = 0
    lcp: float = 0
    cls: float = 0
    tbt: float = 0
    key: float = 0  # processor time of the main thread for a key with all that follows from it
    slow: float = 0  # the slowest from key to paint; 0: all below what the browser tells of (16 ms)
    weight: dict[str, int] = field(default_factory=dict)


def main() -> None:
    from shared.postgres.server import Server

    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    place = Path(tempfile.mkdtemp(prefix="ssoz-bench-"))
    place.chmod(0o755)
    server = Server(place, durable=True)
    os.environ["DATABASE_URL"] = server.start()
    try:
        _measure(place)
    finally:
        server.stop()
        shutil.rmtree(place, ignore_errors=True)


def _measure(place: Path) -> None:
    import django
    from django.core.management import call_command

    django.setup()
    logging.getLogger("requests").setLevel(logging.ERROR)
    publish(place / "static")
    call_command("migrate", verbosity=0)
    from bench.pages import sheets

    wards, thousand, more = sheets.hospital(), sheets.large(1000), sheets.large(5000)
    for name, part in (("", ""), (" with last year's values", PRIOR)):
        spent = _server_time(wards, part)
        _tell(spent <= SERVER, f"MZ-29, {sheets.WARDS} wards{name}: {spent:.0f} ms of processor (target {SERVER:.0f})")
    with _browser() as open_page:
        _told(f"MZ-29, {sheets.WARDS} wards", open_page(wards, PRIOR), weighed=True)
        for few in FEW:
            _told_weight(f"MZ-29, {few} {'ward' if few == 1 else 'wards'}", open_page(sheets.hospital(few), PRIOR))
        _told("1,000 cells", open_page(thousand, ""))
        _told("5,000 cells", open_page(more, ""), strict=False)


def publish(folder: Path) -> None:
    """Files as a real site has them: collected, bundled, gzipped, kept by the browser."""
    from django.conf import settings
    from django.core.management import call_command

    from ssoz.conf import settings as real

    settings.STORAGES = real.STORAGES | {"default": settings.STORAGES["default"]}
    settings.STATIC_ROOT = folder
    settings.WHITENOISE_AUTOREFRESH = settings.WHITENOISE_USE_FINDERS = False
    call_command("collectstatic", interactive=False, verbosity=0)


def _server_time(report: Any, part: str) -> float:
    """Median processor time of a warm page."""
    client = _signed_in(report)
    times = []
    for _ in range(12):
        begun = time.process_time()
        answer = client.get(f"/sprawozdanie/{report.public_id}/{part}", headers={"Accept-Encoding": "gzip"})
        times.append((time.process_time() - begun) * 1000)
        assert answer.status_code == 200
    return median(times[2:])


def _signed_in(report: Any) -> Any:
    from django.test import Client
    from tests.factories import access

    return access.signed_in(Client(SERVER_NAME="127.0.0.1"), access.profile("reporter_nonfinancial", unit=report.unit))


def _itself(site: Any) -> Any:
    """In place of a handler of static files: the site sends them as it does in production."""
    return site


@contextmanager
def _browser() -> Iterator[Callable[[Any, str], Opened]]:
    """A browser and a server in this process; every page is opened in a context of its own, nothing cached."""
    from django.test.testcases import LiveServerThread
    from playwright.sync_api import sync_playwright
    from tests.__main__ import find_chromium

    thread = LiveServerThread("127.0.0.1", cast("Any", _itself))
    thread.daemon = True
    thread.start()
    thread.is_ready.wait()
    with sync_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-gpu"]
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=flags)
        yield lambda report, part: _open(browser, f"http://127.0.0.1:{thread.port}", report, part)
        browser.close()
    thread.terminate()


def _open(browser: Any, site: str, report: Any, part: str) -> Opened:
    from django.conf import settings

    cookie = _signed_in(report).cookies[settings.SESSION_COOKIE_NAME].value
    context = browser.new_context(viewport=WIDE, locale="pl-PL")
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": site}])
    context.add_init_script(path=Path(__file__).parent / "pages" / "measure.js")
    page = context.new_page()
    answers: list[Any] = []
    page.on("response", partial(answers.append))
    page.goto(f"{site}/sprawozdanie/{report.public_id}/{part}")
    page.wait_for_selector("#arkusz[data-live]")
    page.wait_for_timeout(SETTLED)
    seen = page.evaluate("seen")
    weight = _weight(answers)  # of the opening: what saves are answered with, once keys are pressed, is no part of it
    key = _key(page)
    found = Opened(**{name: seen[name] for name in ("fcp", "lcp", "cls", "tbt")}, key=key, weight=weight)
    found.slow = max(page.evaluate("seen.events"), default=0)
    context.close()
    return found


def _weight(answers: list[Any]) -> dict[str, int]:
    """Bytes of the answers as they came over the wire, by kind."""
    weight: dict[str, int] = {}
    for answer in answers:
        kind = answer.request.resource_type
        if kind != "font" and answer.status == 200:
            weight[kind] = weight.get(kind, 0) + answer.request.sizes()["responseBodySize"]
    return weight


def _key(page: Any) -> float:
    """Processor time of the page's main thread for a digit typed, the frame that shows it included."""
    page.locator("td > input").first.focus()
    client = page.context.new_cdp_session(page)
    events: list[dict[str, Any]] = []
    ended: list[object] = []
    client.on("Tracing.dataCollected", lambda told: events.extend(told["value"]))
    client.on("Tracing.tracingComplete", partial(ended.append))
    client.send("Tracing.start", {"traceConfig": {"includedCategories": ["toplevel", "__metadata"]}})
    for number in range(KEYS):
        page.keyboard.press(str(number % 10) if number % 4 else "Enter")
        page.wait_for_timeout(60)
    client.send("Tracing.end")
    while not ended:
        page.wait_for_timeout(50)
    return _main_thread(events) / KEYS


def _main_thread(events: list[dict[str, Any]]) -> float:
    """Milliseconds of processor time in the renderer's main thread."""
    named = [event for event in events if event["name"] == "thread_name" and event["args"]["name"] == "CrRendererMain"]
    main = {(event["pid"], event["tid"]) for event in named}
    tasks = (one for one in events if one["name"].endswith("RunTask") and (one["pid"], one["tid"]) in main)
    return sum(float(task.get("tdur", 0)) for task in tasks) / 1000


def _told(name: str, found: Opened, *, weighed: bool = False, strict: bool = True) -> None:
    words = [
        (found.fcp <= PAINT, f"first contentful paint {found.fcp:.0f} ms (target {PAINT:.0f})"),
        (found.lcp <= PAINT, f"largest contentful paint {found.lcp:.0f} ms"),
        (found.cls <= SHIFT, f"layout shift {found.cls:.3f} (target {SHIFT})"),
        (found.tbt <= BLOCKED, f"total blocking time {found.tbt:.0f} ms (target {BLOCKED:.0f})"),
        (found.key <= FRAME, f"a key {found.key:.1f} ms of processor, slowest paint {found.slow:.0f} ms by the clock"),
    ]
    for good, told in words:
        _tell(good or not strict, f"{name}: {told}")
    if weighed:
        _told_weight(name, found)


def _told_weight(name: str, found: Opened) -> None:
    parts = ", ".join(f"{kind} {size / 1000:.1f}" for kind, size in sorted(found.weight.items()))
    total = sum(found.weight.values())
    _tell(total <= WEIGHT, f"{name}: {total / 1000:.1f} kB gzip without fonts (target {WEIGHT / 1000:.0f}): {parts}")


def _tell(good: bool, words: str) -> None:
    print(f"  {'ok  ' if good else 'MISS'} {words}", flush=True)
