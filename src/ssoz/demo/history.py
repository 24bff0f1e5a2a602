# SPDX-License-Identifier: EUPL-1.2
"""Rounds and reports in every state, made by the people of the country through the same operations as the pages."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from functools import partial
from uuid import UUID

from engine.answers import Change, Sheet
from shared import clock
from ssoz.access.actors import SYSTEM, Actor
from ssoz.access.models import Profile
from ssoz.access.queries import profile_actor
from ssoz.catalogue.enums import FormKind
from ssoz.catalogue.queries import definition_of, edition
from ssoz.demo.answers import FORMS, Cells, Place, as_asked_before
from ssoz.demo.people import SHOWN
from ssoz.demo.plans import EDITION, PLANS, Plan
from ssoz.demo.steps import Step
from ssoz.registers.enums import UnitKind
from ssoz.reports import operations
from ssoz.reports.enums import ReportStatus
from ssoz.reports.errors import OpenFindings
from ssoz.reports.models import Report
from ssoz.reports.queries import reports_for
from ssoz.rounds.enums import RoundStatus
from ssoz.rounds.operations import close_round, plan_round
from ssoz.rounds.queries import rounds

BUSY_HOURS = 6
EXPLAINED = "Sprawdzono z dokumentacją jednostki: liczby są prawidłowe."
REASONS = {
    "MZ-29": "Dział 2, wiersz 02, kolumna 13: liczba osobodni nie zgadza się z obłożeniem oddziału. Proszę poprawić.",
    "MZ-88": "Dział 1, wiersz 05, kolumna 1: pielęgniarek jest o połowę mniej niż przed rokiem. Proszę sprawdzić.",
    "MZ-89": "Dział 1: suma specjalistów jest niższa niż przed rokiem. Proszę sprawdzić i poprawić.",
}
REMARKS = {
    "MZ-29": ("d2.r1.k1", "Czy wszystkie łóżka były czynne przez cały rok?"),
    "MZ-88": ("d1.w05.k2", "Czy w tej liczbie są także osoby na urlopach?"),
}


class Fate(StrEnum):
    """How far a report of the demo gets."""

    UNTOUCHED = "untouched"
    BEGUN = "begun"
    SENT = "sent"
    RETURNED = "returned"
    ACCEPTED = "accepted"


F = Fate
FILLERS = {
    FormKind.NONFINANCIAL: "reporter_nonfinancial",
    FormKind.FINANCIAL: "reporter_financial",
}
USUAL = (F.ACCEPTED, F.SENT, F.ACCEPTED, F.RETURNED, F.ACCEPTED, F.BEGUN, F.ACCEPTED, F.UNTOUCHED)
NEXT_IN_SHOWN = (F.SENT, F.RETURNED, F.SENT)
ADDED = ".+"  # in an address: a row that has to be added


class History:
    """Builds the past; `untouched` are units whose people are left something to do."""

    def __init__(self, voivodeships: Sequence[str], untouched: frozenset[int]) -> None:
        self.voivodeships = voivodeships
        self.untouched = untouched
        self.actors: dict[tuple[str, str], Actor] = {}

    def steps(self) -> Iterator[Step]:
        """Every piece of it, in order."""
        for plan in PLANS:
            yield Step(f"{plan.name}:plan", f"{plan.title}: okres", partial(self.begin, plan))
            if not plan.lives:
                continue
            for place in self.voivodeships:
                title = f"{plan.title}: województwo {place}"
                yield Step(f"{plan.name}:{place}", title, partial(self.live_through, plan, place))
            if plan.ends == RoundStatus.CLOSED:
                yield Step(f"{plan.name}:close", f"{plan.title}: koniec", partial(self.finish, plan))

    def begin(self, plan: Plan) -> None:
        """Plan the round and, unless it stays planned, open it."""
        dates = plan.dates  # made today, not on the day the round is said to open
        with clock.frozen(dates.opens_on):
            row = plan_round(by=SYSTEM, edition=plan.edition.pk, dates=dates, version=plan.version)
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
        kind = FormKind(plan.definition.kind)
        filler = self._actor(FILLERS[kind], str(report.unit_id), unit=report.unit_id)
        cells = self._answers(Place(report.unit.nip, report.unit.kind, report.unit.activity_code), plan)
        if fate == F.BEGUN:
            cells = dict(list(cells.items())[: max(1, len(cells) // 3)])
        version = fill(filler, report, cells)
        if fate != F.BEGUN:
            version = hand_in(filler, report.public_id, version, zero=not cells)
            self._decide(report, version, fate)

    @staticmethod
    def _answers(place: Place, plan: Plan) -> Cells:
        """Answers to the newest edition, put where the edition of the round asks for them."""
        cells = FORMS[plan.form](place, plan.year)
        newest = definition_of(edition(plan.form, EDITION))
        return cells if plan.definition is newest else as_asked_before(cells, newest, plan.definition)

    def _decide(self, report: Report, version: int, fate: Fate) -> None:
        if fate not in {F.RETURNED, F.ACCEPTED}:
            return
        place = report.unit.voivodeship
        judge = self._actor(f"supervisor_{report.round.edition.kind}", place, unit__voivodeship=place)
        with clock.advanced(timedelta(days=3)):
            if fate == F.RETURNED:
                form = report.round.edition.form
                if form in REMARKS:
                    address, text = REMARKS[form]
                    operations.remark_cell(by=judge, report=report.public_id, address=address, text=text)
                operations.return_to_correct(by=judge, report=report.public_id, version=version, reason=REASONS[form])
            else:
                operations.accept(by=judge, report=report.public_id, version=version)

    def _actor(self, role: str, place: str, **where: int | str) -> Actor:
        """Return the person who does this there; found once."""
        if (role, place) not in self.actors:
            profile = Profile.objects.filter(roles__role=role, **where).order_by("pk")[0]
            self.actors[role, place] = profile_actor(profile)
        return self.actors[role, place]

    @staticmethod
    def _round(plan: Plan) -> UUID:
        start, _end = plan.period
        return rounds().get(edition__form=plan.form, period_start=start, version=plan.version).public_id


def fill(filler: Actor, report: Report, cells: Cells) -> int:
    """Type everything in, with as many added rows as it needs; returns the report's version."""
    changes = [Change(address, None, str(value)) for address, value in _placed(filler, report, cells).items()]
    if not changes:
        return report.version
    return operations.save_cells(by=filler, report=report.public_id, changes=changes).report.version


def _placed(filler: Actor, report: Report, cells: Cells) -> Cells:
    """Give the rows that an answer adds the names they have in the report."""
    wanted = {tuple(address.split(".")[:2]) for address in cells if ADDED in address}
    sheet = Sheet.from_json(report.answers)
    for section in sorted({section for section, _row in wanted}):
        missing = sum(1 for one, _row in wanted if one == section) - len(sheet.added(section))
        if missing > 0:
            sheet = operations.add_row(by=filler, report=report.public_id, section=section, count=missing).sheet
    placed: Cells = {}
    for address, value in cells.items():
        section, row, cell = address.split(".")
        names = {f"+{number}": name for number, name in enumerate(sheet.added(section), 1)}
        placed[f"{section}.{names.get(row, row)}.{cell}"] = value
    return placed


def hand_in(filler: Actor, report: UUID, version: int, *, zero: bool) -> int:
    """Send; what the checks warn of is explained first. Returns the version."""
    try:
        return operations.send(by=filler, report=report, version=version, zero=zero).report.version
    except OpenFindings as error:
        for finding in error.findings:
            code = finding.explain[0][0] if finding.explain else ""
            operations.explain(by=filler, report=report, key=finding.key, code=code, text=EXPLAINED)
    return operations.send(by=filler, report=report, version=version, zero=zero).report.version
