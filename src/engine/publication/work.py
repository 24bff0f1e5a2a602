# SPDX-License-Identifier: EUPL-1.2
"""How much is done to find something out, counted in steps instead of seconds: the same on every machine.

A step is a demand that is looked at, a number that the solver is handed: some millionths of a second.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

MOST = 8_000_000  # for a form
ONE = MOST // 24  # for one search among very many demands
CELLS = 100  # of a report that is verified, in one step


class Spent(Exception):
    """All that may be done was done."""


@dataclass
class Work:
    most: int = field(default_factory=lambda: MOST)
    done: int = 0

    @property
    def is_spent(self) -> bool:
        return self.done > self.most

    def spend(self, steps: int) -> None:
        self.done += steps
        if self.is_spent:
            raise Spent

    @contextmanager
    def at_most(self, steps: int) -> Iterator[None]:
        """Not more than so much, of what is left."""
        most = self.most
        self.most = min(most, self.done + steps)
        try:
            yield
        finally:
            self.most = most
