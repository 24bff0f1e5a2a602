# SPDX-License-Identifier: EUPL-1.2
"""„Zaloguj jako …”."""

from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from sandbox.environment import current
from sandbox.people.choosing import chosen
from sandbox.people.roster import RosterError, grouped, read

BACKEND = "sandbox.people.choosing.Chooser"


@require_GET
def start(request: HttpRequest) -> HttpResponse:
    """Nobody comes here to stay: the way in is the system's own."""
    return HttpResponseRedirect(current().client_url + "/")


@never_cache
@require_http_methods(["GET", "POST"])
def choose(request: HttpRequest) -> HttpResponse:
    """Everybody one can be; one click and one is."""
    try:
        people = read(current().people)
    except RosterError as error:
        return render(request, "people/choose.html", {"problem": str(error)}, status=503)
    target = _way_back(request)
    if request.method == "POST":
        entry = next((entry for entry in people if entry.sub == request.POST.get("sub")), None)
        if entry is None:
            raise Http404
        login(request, chosen(entry), backend=BACKEND)
        return HttpResponseRedirect(target)
    search = request.GET.get("szukaj", "")
    values = {"groups": grouped(people, search), "search": search, "next": target, "count": len(people)}
    return render(request, "people/choose.html", values)


def _way_back(request: HttpRequest) -> str:
    """On with the sign-in that led here; without one, to the system."""
    target = request.POST.get("next") or request.GET.get("next") or ""
    ours = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    return target if ours else current().client_url + "/"
