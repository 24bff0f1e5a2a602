# SPDX-License-Identifier: EUPL-1.2
"""Rounds and reports in every state, made by the people of the country through the same operations as the pages."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import partial
from uuid import UUID

from engine.answers import Change, Sheet
from shared import clock
from ssoz.access.actors import SYSTEM, Actor
from ssoz.access.models import Profile
from ssoz.access.queries import profile_actor
from ssoz.catalogue.queries import edition
from ssoz.demo.answers import FORMS, Cells, Place
from ssoz.demo.people import SHOWN
from ssoz.demo.steps import Step
from ssoz.registers.enums import UnitKind
from ssoz.reports import operations
from ssoz.reports.enums import ReportStatus
from ssoz.reports.errors import OpenFindings
from ssoz.reports.models import Report
from ssoz.reports.queries import reports_for
from ssoz.rounds.enums import RoundStatus
from ssoz.rounds.operations import close_round, plan_round
from ssoz.rounds.policies import RoundDates
from ssoz.rounds.queries import rounds

EDITION = 2025
BUSY_HOURS = 6
THREE_WEEKS = timedelta(days=21)
REASONS = {
    "MZ-29": "Dział 2, wiersz 02: liczba osobodni nie zgadza się z obłożeniem oddziału. Proszę sprawdzić i poprawić.",
    "MZ-88": "Dział 1, wiersz 05: liczba pielęgniarek odbiega od zeszłorocznej o ponad połowę. Proszę sprawdzić.",
    "MZ-89": "Dział 1: suma specjalistów jest niższa niż przed rokiem. Proszę sprawdzić i poprawić.",
}


class Fate(StrEnum):
    """How far a report of the demo gets."""

    UNTOUCHED = "untouched"
    BEGUN = "begun"
    SENT = "sent"
    RETURNED = "returned"
    ACCEPTED = "accepted"


F = Fate
USUAL = (F.ACCEPTED, F.SENT, F.ACCEPTED, F.RETURNED, F.ACCEPTED, F.BEGUN, F.ACCEPTED, F.UNTOUCHED)
NEXT_IN_SHOWN = (F.SENT, F.RETURNED, F.SENT)
ADDED = ".+"  # in an address: a row that has to be added


@dataclass(frozen=True)
class Plan:
    """A round of the demo."""

    form: str
    year: int
    ends: RoundStatus
    due: date

    @property
    def name(self) -> str:
        return f"{self.form}-{self.year}"

    @property
    def dates(self) -> RoundDates:
        """The dates of the form; what should still be filled in, stays open three weeks from today at least."""
        due = self.due if self.ends == RoundStatus.CLOSED else max(self.due, clock.today() + THREE_WEEKS)
        return RoundDates(
            period_start=date(self.year, 1, 1),
            period_end=date(self.year, 12, 31),
            opens_on=date(self.year + 1, 1, 2),
            due_on=due,
            closes_on=max(date(self.year + 1, 12, 31), due),
        )


PLANS = (
    Plan("MZ-29", 2024, RoundStatus.CLOSED, date(2025, 2, 25)),
    Plan("MZ-88", 2025, RoundStatus.OPEN, date(2026, 3, 11)),
    Plan("MZ-89", 2025, RoundStatus.OPEN, date(2026, 3, 11)),
    Plan("MZ-29", 2025, RoundStatus.OPEN, date(2026, 2, 25)),
    Plan("MZ-88", 2026, RoundStatus.PLANNED, date(2027, 3, 11)),
)


class History:
    """Builds the past; `untouched` are units whose people are left something to do."""

    def __init__(self, voivodeships: Sequence[str], untouched: frozenset[int]) -> None:
        self.voivodeships = voivodeships
        self.untouched = untouched
        self.actors: dict[tuple[str, str], Actor] = {}

    def steps(self) -> Iterator[Step]:
        """Every piece of it, in order."""
        for plan in PLANS:
            yield Step(f"{plan.name}:plan", f"{plan.form} za {plan.year}: okres", partial(self.begin, plan))
            if plan.ends == RoundStatus.PLANNED:
                continue
            for place in self.voivodeships:
                title = f"{plan.form} za {plan.year}: województwo {place}"
                yield Step(f"{plan.name}:{place}", title, partial(self.live_through, plan, place))
            if plan.ends == RoundStatus.CLOSED:
                yield Step(f"{plan.name}:close", f"{plan.form} za {plan.year}: koniec", partial(self.finish, plan))

    def begin(self, plan: Plan) -> None:
        """Plan the round and, unless it stays planned, open it."""
        dates = plan.dates  # made today, not on the day the round is said to open
        with clock.frozen(dates.opens_on):
            row = plan_round(by=SYSTEM, edition=edition(plan.form, EDITION).pk, dates=dates)
            if plan.ends != RoundStatus.PLANNED:
                operations.open_round(by=SYSTEM, round=row.public_id)

    def finish(self, plan: Plan) -> None:
        """Close the round when its time is over."""
        with clock.frozen(plan.dates.closes_on):
            close_round(by=SYSTEM, round=self._round(plan))

    def live_through(self, plan: Plan, voivodeship: str) -> None:
        """Let every unit of the voivodeship go as far with its report as its fate says."""
        reports = reports_for(SYSTEM).filter(round__public_id=self._round(plan), unit__voivodeship=voivodeship)
        for number, report in enumerate(reports.order_by("id")):
            moment = datetime.combine(plan.dates.opens_on, datetime.min.time(), clock.WARSAW) + timedelta(
                days=5 + number % 40, hours=8 + number % BUSY_HOURS
            )
            with clock.frozen(moment):
                self._live(report, plan, self.fate(report, plan, number))

    def fate(self, report: Report, plan: Plan, number: int) -> Fate:
        """Spread reports over all states; the past is finished, MZ-89 waits for MZ-88."""
        if plan.ends == RoundStatus.CLOSED:
            return F.ACCEPTED
        if report.unit_id in self.untouched:
            return F.UNTOUCHED
        if plan.form == "MZ-89" and not self._sent_before(report):
            return F.UNTOUCHED
        shown = report.unit.voivodeship == SHOWN
        if shown and report.unit.kind == UnitKind.HOSPITAL:
            return NEXT_IN_SHOWN[number % len(NEXT_IN_SHOWN)]
        return USUAL[(number + int(report.unit.voivodeship)) % len(USUAL)]

    def _sent_before(self, report: Report) -> bool:
        """Whether this unit's MZ-88 has gone out."""
        sent = (ReportStatus.TO_VERIFY, ReportStatus.ACCEPTED)
        before = reports_for(SYSTEM).filter(
            unit=report.unit_id, round__edition__form="MZ-88", round__period_start=report.round.period_start
        )
        return before.filter(status__in=sent).exists()

    def _live(self, report: Report, plan: Plan, fate: Fate) -> None:
        if fate == F.UNTOUCHED:
            return
        filler = self._actor("reporter_nonfinancial", str(report.unit_id), unit=report.unit_id)
        place = Place(report.unit.nip, report.unit.kind, report.unit.activity_code)
        cells = FORMS[plan.form](place, plan.year)
        if fate == F.BEGUN:
            cells = dict(list(cells.items())[: max(1, len(cells) // 3)])
        version = fill(filler, report, cells)
        if fate != F.BEGUN:
            version = hand_in(filler, report.public_id, version, zero=not cells)
            self._decide(report, version, fate)

    def _decide(self, report: Report, version: int, fate: Fate) -> None:
        place = report.unit.voivodeship
        judge = self._actor("supervisor_nonfinancial", place, unit__voivodeship=place)
        with clock.advanced(timedelta(days=3)):
            if fate == F.RETURNED:
                reason = REASONS[report.round.edition.form]
                operations.return_to_correct(by=judge, report=report.public_id, version=version, reason=reason)
            elif fate == F.ACCEPTED:
                operations.accept(by=judge, report=report.public_id, version=version)

    def _actor(self, role: str, place: str, **where: int | str) -> Actor:
        """Return the person who does this there; found once."""
        if (role, place) not in self.actors:
            profile = Profile.objects.filter(roles__role=role, **where).order_by("pk")[0]
            self.actors[role, place] = profile_actor(profile)
        return self.actors[role, place]

    @staticmethod
    def _round(plan: Plan) -> UUID:
        return rounds().get(edition__form=plan.form, period_start=plan.dates.period_start).public_id


def fill(filler: Actor, report: Report, cells: Cells) -> int:
    """Type everything in, with as many added rows as it needs; returns the report's version."""
    changes = [Change(address, None, str(value)) for address, value in _placed(filler, report, cells).items()]
    if not changes:
        return report.version
    return operations.save_cells(by=filler, report=report.public_id, changes=changes).report.version


def _placed(filler: Actor, report: Report, cells: Cells) -> Cells:
    """Give the rows that an answer adds the names they have in the report."""
    wanted = {address.split(".")[1] for address in cells if ADDED in address}
    if not wanted:
        return cells
    held = Sheet.from_json(report.answers).rows.get("d2", ())
    while len(held) < len(wanted):
        held = operations.add_row(by=filler, report=report.public_id, section="d2").sheet.rows["d2"]
    names = {f"+{number}": row for number, row in enumerate(held, 1)}
    placed: Cells = {}
    for address, value in cells.items():
        section, row, cell = address.split(".")
        placed[f"{section}.{names.get(row, row)}.{cell}"] = value
    return placed


def hand_in(filler: Actor, report: UUID, version: int, *, zero: bool) -> int:
    """Send; what the checks warn of is explained first. Returns the version."""
    try:
        return operations.send(by=filler, report=report, version=version, zero=zero).report.version
    except OpenFindings as error:
        for finding in error.findings:
            operations.explain(by=filler, report=report, key=finding.key, code=finding.explain[0][0])
    return operations.send(by=filler, report=report, version=version, zero=zero).report.version
