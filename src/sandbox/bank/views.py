# SPDX-License-Identifier: EUPL-1.2
"""Choose a bank, say who you are, go back. A bank knows its customers, so there is nothing to type."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from sandbox.bank.banks import BANKS, bank
from sandbox.citizens.models import Citizen
from sandbox.citizens.operations import settle
from sandbox.citizens.queries import citizens_to_try, demo_people
from sandbox.hosts import address
from sandbox.node.enums import Means
from sandbox.node.errors import NodeError
from sandbox.node.operations import Identity, under_way, vouch


@require_GET
def start(request: HttpRequest) -> HttpResponse:
    """Nobody begins here."""
    return render(request, "bank/start.html")


@never_cache
@require_GET
def choose(request: HttpRequest, handle: str) -> HttpResponse:
    """All banks."""
    try:
        under_way(handle)
    except NodeError as error:
        return _problem(request, error)
    return render(request, "bank/choose.html", {"banks": BANKS, **_ways(handle)})


@never_cache
@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest, handle: str, code: str) -> HttpResponse:
    """The customer, and their consent."""
    chosen = bank(code)
    if chosen is None:
        raise Http404
    values = {"bank": chosen, "customers": citizens_to_try(), **_ways(handle)}
    try:
        under_way(handle)
        if request.method == "POST":
            customer = _customer(request.POST.get("customer", ""), request.POST.get("email", ""))
            if customer is not None:
                ticket = vouch(handle, Means.BANK, Identity.of(customer))
                return HttpResponseRedirect(address("login", "node:back", handle=handle) + f"?bilet={ticket}")
            values["missing"] = True
    except NodeError as error:
        return _problem(request, error)
    return render(request, "bank/confirm.html", values, status=400 if "missing" in values else 200)


def _customer(number: str, email: str) -> Citizen | None:
    """Somebody of the list, or by e-mail address one of the demo's people."""
    person = demo_people().get(email.strip().casefold())
    if person:
        return settle(person)
    return Citizen.objects.filter(pk=number).first() if number.isdecimal() else None


def _ways(handle: str) -> dict[str, str]:
    return {"handle": handle, "node": address("login", "node:choose", handle=handle)}


def _problem(request: HttpRequest, error: NodeError) -> HttpResponse:
    return render(request, "bank/problem.html", {"sentence": error.sentence}, status=400)
