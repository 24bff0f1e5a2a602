# SPDX-License-Identifier: EUPL-1.2
"""Tab, network, session, web server and database are killed at random while two people type into one report.

`SSOZ_STORM_EDITS=10000 python -m tests tests/browser/test_storm.py -n0 -s` for the long one.
"""

import os
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext

from tests.browser.storm.ground import COLUMNS, ROWS
from tests.browser.storm.typist import Typist
from tests.browser.storm.world import World

EDITS = int(os.environ.get("SSOZ_STORM_EDITS", "60"))
SEED = int(os.environ.get("SSOZ_STORM_SEED", str(random.SystemRandom().randrange(10**6))))
CALM = 180.0
LONG = 1000
SHARED = [f"d1.w31.k{column}" for column in range(1, COLUMNS + 1)]
OWN = [
    [f"d1.w{row:02d}.k{column}" for row in range(2, ROWS + 1) if row % 2 == n for column in range(1, COLUMNS + 1)]
    for n in range(2)
]


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    world = World(tmp_path, sessions=max(6, EDITS // 100))
    try:
        world.start()
        yield world
    finally:
        world.stop()


class Storm:
    """Two people who type, and what befalls them."""

    def __init__(self, world: World, browsers: Callable[[], BrowserContext]) -> None:
        self.world = world
        self.people = [Typist(world, browsers(), list(sessions)) for sessions in world.ground["sessions"]]
        self.chance = random.Random(SEED)
        self.count = 0
        self.blows: Counter[str] = Counter()

    def type(self, at_once: int) -> None:
        """Somebody types into some of their cells, now and then into one that both of them use."""
        n = self.chance.randrange(2)
        cells = self.chance.sample(OWN[n], at_once) + self.chance.sample(SHARED, self.chance.random() < 0.1)
        numbered = [(address, self.count + place + 1) for place, address in enumerate(cells)]
        self.count += len(numbered)
        self.people[n].type(numbered)

    def strike(self, blow: str) -> None:
        who = self.chance.choice(self.people)
        self.blows[blow] += 1
        if EDITS >= LONG:
            sys.stderr.write(f"{self.count} {blow}\n")
        if blow in ("network", "web"):
            for person in self.people:
                person.sheet()  # a tab closed by an earlier blow cannot be opened while these last
        if blow == "network":
            who.browser.set_offline(True)
            self.type(5)
            time.sleep(self.chance.uniform(0.2, 2))
            who.browser.set_offline(False)
        elif blow == "web":
            self.world.kill_web()
            self.type(5)
            self.world.start_web()
        elif blow == "frozen":
            self.world.freeze_web(self.chance.uniform(0.5, 2))
        else:
            deeds: dict[str, Callable[[], None]] = {
                "tab": who.leave,
                "crash": who.crash,
                "session": who.lose_session,
                "answer": who.deafen,
                "worker": self.world.kill_worker,
                "database": self.world.kill_database,
            }
            deeds[blow]()

    def rage(self, edits: int) -> None:
        """Each kind of blow comes at least once, however short the storm; the expensive ones seldom."""
        blows = ["tab", "network", "session", "answer", "web", "database", "crash", "worker", "frozen"]
        often = {"web": 2, "database": 3, "session": 3}
        bag = [blow for blow in blows for _ in range(often.get(blow, 4))]
        queue = self.chance.sample(blows, len(blows))
        pause = max(1, edits // (len(blows) + 1) if edits < LONG else 80)
        due = pause
        while self.count < edits:
            self.type(self.chance.randint(1, min(20, pause)))
            time.sleep(self.chance.uniform(0, 0.4))
            if self.count >= due:
                self.strike(queue.pop() if queue else self.chance.choice(bag))
                due += pause

    def calm(self) -> None:
        """The storm is over: everything that waits goes to the server."""
        end = time.monotonic() + CALM
        settled = 0
        while settled < 2 * len(self.people):  # each of them twice in a row: what one settles is news to the other
            assert time.monotonic() < end, f"seed {SEED}: something still waits"
            settled = settled + 1 if self.people[settled % 2].settle() else 0
            time.sleep(0.2)


def test_no_acknowledged_edit_is_lost_or_made_twice(world: World, people: Callable[[], BrowserContext]) -> None:
    storm = Storm(world, people)
    began = time.monotonic()
    storm.rage(EDITS)
    storm.calm()

    history = world.history()
    written = [(address, now) for cells, _ids in history for address, (_was, now) in cells.items()]
    names = Counter(name for _cells, ids in history for name in ids)
    acknowledged = {pair for person in storm.people for pair in person.acknowledged}
    lost = acknowledged - set(written)
    doubled = [pair for pair, times in Counter(written).items() if times > 1] + [n for n, t in names.items() if t > 1]
    told = (
        f"seed {SEED}: {storm.count} edits typed, {len(acknowledged)} acknowledged, {len(written)} written in "
        f"{len(history)} saves, {len(lost)} lost, {len(doubled)} doubled, {time.monotonic() - began:.0f} s; "
        f"{dict(storm.blows)}"
    )
    sys.stderr.write(f"\n{told}\n")
    assert lost == set(), f"seed {SEED}"
    assert doubled == [], f"seed {SEED}"
    assert broken_chains(history, world.answers()) == [], f"seed {SEED}"
    assert older_than_acknowledged(storm, world.answers()) == [], f"seed {SEED}"


def broken_chains(
    history: list[tuple[dict[str, list[int | None]], list[object]]], answers: dict[str, int]
) -> list[str]:
    """Cells whose history does not go from value to value up to the one that stands there."""
    stands: dict[str, int | None] = {}
    broken = []
    for cells, _ids in history:
        for address, (was, now) in cells.items():
            if stands.get(address) != was:
                broken.append(f"{address}: {stands.get(address)} → {was}")
            stands[address] = now
    return broken + [address for address, value in stands.items() if answers.get(address) != value]


def older_than_acknowledged(storm: Storm, answers: dict[str, int]) -> list[str]:
    """Cells of one person's own in which something older stands than what was acknowledged last."""
    found = []
    for person, own in zip(storm.people, OWN, strict=True):
        taken = {
            address: max(value for place, value in person.acknowledged if place == address)
            for address, _ in person.acknowledged
        }
        found += [address for address in own if answers.get(address, 0) < taken.get(address, 0)]
    return found
