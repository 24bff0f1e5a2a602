# SPDX-License-Identifier: EUPL-1.2
"""„Moje sprawozdania”: everything a person has to file, whichever of their units it is for, by due date."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from ssoz.access.views import ActorRequest, signed_in
from ssoz.cards.queries import with_deliveries
from ssoz.reports.queries import duties_of_person, still_waiting
from ssoz.www.reporter.shortcuts import shortcut


@never_cache
@signed_in
@require_safe
def mine(request: ActorRequest) -> HttpResponse:
    found = with_deliveries(duties_of_person(request.actor.person_id or 0))
    left = still_waiting(found)
    values = {
        "waiting": left,
        "shortcut": shortcut(request.actor, (duty.form for duty in left)),
        "done": [duty for duty in found if not duty.waits],
        "several": len({duty.unit.pk for duty in found}) > 1,
    }
    return render(request, "reporter/duties/mine.html", values)
