# SPDX-License-Identifier: EUPL-1.2
"""„Moje sprawozdania”: everything a person has to file, whichever of their units it is for, by due date."""

from collections.abc import Collection, Iterable

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from ssoz.access.actors import Actor
from ssoz.access.views import ActorRequest, signed_in
from ssoz.cards.queries import with_deliveries
from ssoz.reports.queries import Duty, duties_of_person, still_waiting
from ssoz.rounds.queries import units_to_answer
from ssoz.www.reporter.shortcuts import shortcut


def only_asked(actor: Actor, asked: Collection[int], duties: Iterable[Duty]) -> bool:
    """Whether the unit of this profile has to answer and there is no other: then the questionnaire comes first."""
    return actor.unit_id in asked and {*asked, *(duty.unit.pk for duty in duties)} == {actor.unit_id}


@never_cache
@signed_in
@require_safe
def mine(request: ActorRequest) -> HttpResponse:
    found = with_deliveries(duties_of_person(request.actor.person_id or 0))
    asked = units_to_answer(request.actor.person_id or 0)
    if only_asked(request.actor, asked, found):
        return redirect("reporter:questionnaire")
    left = still_waiting(found)
    values = {
        "waiting": left,
        "shortcut": shortcut(request.actor, (duty.form for duty in left)),
        "done": [duty for duty in found if not duty.waits],
        "asked": asked,
        "several": len({*asked, *(duty.unit.pk for duty in found)}) > 1,
    }
    return render(request, "reporter/duties/mine.html", values)
