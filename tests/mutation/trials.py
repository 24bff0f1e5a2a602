# SPDX-License-Identifier: EUPL-1.2
"""Runs mutants: pytest collects the tests once, each mutant is a fork of that process with one function's code changed.

A test is tried on a mutant only if it runs the changed line. First come the tests that noticed mutants of the same
function or module, then those that noticed most for the time they take, then those that run the fewest lines. A mutant
that runs longer than it should, or takes all memory, has been noticed too.
"""

import gc
import os
import pickle
import resource
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import FunctionType
from typing import Any

import coverage
import pytest

from tests.mutation.mutants import Mutant

MEMORY = 4 * 2**30
KEPT = 6  # tests that noticed mutants of a function or a module and are tried first on the next
SHARP = 40  # after them those that noticed most for the time they take
SURVIVED = "survived"


@dataclass
class Reach:
    """How long each test takes, in seconds of the processor, and which tests run each line of a module."""

    seconds: list[float] = field(default_factory=list)
    lines: dict[str, dict[int, set[int]]] = field(default_factory=dict)
    failed: list[str] = field(default_factory=list)

    def tests(self, mutant: Mutant) -> set[int]:
        """Those that run the changed statement; for a default those that run the function."""
        known = self.lines.get(mutant.module, {})
        for lines in (mutant.statement, mutant.body):
            if found := set().union(*(known.get(line, ()) for line in lines)):
                return found
        return set()

    def breadth(self) -> Counter[int]:
        """How many lines each test runs: the fewer, the more of its asserts speak of them."""
        return Counter(test for lines in self.lines.values() for tests in lines.values() for test in tests)


class Trials:
    """A plugin in the place of pytest's own loop."""

    def __init__(
        self, mutants: list[Mutant], jobs: int, patience: float, kept: Path, told: Callable[[Mutant, str], None]
    ) -> None:
        self.mutants = mutants
        self.jobs = jobs
        self.patience = patience
        self.kept = kept
        self.told = told
        self.reach = Reach()
        self.noticed: dict[str, list[int]] = {}
        self.sharp: Counter[int] = Counter()
        self.breadth: Counter[int] = Counter()
        self.running: dict[int, tuple[Mutant, int]] = {}

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """All mutants, as many at once as there are jobs."""
        self.items = session.items
        self.reach = self._reach()
        self.breadth = self.reach.breadth()
        gc.collect()
        gc.freeze()  # what is here already stays shared with the forks
        for mutant in self.mutants:
            if len(self.running) >= self.jobs:
                self._wait()
            self._start(mutant)
        while self.running:
            self._wait()
        return True

    def _reach(self) -> Reach:
        """Measured in a fork, so that no cache is filled here; kept until a source, a test or a form changes."""
        if self.kept.exists():
            kept: Reach = pickle.loads(self.kept.read_bytes())
            return kept
        reach = in_a_fork(lambda: measured(self.items))
        if reach.failed:
            sys.exit(f"These tests fail without any change: {reach.failed}")
        for old in self.kept.parent.glob("*.reach"):
            old.unlink()
        self.kept.write_bytes(pickle.dumps(reach))
        return reach

    def _start(self, mutant: Mutant) -> None:
        chosen = list(self._chosen(mutant))
        if not chosen:
            self.told(mutant, "survived: no test reaches it")
            return
        out, into = os.pipe()
        sys.stdout.flush()
        process = os.fork()
        if not process:
            os.close(out)
            silence()
            os._exit(self._tried(mutant, chosen, into))
        os.close(into)
        self.running[process] = mutant, out

    def _wait(self) -> None:
        process, status = os.wait()
        mutant, out = self.running.pop(process)
        with os.fdopen(out) as pipe:
            lines = pipe.read().split()
        if status == 0:
            self.told(mutant, SURVIVED)
            return
        if not lines:
            self.told(mutant, "killed: it does not load")
            return
        last = int(lines[-1])
        for name in (mutant.place, mutant.module):
            firsts = self.noticed.setdefault(name, [])
            firsts[:] = [last, *(one for one in firsts if one != last)][:KEPT]
        self.sharp[last] += 1
        self.told(mutant, f"killed{'' if os.WIFEXITED(status) else ' late'}: {self.items[last].nodeid}")

    def _chosen(self, mutant: Mutant) -> Iterator[int]:
        """The numbers of the tests, in the order in which they are tried, as long as patience lasts."""
        reached = self.reach.tests(mutant)
        near = (*self.noticed.get(mutant.place, ()), *self.noticed.get(mutant.module, ()))
        firsts = [one for one in near if one in reached]
        worth = {one: self.sharp[one] / self.reach.seconds[one] for one in reached & self.sharp.keys()}
        firsts += sorted(worth, key=worth.__getitem__, reverse=True)[:SHARP]
        spent = 0.0
        for one in dict.fromkeys([*firsts, *sorted(reached, key=self.breadth.__getitem__)]):
            if spent and spent + self.reach.seconds[one] > self.patience:
                return
            spent += self.reach.seconds[one]
            yield one

    def _tried(self, mutant: Mutant, chosen: list[int], into: int) -> int:
        """In the fork: 0 where all tests pass; the number of the test that is running is always in the pipe."""
        gc.disable()
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        try:
            install(mutant)
        except Exception:
            return 1
        for one, item, following in followed(chosen, self.items):
            os.write(into, f"{one}\n".encode())
            signal.setitimer(signal.ITIMER_PROF, 2 + 10 * self.reach.seconds[one])
            if not passes(item, following):
                return 1
        return 0


def install(mutant: Mutant) -> None:
    """Give the function the code of its mutant, wherever the function is already known."""
    module = sys.modules[mutant.module]
    namespace = dict(vars(module))
    exec(compile(mutant.source, str(module.__file__), "exec", dont_inherit=True), namespace)  # the mutant itself
    owner, _, name = mutant.function.rpartition(".")
    changed = vars(namespace[owner])[name] if owner else namespace[name]
    original = plain(vars(vars(module)[owner])[name] if owner else vars(module)[name])
    changed = plain(changed)
    original.__code__ = changed.__code__
    original.__defaults__ = changed.__defaults__
    original.__kwdefaults__ = changed.__kwdefaults__


def plain(found: Any) -> FunctionType:
    """The function behind a property, a class method or a cache."""
    for name in ("__wrapped__", "__func__", "fget", "func"):
        found = getattr(found, name, found)
    return found if isinstance(found, FunctionType) else plain(found)


def measured(items: list[pytest.Item]) -> Reach:
    """Run all tests once, without any mutant."""
    loaded = {name: module for name, module in sys.modules.items() if name.startswith("engine.")}
    files = {str(Path(str(module.__file__)).resolve()): name for name, module in loaded.items() if module.__file__}
    reach = Reach(lines={name: {} for name in loaded})
    tracer = coverage.Coverage(data_file=None, include=list(files), config_file=False)
    tracer.start()
    for number, item, following in followed(range(len(items)), items):
        tracer.switch_context(str(number))
        start = time.process_time()
        if not passes(item, following):
            reach.failed.append(item.nodeid)
        reach.seconds.append(time.process_time() - start + 0.0005)
    tracer.stop()
    for file in tracer.get_data().measured_files():
        for line, tests in tracer.get_data().contexts_by_lineno(file).items():
            reach.lines[files[file]][line] = {int(test) for test in tests if test}
    return reach


def followed(numbers: Iterable[int], items: list[Any]) -> Iterator[tuple[int, Any, Any]]:
    """Each test with the one after it, which says what pytest may keep."""
    order = list(numbers)
    for number, following in zip(order, [*order[1:], None], strict=True):
        yield number, items[number], None if following is None else items[following]


def passes(item: Any, following: Any) -> bool:
    """Run one test as pytest does, without its reports."""
    state = item.session._setupstate
    passed = True
    try:
        state.setup(item)
        item.runtest()
    except BaseException as error:
        passed = isinstance(error, pytest.skip.Exception)
    try:
        state.teardown_exact(following)
    except BaseException:
        passed = False
    return passed


def in_a_fork(work: Callable[[], Reach]) -> Reach:
    """The result of work that leaves no trace in this process, no filled cache either."""
    out, into = os.pipe()
    process = os.fork()
    if not process:
        os.close(out)
        silence()
        with os.fdopen(into, "wb") as pipe:
            pickle.dump(work(), pipe)
        os._exit(0)
    os.close(into)
    with os.fdopen(out, "rb") as pipe:
        result: Reach = pickle.load(pipe)
    os.waitpid(process, 0)
    return result


def silence() -> None:
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 1)
    os.dup2(nothing, 2)
