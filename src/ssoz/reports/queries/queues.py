# SPDX-License-Identifier: EUPL-1.2
"""What waits for a supervisor: reports of the area, and how far each round has come. Never content."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from shared.clock import today
from ssoz.access.actors import Actor
from ssoz.reports.enums import ReportStatus
from ssoz.reports.models import Report
from ssoz.reports.queries.lists import reports_for, visible
from ssoz.rounds.models import Round

PAGE = 50


@dataclass(frozen=True, kw_only=True)
class Sought:
    """What a supervisor narrows the queue by; what is blank does not narrow."""

    kind: str = ""
    form: str = ""
    status: str = ""
    voivodeship: str = ""
    text: str = ""


@dataclass(frozen=True)
class QueuePage:
    """One page; `next` asks for the one after it. No totals: they cost more than the page."""

    items: tuple[Report, ...]
    next: str


def _sought(actor: Actor, sought: Sought) -> QuerySet[Report]:
    reports = reports_for(actor, sought.kind or None, sought.status or None, sought.text)
    if sought.form:
        reports = reports.filter(round__edition__form=sought.form)
    if sought.voivodeship:
        reports = reports.filter(unit__voivodeship=sought.voivodeship)
    return reports


def queue(actor: Actor, sought: Sought, after: str = "", size: int = PAGE) -> QueuePage:
    """By keyset, so the last page costs what the first one does; a broken `after` starts from the beginning."""
    reports = _sought(actor, sought)
    round_id, _, report_id = after.partition(".")
    if round_id.isdecimal() and report_id.isdecimal():
        reports = reports.filter(
            Q(round_id__lt=int(round_id)) | Q(round_id=int(round_id), id__gt=int(report_id)),
            round_id__lte=int(round_id),
        )
    found = tuple(reports[: size + 1])
    page = found[:size]
    more = len(found) > size
    return QueuePage(page, f"{page[-1].round_id}.{page[-1].pk}" if more else "")


@dataclass(frozen=True)
class RoundProgress:
    """A round as far as one person may see it: how many reports stand where."""

    round: Round
    counts: Mapping[str, int]
    on: date

    @property
    def owed(self) -> int:
        return sum(self.counts.values())

    @property
    def late(self) -> int:
        """Never sent, though the day has passed."""
        return self.counts[ReportStatus.TO_FILL] if self.round.due_on < self.on else 0


def progress(actor: Actor) -> tuple[RoundProgress, ...]:
    """Rounds with reports this person may find, newest period first, in two queries."""
    counted: dict[int, dict[str, int]] = {}
    rows = Report.objects.filter(visible(actor)).order_by().values_list("round_id", "status").annotate(n=Count("pk"))
    for round_id, status, number in rows:
        counted.setdefault(round_id, dict.fromkeys(ReportStatus.values, 0))[status] = number
    rounds = Round.objects.filter(pk__in=counted).select_related("edition")
    rounds = rounds.defer("edition__source", "edition__lists").order_by("-period_start", "edition__form")
    return tuple(RoundProgress(row, counted[row.pk], today()) for row in rounds)
