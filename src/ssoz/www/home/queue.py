# SPDX-License-Identifier: EUPL-1.2
"""What supervisors and the centre watch over: what waits for a decision, how complete each form is."""

from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode

from django.db.models import Count, Min, Q

from shared.design.formatting import is_polish
from ssoz.access.actors import Actor
from ssoz.access.permissions import Permission, for_kind
from ssoz.reports.enums import ReportKind, ReportStatus
from ssoz.reports.queries import reports_for
from ssoz.rounds.enums import RoundVersion
from ssoz.www.home.addresses import list_address


@dataclass(frozen=True, kw_only=True)
class Completeness:
    """How far one form of one period has come among the units in reach."""

    form: str
    version: str  # of data that are handed in twice, in words
    title: str
    kind: str
    period: date
    due_on: date
    owed: int
    to_fill: int
    to_verify: int
    to_correct: int
    accepted: int
    late: int

    @property
    def sent(self) -> int:
        return self.owed - self.to_fill

    @property
    def share(self) -> float:
        return self.sent / self.owed if self.owed else 0.0

    @property
    def url(self) -> str:
        """The list with reports of this form alone."""
        return f"{list_address(self.kind)}?{urlencode({'szukaj': self.form})}"


@dataclass(frozen=True)
class Waiting:
    """Reports of one kind that wait for this supervisor's decision."""

    kind: ReportKind
    count: int
    since: datetime | None

    @property
    def url(self) -> str:
        return list_address(self.kind, ReportStatus.TO_VERIFY)


def completeness(actor: Actor, today: date) -> list[Completeness]:
    """One line per form and period, newest first; one query."""
    rows = (
        reports_for(actor)
        .exclude(unit_id=actor.unit_id or 0)
        .order_by()
        .values(
            "round_id",
            "round__edition__form",
            "round__edition__title",
            "round__edition__title_en",
            "round__edition__kind",
            "round__period_end",
            "round__due_on",
            "round__version",
        )
        .annotate(
            owed=Count("pk"),
            late=Count("pk", filter=Q(status=ReportStatus.TO_FILL, obligation__due_on__lt=today)),
            stands_to_fill=Count("pk", filter=Q(status=ReportStatus.TO_FILL)),
            stands_to_verify=Count("pk", filter=Q(status=ReportStatus.TO_VERIFY)),
            stands_to_correct=Count("pk", filter=Q(status=ReportStatus.TO_CORRECT)),
            stands_accepted=Count("pk", filter=Q(status=ReportStatus.ACCEPTED)),
        )
        .order_by("-round__period_end", "round__due_on", "round__edition__form")
    )
    return [
        Completeness(
            form=row["round__edition__form"],
            version=str(RoundVersion(row["round__version"]).label) if row["round__version"] else "",
            title=row["round__edition__title"] if is_polish() else row["round__edition__title_en"],
            kind=row["round__edition__kind"],
            period=row["round__period_end"],
            due_on=row["round__due_on"],
            owed=row["owed"],
            late=row["late"],
            to_fill=row["stands_to_fill"],
            to_verify=row["stands_to_verify"],
            to_correct=row["stands_to_correct"],
            accepted=row["stands_accepted"],
        )
        for row in rows
    ]


def waiting(actor: Actor) -> list[Waiting]:
    """What this supervisor decides about, kind by kind, with the oldest of each; empty kinds left out."""
    kinds = [kind for kind in ReportKind if actor.may(for_kind("REPORT_VERIFY", kind))]
    rows = (
        reports_for(actor, status=ReportStatus.TO_VERIFY)
        .exclude(unit_id=actor.unit_id or 0)
        .filter(round__edition__kind__in=kinds)
        .order_by()
        .values_list("round__edition__kind")
        .annotate(count=Count("pk"), since=Min("sent_at"))
    )
    found = {kind: Waiting(ReportKind(kind), count, since) for kind, count, since in rows}
    return [found[kind] for kind in kinds if kind in found]


def supervises(actor: Actor) -> bool:
    """Whether this profile decides about reports of others."""
    return actor.may(*(for_kind("REPORT_VERIFY", kind) for kind in ReportKind))


def watches(actor: Actor) -> bool:
    """Whether this profile sees how complete other units' reports are."""
    return supervises(actor) or actor.may(Permission.REPORT_FIND, Permission.ROUND_MANAGE)
