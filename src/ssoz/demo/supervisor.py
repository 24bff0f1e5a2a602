# SPDX-License-Identifier: EUPL-1.2
"""Child processes that live and die together."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from shared.postgres.server import port_taken
from ssoz.demo.errors import DemoError

PATIENCE = 10.0
START_LIMIT = 60.0


@dataclass
class Child:
    """One process with its log; `port` is where it will listen, 0 for nowhere. An errand ends by itself when done."""

    name: str
    command: list[str]
    log: Path
    port: int = 0
    environment: Mapping[str, str] = field(default_factory=dict)
    is_errand: bool = False
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start in a session of its own: the terminal's Ctrl-C is for the supervisor alone."""
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(  # noqa: S603  our own commands
                self.command,
                env={**os.environ, **self.environment},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=_end_with_parent,  # noqa: PLW1509  only the main thread starts children
            )

    @property
    def has_ended(self) -> bool:
        return self.process is not None and self.process.poll() is not None

    @property
    def has_failed(self) -> bool:
        return self.process is not None and self.has_ended and not (self.is_errand and self.process.returncode == 0)

    def last_words(self) -> str:
        """Return the end of the log."""
        return "\n".join(self.log.read_text(encoding="utf-8", errors="replace").splitlines()[-15:])

    def stop(self) -> None:
        """End politely, then firmly, with all that it started."""
        if self.process is None or self.has_ended:
            return
        os.killpg(self.process.pid, signal.SIGTERM)
        try:
            self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


class Supervisor:
    """Starts children in order, stops them in reverse, notices the first that ends by itself."""

    def __init__(self) -> None:
        self.children: list[Child] = []
        self.is_told_to_stop = False

    def tell_to_stop(self, number: int, frame: FrameType | None) -> None:
        """Answer Ctrl-C and its kin, once: who presses it again must not break off the stopping.

        What raises in a callback is swallowed there, so it is remembered, too.
        """
        if not self.is_told_to_stop:
            self.is_told_to_stop = True
            raise KeyboardInterrupt

    def start(self, child: Child) -> None:
        """Start one more child."""
        self.children.append(child)
        child.start()

    def wait_for_ports(self, *ports: int) -> None:
        """Return when the children listen where they should."""
        end = time.monotonic() + START_LIMIT
        waiting = [child for child in self.children if child.port in ports]
        while waiting:
            self.check()
            waiting = [child for child in waiting if not port_taken(child.port)]
            if waiting and time.monotonic() > end:
                raise DemoError(f"Proces „{waiting[0].name}” nie odpowiada; zobacz dziennik {waiting[0].log}.")
            time.sleep(0.05)

    def wait_for_errands(self) -> None:
        """Return when those that end by themselves have."""
        while any(child.is_errand and not child.has_ended for child in self.children):
            self.check()
            time.sleep(0.05)
        self.check()

    def check(self) -> None:
        """Raise if somebody interrupted or a child has ended that should not have."""
        if self.is_told_to_stop:
            raise KeyboardInterrupt
        for child in self.children:
            if child.has_failed:
                end = f"Koniec dziennika {child.log}:\n{child.last_words()}"
                raise DemoError(f"Proces „{child.name}” zakończył się niespodziewanie. {end}")

    def watch(self) -> None:
        """Stay until a child ends by itself or somebody interrupts."""
        while True:
            self.check()
            time.sleep(0.5)

    def stop(self) -> None:
        """Stop all, the last started first."""
        for child in reversed(self.children):
            child.stop()


def _end_with_parent() -> None:
    """Ask Linux for SIGTERM when the supervisor is gone, whatever killed it."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGTERM)
