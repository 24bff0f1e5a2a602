# SPDX-License-Identifier: EUPL-1.2
"""„Brak załączników do wniosków o rolę”: shown after each sign-in, on every page, until it was read."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.functional import SimpleLazyObject
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from ssoz.access.navigation import safe_target
from ssoz.access.views import ActorRequest, signed_in
from ssoz.applications.queries import Application, anything_waits, without_attachment

FLAG = "remind"
HOME = "/"


def ask(request: HttpRequest, person: int) -> None:
    """Remember for this session that there is something to remind of; where there is nothing, no page asks again."""
    if anything_waits(person) and without_attachment(person):
        request.session[FLAG] = True


def reminder(request: HttpRequest) -> dict[str, object]:
    """Context of every page: what the reminder lists; asked of the database only until it was read."""
    actor = getattr(request, "actor", None)
    if actor is None or FLAG not in request.session:
        return {}
    return {"reminder": SimpleLazyObject(lambda: _listed(actor.person_id))}


def _listed(person: int) -> Sequence[Application]:
    return without_attachment(person)


@never_cache
@require_POST
@signed_in
def read(request: ActorRequest) -> HttpResponse:
    """„Przypomnij mi przy kolejnym logowaniu”."""
    request.session.pop(FLAG, None)
    return HttpResponseRedirect(safe_target(request, request.POST.get("next", ""), HOME))
