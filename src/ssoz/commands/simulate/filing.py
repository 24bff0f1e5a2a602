# SPDX-License-Identifier: EUPL-1.2
"""A round as people live it: units, reporters who fill in, err and correct, supervisors who return and accept.

Everything goes through the operations the pages call; nothing is written past them.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass, field
from datetime import date
from multiprocessing import get_context
from random import Random
from uuid import UUID

from engine.answers import Change, Sheet, format_cell
from engine.definitions import FormDefinition
from shared.identifiers import make_nip, make_regon
from ssoz.access.actors import SYSTEM, Actor
from ssoz.catalogue.queries import definition
from ssoz.commands.simulate import process
from ssoz.commands.simulate.classes import SimulationError
from ssoz.commands.simulate.country import Planned
from ssoz.registers.enums import AreaLevel, UnitKind
from ssoz.registers.operations import NewUnit, create_units
from ssoz.registers.queries import areas
from ssoz.reports import operations, queries
from ssoz.reports.errors import OpenFindings, ReportError
from ssoz.rounds.operations import plan_round
from ssoz.rounds.policies import RoundDates

ADMINISTRATOR = Actor(person_id=-1, person_name="Administrator symulacji", unit_id=-1, roles=("cez_admin",))
ROLES = {"nonfinancial": "nonfinancial", "financial": "financial", "card": "psychiatric"}
FAR_TOO_MUCH = "999999999"
EXPLAINED = "Potwierdzamy zgodność z dokumentacją."


@dataclass(frozen=True)
class Shares:
    """How often people do what they do."""

    blanks: float = 0.1
    errors: float = 0.1
    returns: float = 0.1


@dataclass(frozen=True)
class Task:
    """A report somebody has to file: who, in which report, what."""

    planned: Planned
    unit: int
    report: UUID


@dataclass
class Office:
    """Units are entered, the round is opened."""

    random: Random

    def tasks(self, planned: Sequence[Planned], edition: int, year: int) -> tuple[UUID, list[Task]]:
        """The round, and who has to do what in it, in the order of the plan."""
        units = self._enter(planned, date(year, 12, 31))
        round = self._open(edition, year)
        found = queries.reports_for(ADMINISTRATOR).filter(round__public_id=round)
        reports = dict(found.values_list("unit_id", "public_id"))
        return round, [Task(item, unit, reports[unit]) for item, unit in zip(planned, units, strict=True)]

    def _enter(self, planned: Sequence[Planned], day: date) -> list[int]:
        """Units of the plan, entered in bulk; numbers of the database in the order of the plan."""
        communes = {area: _communes(area, day) for area in {item.area for item in planned}}
        new = [self._unit(item, number, communes[item.area]) for number, item in enumerate(planned, 1)]
        return [unit.pk for unit in create_units(by=SYSTEM, new=new)]

    def _unit(self, planned: Planned, number: int, communes: Sequence[tuple[str, str]]) -> NewUnit:
        code, name = self.random.choice(communes)
        return NewUnit(
            name=f"{UnitKind(planned.unit.kind).label} {number} ({name})",
            kind=planned.unit.kind,
            activity_code=planned.unit.activity_code,
            nip=make_nip(self.random),
            regon=make_regon(self.random),
            register_number=f"{number:012d}",
            teryt=code,
            city=name,
        )

    def _open(self, edition: int, year: int) -> UUID:
        """A round about the year, open for a century: simulations are run whenever."""
        today = date(year + 1, 1, 1)
        dates = RoundDates(
            period_start=date(year, 1, 1),
            period_end=date(year, 12, 31),
            opens_on=today,
            due_on=date(year + 100, 2, 25),
            closes_on=date(year + 100, 12, 31),
        )
        made = plan_round(by=ADMINISTRATOR, edition=edition, dates=dates)
        return operations.open_round(by=ADMINISTRATOR, round=made.public_id).public_id


@dataclass
class Clerk:
    """Files reports and decides on them, one after another."""

    definition: FormDefinition
    shares: Shares
    random: Random
    counts: Counter[str] = field(default_factory=Counter)

    def work(self, tasks: Iterable[Task]) -> Iterator[Counter[str]]:
        """Told after each report."""
        for task in tasks:
            try:
                self._one(task.planned, task.unit, task.report)
            except ReportError as error:
                raise SimulationError(f"sprawozdania {task.report} nie da się złożyć: {error.sentence}") from None
            yield self.counts

    def _one(self, planned: Planned, unit: int, report: UUID) -> None:
        reporter = self._actor(unit, "reporter", planned.unit.kind, planned.area)
        supervisor = self._actor(-int(planned.area), "supervisor", UnitKind.VOIVODESHIP_OFFICE, planned.area)
        version = self._fill(reporter, report, planned.sheet)
        version = self._send(reporter, report, version)
        if self.random.random() < self.shares.returns:
            self.counts["zwrócone"] += 1
            reason = "Proszę sprawdzić i potwierdzić dane."
            version = operations.return_to_correct(by=supervisor, report=report, version=version, reason=reason).version
            version = self._save(reporter, report, self._changes(planned.sheet)[-1:], version)
            version = self._send(reporter, report, version)
        operations.accept(by=supervisor, report=report, version=version)
        self.counts["zatwierdzone"] += 1

    def _actor(self, unit: int, role: str, kind: str, area: str) -> Actor:
        """Somebody of the unit; supervisors are one for a voivodeship."""
        return Actor(
            person_id=unit * 10 + 1,
            person_name=f"{role} {abs(unit)}",
            profile_id=unit,
            unit_id=unit,
            unit_name=f"jednostka {abs(unit)}",
            unit_kind=kind,
            voivodeship=area,
            roles=(f"{role}_{ROLES[self.definition.kind]}",),
        )

    def _fill(self, by: Actor, report: UUID, sheet: Sheet) -> int:
        """Some leave cells blank at first, some mistype; both are told, both put it right."""
        version = self._rows(by, report, sheet)
        changes = self._changes(sheet)
        if self.random.random() < self.shares.blanks:
            half = len(changes) // 2
            version = self._save(by, report, changes[:half], version)
            self._verify(by, report, "niekompletne za pierwszym razem")
            changes = changes[half:]
        elif self.random.random() < self.shares.errors:
            version = self._save(by, report, self._spoilt(changes), version)
            self._verify(by, report, "błędne za pierwszym razem")
        return self._save(by, report, changes, version)

    def _rows(self, by: Actor, report: UUID, sheet: Sheet) -> int:
        """As many added rows as the sheet has; a form may begin with some."""
        details = queries.report_for(by, report)
        version = details.report.version
        for section, rows in sheet.rows.items():
            if missing := max(0, len(rows) - len(details.sheet.added(section))):
                version = operations.add_row(by=by, report=report, section=section, count=missing).report.version
        return version

    def _changes(self, sheet: Sheet) -> list[Change]:
        cells = sheet.cells.items()
        return [Change(address, None, format_cell(self.definition.cell(address), value)) for address, value in cells]

    def _spoilt(self, changes: list[Change]) -> list[Change]:
        """One number mistyped so that it cannot be read, one far too big."""
        numeric = [item for item in changes if item.now.isdigit()]
        wrong = self.random.sample(numeric, min(2, len(numeric)))
        texts = dict(zip((item.address for item in wrong), ("12x", FAR_TOO_MUCH), strict=False))
        return [Change(item.address, None, texts.get(item.address, item.now)) for item in changes]

    def _save(self, by: Actor, report: UUID, changes: Sequence[Change], version: int) -> int:
        if not changes:
            return version
        saved = operations.save_cells(by=by, report=report, changes=changes)
        self.counts["pola nieczytelne"] += len(saved.problems)
        self.counts["pola"] += len(changes)
        return saved.report.version

    def _verify(self, by: Actor, report: UUID, name: str) -> None:
        """„Weryfikuj bez wysyłania”."""
        found = queries.verdict(by, report)
        self.counts["niezgodności"] += len(found.findings)
        self.counts[name] += 0 if found.is_clean else 1

    def _send(self, by: Actor, report: UUID, version: int) -> int:
        """Warnings are explained when the sending is refused for them; an error left is a fault of the plan."""
        try:
            return operations.send(by=by, report=report, version=version).report.version
        except OpenFindings as refusal:
            for finding in refusal.findings:
                code = finding.explain[-1][0] if finding.explain else ""
                operations.explain(by=by, report=report, key=finding.key, code=code, text=EXPLAINED)
                self.counts["wyjaśnienia"] += 1
            return operations.send(by=by, report=report, version=version).report.version


@dataclass(frozen=True)
class Batch:
    """Reports for one process; the same number makes the same people."""

    edition: int
    shares: Shares
    seed: int
    tasks: tuple[Task, ...]


def work(batch: Batch) -> Counter[str]:
    """What a process does: all reports of a batch."""
    clerk = Clerk(definition(batch.edition), batch.shares, Random(batch.seed))  # noqa: S311  made-up people
    for _ in clerk.work(batch.tasks):
        pass
    return clerk.counts


def file(batches: Sequence[Batch], processes: int) -> Iterator[Counter[str]]:
    """Counts of every batch once it is done. One process: here, in the transaction there may be."""
    if processes <= 1:
        yield from map(work, batches)
        return
    context = get_context("spawn")
    with ProcessPoolExecutor(processes, mp_context=context, initializer=process.begin) as pool:
        waiting = [pool.submit(work, batch) for batch in batches]
        for done in as_completed(waiting):
            yield done.result()


def _communes(area: str, day: date) -> list[tuple[str, str]]:
    """Communes of the voivodeship, as (code, name)."""
    counties = areas(AreaLevel.COUNTY, day, parent=area)[:4]
    communes = (commune for county in counties for commune in areas(AreaLevel.COMMUNE, day, parent=county.code))
    return [(commune.code, commune.name) for commune in communes]
