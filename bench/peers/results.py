# SPDX-License-Identifier: EUPL-1.2
"""What was measured: figures by row and engine, whether the results were equal, and what failed."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

OURS = "SSOZ"


@dataclass
class Results:
    figures: dict[str, dict[str, float]] = field(default_factory=dict)
    equal: dict[str, str] = field(default_factory=dict)
    failed: dict[str, str] = field(default_factory=dict)
    versions: dict[str, str] = field(default_factory=dict)
    machine: dict[str, str] = field(default_factory=dict)

    def put(self, row: str, engine: str, figure: float | None) -> None:
        if figure is not None:
            self.figures.setdefault(row, {})[engine] = figure

    def take(self, engine: str, told: dict[str, Any]) -> None:
        """Figures as a driver tells them: one a row, or a row of several sizes."""
        self.versions[engine] = str(told.get("version", ""))
        for row in ("keystroke", "list", "full", "payload", "engine", "checks", "report", "json", "load", "large"):
            self.put(row, engine, told.get(row))
        for row in ("country", "stored"):
            for size, taken in told.get(row, {}).items():
                self.put(f"{row} {size}", engine, taken["processor"])
                self.put(f"{row} {size}, clock", engine, taken["clock"])

    def compare(self, engine: str, told: dict[str, Any], case: dict[str, Any]) -> None:
        """Its verdicts beside ours: equal on filled reports, counted on reports with blanks."""
        expected = [report["violated"] for report in case["full"]]
        found = [told["violated"] == expected[: len(told["violated"])]]
        found += [told["after"] == case["after"]] if "after" in told else []
        self.equal[engine] = "equal" if all(found) else "DIFFERENT"
        self.put("blanks", engine, disagreement(told["blank"], case))


def disagreement(told: Sequence[Sequence[int]], case: dict[str, Any]) -> float:
    """Share of the verdicts on reports with blanks that differ from ours, in percent."""
    pairs = zip(told, case["blank"], strict=False)
    differ = sum(len(set(one) ^ set(report["violated"])) for one, report in pairs)
    return 100 * differ / max(1, len(told) * int(case["checks"]))
