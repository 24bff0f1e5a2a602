# SPDX-License-Identifier: EUPL-1.2
"""What a simulation says in the terminal: progress and rates, the table, what is equal and what is not."""

import time
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Table

from engine.tabulation import COUNTRY, TOTAL
from ssoz.commands.simulate.comparing import Compared
from ssoz.commands.simulate.mapping import MappingFile
from ssoz.commands.simulate.running import Outcome

MOST_DIFFERENCES = 40
MOST_COLUMNS = 8


class Telling:
    """Progress while it runs, then the outcome."""

    def __init__(self) -> None:
        self.console = Console(highlight=False)
        self.progress = Progress(
            TextColumn("{task.description:<14}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[rate]:>12}"),
            TimeElapsedColumn(),
            console=self.console,
            refresh_per_second=4,
        )
        self._tasks: dict[str, tuple[TaskID, float]] = {}

    def __enter__(self) -> Self:
        self.progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.progress.stop()

    def tell(self, step: str, done: int, of: int) -> None:
        if step not in self._tasks:
            self._tasks[step] = (self.progress.add_task(step, total=None, rate=""), time.monotonic())
        task, began = self._tasks[step]
        passed = time.monotonic() - began
        rate = f"{done / passed:.0f}/s" if passed > 0.5 else ""
        self.progress.update(task, completed=done, total=of or None, rate=rate)

    def show(self, outcome: Outcome, mapping: MappingFile) -> None:
        self._table(outcome, mapping)
        steps = ", ".join(f"{step} {seconds:.1f} s" for step, seconds in outcome.seconds.items())
        self.console.print(f"Czas: {steps}.")
        self.console.print(
            "Po drodze: " + ", ".join(f"{name} {number}" for name, number in outcome.counts.items()) + "."
        )
        if outcome.compared:
            self._verdict(outcome)

    def _table(self, outcome: Outcome, mapping: MappingFile) -> None:
        """All areas, the first measures; files of the pages carry the rest."""
        shown = mapping.carried[:MOST_COLUMNS]
        table = Table(
            title=f"{mapping.title or mapping.mapping} ({mapping.form})", caption="ogółem, z zatwierdzonych sprawozdań"
        )
        table.add_column("Województwo")
        for item in shown:
            table.add_column(item.published.rpartition(".")[2], justify="right", overflow="fold")
        table.add_column("Sprawozdania", justify="right")
        for area, name in outcome.areas.items():
            line = outcome.result.line(area)
            values = [_shown(line.values[item.code]) for item in shown]
            table.add_row(name, *values, str(line.reports), style="bold" if area == COUNTRY else "")
        self.console.print(table)

    def _verdict(self, outcome: Outcome) -> None:
        """Measure by measure: in how many columns (areas) it equals."""
        table = Table(title="Porównanie z publikacją")
        for name in ("Miara", "Grupy", "Obszary równe", "Wynik"):
            table.add_column(name, justify="left" if name == "Miara" else "right")
        for measure in dict.fromkeys(item.measure for item in outcome.compared):
            mine = [item for item in outcome.compared if item.measure == measure]
            areas = {item.area for item in mine}
            wrong = {item.area for item in mine if not item.is_equal}
            groups = len({item.group for item in mine})
            verdict = "[green]równa[/green]" if not wrong else "[red]RÓŻNA[/red]"
            table.add_row(measure, str(groups), f"{len(areas - wrong)} z {len(areas)}", verdict)
        self.console.print(table)
        for item in outcome.differences[:MOST_DIFFERENCES]:
            self.console.print(_difference(item, outcome), style="red")
        equal = len(outcome.compared) - len(outcome.differences)
        self.console.print(f"Równych liczb: {equal} z {len(outcome.compared)}.", style="bold")


def _difference(item: Compared, outcome: Outcome) -> str:
    place = outcome.areas.get(item.area, item.area) + (f", grupa {item.group}" if item.group != TOTAL else "")
    return f"{place}: {item.measure}: opublikowano {item.published:g}, wyszło {item.counted}"


def _shown(value: float | int | None) -> str:
    if value is None:
        return "x"
    return f"{value:,.0f}".replace(",", " ") if float(value).is_integer() else f"{value:,.2f}".replace(",", " ")
