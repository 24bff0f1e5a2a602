# SPDX-License-Identifier: EUPL-1.2
"""Signing in through the whole chain: every site a process, every request over HTTP, PostgreSQL beneath.

Wanted: a whole sign-in ≤ 1.5 s of the servers' time, ≥ 15 a second for as long as people come (two cores, argon2
included), 100,000 accounts of e-PLOZ imported in < 2 min, a look-up by PESEL ≤ 5 ms. The clients' own work is not
counted: processor time is that of the servers and of PostgreSQL.
"""

import csv
import multiprocessing
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from random import Random

from shared.identifiers import make_pesel
from shared.postgres.server import Server

CLIENTS, SIGN_INS, ALONE = 8, 240, 10  # clients enough to leave no core idle: one that wakes up works more slowly
CORES = 2
ACCOUNTS, LOOK_UPS = 100_000, 500
TICKS = os.sysconf("SC_CLK_TCK")
LOOK_UP = """
import sys, time, django
django.setup()
from ueoz.eploz.directory import directory
asked, found = sys.argv[1:], directory()
found.find(asked[0])
begun = time.perf_counter()
assert all(found.find(pesel) for pesel in asked)
print((time.perf_counter() - begun) * 1000 / len(asked))
"""
ARGON2 = """
import time, django
django.setup()
from sandbox.hashers import Argon2
hasher = Argon2()
kept = hasher.encode("Piaskownica-Halina-1", hasher.salt())
begun = time.process_time()
for _ in range(20):
    hasher.verify("Piaskownica-Halina-1", kept)
print((time.process_time() - begun) / 20, hasher.time_cost, hasher.memory_cost // 1024, hasher.parallelism)
"""


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        home.chmod(0o755)
        server = Server(home / "postgres", durable=True)
        os.environ["DATABASE_URL"] = url = server.start()
        try:
            _measure(home, url)
        finally:
            server.stop()


def _measure(home: Path, url: str) -> None:
    import django

    django.setup()
    from django.core.management import call_command
    from tests.factories.chain import CITIZENS, Chain, running_chain
    from tests.factories.sandbox import ANNA
    from tests.factories.wanderer import Wanderer, names_under_localhost
    from tests.factories.ways import by_trusted_profile, enter, to_the_node

    call_command("migrate", interactive=False, verbosity=0)
    halina = CITIZENS["Halina"]
    people = [ANNA, {**halina, "sub": "halina", "role": "", "unit": ""}]

    def way_in(chain: Chain) -> float:
        browser = Wanderer()
        browser.session.headers["Connection"] = "keep-alive"  # as every browser has it; the tests' own does not
        wanderer = enter(browser, chain, ANNA["sub"])
        assert wanderer.url.startswith(f"{chain.url}/profil/"), wanderer.url
        return wanderer.seconds

    place = home / "chain"
    place.mkdir()
    with running_chain(place, url, people) as chain, names_under_localhost():
        way_in(chain)
        alone = sorted(way_in(chain) for _ in range(ALONE))[ALONE // 2]
        _say("a sign-in of a demo person, alone: the servers' time", alone, "s", 1.5)
        wanderer = to_the_node(Wanderer(), chain.url + "/zaloguj/")
        before = wanderer.seconds
        by_trusted_profile(wanderer, chain, halina["user_name"], halina["password"], halina["phone"])
        _say("the same by trusted profile, from the node's page on", wanderer.seconds - before, "s")
        _crowd(lambda: way_in(chain), chain.environment)
        _eploz(home, chain.environment)


def _crowd(way_in: Callable[[], float], environment: dict[str, str]) -> None:
    """Several at once, for as long as they come: what the servers spend on each."""
    each_client = partial(_come, way_in, SIGN_INS // CLIENTS)
    clients = [multiprocessing.get_context("fork").Process(target=each_client) for _ in range(CLIENTS)]
    with _processor() as spent:
        begun = time.perf_counter()
        for client in clients:
            client.start()
        for client in clients:
            client.join()
        took = time.perf_counter() - begun
    assert not any(client.exitcode for client in clients)
    argon2, *parameters = map(float, _run(environment, "sandbox.settings", ARGON2).split())
    each = sum(spent.values()) / SIGN_INS
    rate, busy = SIGN_INS / took, sum(spent.values()) / took
    print(f"  {SIGN_INS} sign-ins by {CLIENTS} clients, their own work beside it: {rate:.1f} a second")
    print(f"  cores that the servers had meanwhile, of {CORES}: {busy:.2f}")
    print("  argon2id: {:.0f} rounds, {:.0f} MiB, {:.0f} lane".format(*parameters))
    _say("processor time of the servers for one", each * 1000, "ms")
    for part, seconds in sorted(spent.items()):
        _say(f"  of it {part}", seconds / SIGN_INS * 1000, "ms")
    _say("processor time of one argon2 verification", argon2 * 1000, "ms")
    _say(
        f"sign-ins a second that {CORES} cores can bear, argon2 included",
        CORES / (each + argon2),
        "/s",
        15,
        least=True,
    )


def _come(way_in: Callable[[], float], times: int) -> None:
    """One client: signs in again and again. A process each, or they would wait for one another's interpreter."""
    for _ in range(times):
        way_in()


def _eploz(home: Path, environment: dict[str, str]) -> None:
    """Import and look-up, as the commands do them."""
    random = Random(1)
    numbers = list(
        {make_pesel(random, born=_born(random), female=random.random() < 0.5): None for _ in range(ACCOUNTS)}
    )
    path = home / "eploz.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["pesel", "imie", "nazwisko", "email", "login", "haslo"])
        salted = "pbkdf2_sha256$600000$bd94a0c9ed95f377$jzKI8pYgK0oTl1YU6Zm6QyibxRN1hpFbkWsUvqg/uVQ="
        rows.writerows(
            [pesel, "Jan", "Próbny", f"{n}@example.org", f"login{n}", salted] for n, pesel in enumerate(numbers)
        )
    begun = time.perf_counter()
    _run(environment, "ueoz.conf.settings", "", "-m", "django", "import_eploz", str(path))
    _say(f"import of {len(numbers):,} accounts of e-PLOZ", time.perf_counter() - begun, "s", 120)
    asked = random.sample(numbers, LOOK_UPS)
    _say("look-up by PESEL", float(_run(environment, "ueoz.conf.settings", LOOK_UP, *asked)), "ms", 5)


def _born(random: Random) -> date:
    return date(1940, 1, 1) + timedelta(days=random.randrange(60 * 365))


def _run(environment: dict[str, str], settings: str, program: str, *words: str) -> str:
    """The output of a program, or of `python WORDS`, under a site's settings."""
    command = [sys.executable, "-c", program, *words] if program else [sys.executable, *words]
    told = {**os.environ, **environment, "DJANGO_SETTINGS_MODULE": settings}
    return subprocess.run(command, env=told, check=True, capture_output=True, text=True).stdout


def _say(what: str, value: float, unit: str, wanted: float | None = None, *, least: bool = False) -> None:
    held = wanted is not None and (value >= wanted if least else value <= wanted)
    target = f"   wanted {'≥' if least else '≤'} {wanted:g}: {'ok' if held else 'missed'}" if wanted is not None else ""
    print(f"  {what:<62} {value:8.2f} {unit}{target}", flush=True)


@contextmanager
def _processor() -> Iterator[dict[str, float]]:
    """Processor seconds of everything below this process meanwhile, this process and its clients aside."""
    spent: dict[str, float] = {}
    before = _by_part()
    yield spent
    spent.update({part: seconds - before.get(part, 0.0) for part, seconds in _by_part().items()})


def _by_part() -> dict[str, float]:
    """By server, so that a process which ends meanwhile (its parent has its time then) is not counted twice."""
    seconds: dict[str, float] = {}
    for pid, taken in _below(os.getpid()).items():
        seconds[_part(pid)] = seconds.get(_part(pid), 0.0) + taken
    return seconds


def _part(pid: int) -> str:
    """Which of the servers a process belongs to."""
    try:
        words = Path(f"/proc/{pid}/cmdline").read_bytes().decode(errors="replace")
    except OSError:
        return "other"  # over by now: what it took is its parent's
    program = words.partition("\0")[0].rpartition("/")[2]
    return next(
        (name for name in ("postgres", "sandbox", "ueoz", "ssoz") if f"{name}." in words or program.startswith(name)),
        "other",
    )


def _below(root: int) -> dict[int, float]:
    """Processor seconds by process, for all that descend from the root."""
    parents, seconds = {}, {}
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            fields = (entry / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        pid = int(entry.name)
        parents[pid] = int(fields[1])
        seconds[pid] = sum(map(int, fields[11:15])) / TICKS  # children that have ended included
    found = {root}
    while more := {pid for pid, parent in parents.items() if parent in found} - found:
        found |= more
    return {pid: seconds[pid] for pid in found - {root}}
