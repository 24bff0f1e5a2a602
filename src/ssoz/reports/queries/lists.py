# SPDX-License-Identifier: EUPL-1.2
"""Lists of reports, already narrowed to what the person may find. They never carry content."""

import re
from collections.abc import Iterable

from django.db.models import Count, Q, QuerySet

from ssoz.access.actors import Actor
from ssoz.access.permissions import list_permissions
from ssoz.access.scopes import Scope, scope
from ssoz.registers.queries import UnitSearch, units
from ssoz.reports.enums import ReportKind, ReportStatus
from ssoz.reports.models import Report
from ssoz.rounds.models import Obligation

ORDER = ("-round_id", "id")  # reports of a round are made in the order of the units' names
UNUSED = ("packed", "round__edition__source", "round__edition__lists")  # never needed to show a report


def visible(actor: Actor, kinds: Iterable[str] = ReportKind.values) -> Q:
    """Reports this profile may find. Kinds with the same reach share a condition, so that indexes serve it."""
    reaches: dict[Scope, list[str]] = {}
    for kind in kinds:
        reaches.setdefault(scope(actor, *list_permissions(kind)), []).append(kind)
    condition = Q(pk__in=())
    for reach, same in reaches.items():
        if reach != Scope():
            condition |= Q(round__edition__kind__in=same) & reach.as_q(subject="round__edition__subject")
    return condition & ~Q(obligation__in=_released())


def _released() -> QuerySet[Obligation]:
    """What nobody owes any more: few, and found in an index of their own."""
    return Obligation.objects.filter(released_at__isnull=False)


SYMBOL = re.compile(r"[a-z]{1,4}[-/]\S+", re.IGNORECASE)


def _searched(text: str) -> Q:
    """The symbol of a form, else a name or a number of the unit; asking for both at once no index could serve."""
    if SYMBOL.fullmatch(text):
        return Q(round__edition__form__iexact=text)
    return Q(unit__in=units(UnitSearch(text=text)).order_by())


def reports_for(actor: Actor, kind: str | None = None, status: str | None = None, search: str = "") -> QuerySet[Report]:
    """One list, without content: `kind` and `status` narrow it when given."""
    reports = Report.objects.filter(visible(actor, [kind] if kind else ReportKind.values))
    if status:
        reports = reports.filter(status=status)
    if search.strip():
        reports = reports.filter(_searched(search.strip()))
    return reports.select_related("unit", "round__edition", "obligation").defer("answers", *UNUSED).order_by(*ORDER)


def counts(actor: Actor) -> dict[str, dict[str, int]]:
    """How many reports of each kind stand in each status, zeros included, in one query."""
    table = {kind: dict.fromkeys(ReportStatus.values, 0) for kind in ReportKind.values}
    rows = (
        Report.objects.filter(visible(actor))
        .order_by()
        .values_list("round__edition__kind", "status")
        .annotate(number=Count("pk"))
    )
    for kind, status, number in rows:
        table[kind][status] = number
    return table
