# SPDX-License-Identifier: EUPL-1.2
"""One simulation from beginning to end, told step by step."""

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from random import Random

from engine.tabulation import COUNTRY, BoundTable, Grouping, Result, bind
from ssoz.access.actors import SYSTEM
from ssoz.catalogue.operations import load_forms
from ssoz.catalogue.queries import compiled, edition, editions
from ssoz.commands.simulate.classes import SimulationError
from ssoz.commands.simulate.comparing import Compared, compare
from ssoz.commands.simulate.country import Country, Planned
from ssoz.commands.simulate.filing import Batch, Office, Shares, Task, file
from ssoz.commands.simulate.mapping import MappingFile
from ssoz.commands.simulate.published import Published, read_published
from ssoz.registers.operations import load_seeds
from ssoz.registers.queries import code_names, voivodeships
from ssoz.statistics.operations import build_dataset
from ssoz.statistics.queries import counted, grouping, populations

BATCH = 20
Tell = Callable[[str, int, int], None]  # step, done, of how many


@dataclass(frozen=True)
class Wishes:
    """What was asked on the command line."""

    mapping: MappingFile
    published: Path | None = None
    units: int = 2000
    seed: int = 1
    shares: Shares = field(default_factory=Shares)
    processes: int = 1


@dataclass
class Outcome:
    """What came of it."""

    result: Result
    published: Published
    compared: list[Compared]
    areas: dict[str, str]
    counts: dict[str, int]
    seconds: dict[str, float]

    @property
    def differences(self) -> list[Compared]:
        return [item for item in self.compared if not item.is_equal]


@dataclass(frozen=True)
class Setting:
    """What is known before anybody files: the form, the table, the figures, the country that will give them."""

    edition: int
    bound: BoundTable
    published: Published
    country: Country
    areas: dict[str, str]


def set_up(wishes: Wishes) -> Setting:
    """Seeds and forms taken in, the mapping laid over its form. Raises DeclarationError, PublishedError."""
    load_seeds()
    load_forms(by=SYSTEM)
    mapping = wishes.mapping
    day = date(mapping.year, 12, 31)
    chosen = _edition(mapping)
    form = compiled(chosen)
    groups = grouping(mapping.table, form.definition, day) if mapping.by and mapping.by.groups else None
    bound = bind(mapping.table, form.definition, {groups.groups: groups} if groups else {})
    published = _published(wishes, groups, day)
    country = Country(form, mapping, published, populations(bound, day), groups, wishes.units, wishes.seed)
    return Setting(chosen, bound, published, country, {"PL": "POLSKA", **voivodeships(day)})


def simulate(wishes: Wishes, tell: Tell) -> Outcome:
    """Raises SimulationError, PublishedError, DeclarationError with sentences for people."""
    watch = Watch()
    setting = set_up(wishes)
    watch.lap("przygotowanie")
    planned: list[Planned] = []
    for item in setting.country.planned():
        planned.append(item)
        tell("plan", len(planned), 0)
    watch.lap("plan")
    office = Office(Random(wishes.seed))  # noqa: S311  made-up units
    round, tasks = office.tasks(planned, setting.edition, wishes.mapping.year)
    counts: Counter[str] = Counter()
    for done in file(_batches(wishes, setting.edition, tasks), wishes.processes):
        counts += done
        tell("sprawozdania", counts["zatwierdzone"], len(planned))
    watch.lap("sprawozdania")
    data_set = build_dataset(by=SYSTEM, round=round)
    if data_set is None:
        raise SimulationError("nie powstało żadne zatwierdzone sprawozdanie")
    result = counted(setting.bound, data_set, (area for area in setting.areas if area != COUNTRY))
    watch.lap("tablica")
    compared = compare(wishes.mapping, setting.published, result)
    return Outcome(result, setting.published, compared, setting.areas, dict(counts), watch.seconds)


class Watch:
    """How long each step took."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._began = time.monotonic()

    def lap(self, step: str) -> None:
        now = time.monotonic()
        self.seconds[step], self._began = now - self._began, now


def _batches(wishes: Wishes, chosen: int, tasks: list[Task]) -> list[Batch]:
    """Small ones, so that progress is seen and no process waits long for the last."""
    return [
        Batch(chosen, wishes.shares, wishes.seed + start, tuple(tasks[start : start + BATCH]))
        for start in range(0, len(tasks), BATCH)
    ]


def _edition(mapping: MappingFile) -> int:
    """The edition of the year, or the newest one there is: a form keeps its cells over the years."""
    years = [item.year for item in editions() if item.form == mapping.form]
    if not years:
        raise SimulationError(f"nie ma formularza {mapping.form} w forms/")
    return edition(mapping.form, mapping.year if mapping.year in years else max(years)).pk


def _published(wishes: Wishes, groups: Grouping | None, day: date) -> Published:
    """Without a published table: all voivodeships, nothing to reproduce."""
    if wishes.published is None:
        return Published({}, tuple(voivodeships(day)))
    names = {group.title.pl: group.code for group in groups.all} if groups else {}
    if wishes.mapping.by and not wishes.mapping.by.groups:
        names = {code: code for code in code_names("ministry-codes-8", day)}
    return read_published(wishes.published, wishes.mapping, names)
