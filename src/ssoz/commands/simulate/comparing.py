# SPDX-License-Identifier: EUPL-1.2
"""Figures counted from accepted reports beside those that were published."""

from collections.abc import Iterator
from dataclasses import dataclass

from engine.tabulation import COUNTRY, Result
from ssoz.commands.simulate.mapping import MappingFile
from ssoz.commands.simulate.published import Published

PRECISION = 1e-9  # relative; published ratios are floats


@dataclass(frozen=True)
class Compared:
    """One figure."""

    area: str
    group: str
    measure: str
    published: float
    counted: float | None

    @property
    def is_equal(self) -> bool:
        if self.counted is None:
            return not self.published
        return abs(self.counted - self.published) <= PRECISION * max(1.0, abs(self.published))


def compare(mapping: MappingFile, published: Published, result: Result) -> list[Compared]:
    """All published figures, the country's among them."""
    return list(_compared(mapping, published, result))


def _compared(mapping: MappingFile, published: Published, result: Result) -> Iterator[Compared]:
    codes = {item.published: item.code for item in mapping.carried}
    for (area, group, measure), value in sorted(
        published.figures.items(), key=lambda item: (item[0][0] != COUNTRY, item[0])
    ):
        counted = result.value(area, codes[measure], group)
        yield Compared(area, group, measure, float(value), None if counted is None else float(counted))
