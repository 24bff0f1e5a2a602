# SPDX-License-Identifier: EUPL-1.2
"""The home page, by role."""

from collections.abc import Container
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from shared import clock
from ssoz.access.actors import Actor
from ssoz.access.modules import modules_for
from ssoz.access.permissions import Permission, for_kind
from ssoz.access.views import ActorRequest, signed_in
from ssoz.applications.queries import waiting_count
from ssoz.reports.enums import ReportKind, ReportStatus
from ssoz.reports.queries import counts
from ssoz.rounds.queries import waiting_petitions
from ssoz.www import tours
from ssoz.www.announcements import latest
from ssoz.www.home import cards, queue, steps
from ssoz.www.home.addresses import list_address
from ssoz.www.home.blocks import Block, Count
from ssoz.www.home.duties import duties
from ssoz.www.questions import questionnaire_first

WAYS = {
    ReportKind.NONFINANCIAL: _("Przejdź do sprawozdań niefinansowych"),
    ReportKind.FINANCIAL: _("Przejdź do sprawozdań finansowych"),
}


@signed_in
@questionnaire_first
def home(request: ActorRequest) -> HttpResponse:
    """What to do next on top; below it the modules with counts, and the obligations or the queue."""
    actor, today = request.actor, clock.today()
    if actor.profile_id is None:
        return redirect("account:profiles")
    owed = duties(actor)
    values: dict[str, Any] = {
        "steps": list(filter(None, [steps.own_step(actor, owed, today), _decision(actor), cards.step(actor)])),
        "blocks": [*blocks(actor, {duty.kind for duty in owed}), *cards.block(actor)],
        "users": users(actor),
        "duties": owed,
        "petitions": waiting_petitions(actor) if queue.supervises(actor) else 0,
        "watches": queue.watches(actor),
        "completeness": queue.completeness(actor, today) if queue.watches(actor) else [],
        "announcements": latest(today, 1),
        "tour": tours.offered(request, "home"),
    }
    return render(request, "home/home.html", values)


def users(actor: Actor) -> list[Count]:
    """What waits for whoever manages users; nothing for whoever only finds them."""
    if not actor.may(Permission.USER_MANAGE):
        return []
    waiting = waiting_count(actor)
    return [Count(_("Oczekujące wnioski"), reverse("administrator:applications"), waiting, "warn" if waiting else "")]


def _decision(actor: Actor) -> steps.Step | None:
    return steps.decision_step(queue.waiting(actor)) if queue.supervises(actor) else None


def blocks(actor: Actor, own_kinds: Container[str]) -> list[Block]:
    """The modules of reports open to this profile, each with its five lists."""
    open_kinds = {module.code: module for module in modules_for(actor)}
    table = counts(actor)
    return [
        Block(
            title=open_kinds[kind].title,
            url=open_kinds[kind].url,
            way=WAYS[kind],
            counts=tuple(lines(actor, kind, table[kind], kind in own_kinds)),
        )
        for kind in ReportKind
        if kind in open_kinds
    ]


def lines(actor: Actor, kind: ReportKind, numbers: dict[str, int], is_own: bool) -> list[Count]:
    """The five lists; what waits for this person is marked."""
    turn = {
        ReportStatus.TO_CORRECT: is_own and actor.may(for_kind("REPORT_FILL", kind)),
        ReportStatus.TO_VERIFY: actor.may(for_kind("REPORT_VERIFY", kind)),
    }
    found = [
        Count(status.label, list_address(kind, status), numbers[status], "warn" if turn.get(status) else "")
        for status in ReportStatus
    ]
    return [*found, Count(_("Wszystkie"), list_address(kind), sum(numbers.values()))]
