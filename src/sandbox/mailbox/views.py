# SPDX-License-Identifier: EUPL-1.2
"""Everybody's mail. HTML is never shown: a letter must be readable without it."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from sandbox.environment import current
from sandbox.mailbox import letters


@never_cache
@require_GET
def choose(request: HttpRequest) -> HttpResponse:
    """Whose mail."""
    address = request.GET.get("adres", "").strip()
    if address:
        return HttpResponseRedirect(reverse("mailbox:inbox", args=[address]))
    return render(request, "mailbox/choose.html", {"addresses": letters.addresses(current().mail)})


@never_cache
@require_GET
def inbox(request: HttpRequest, address: str) -> HttpResponse:
    """What came to an address, the newest first."""
    found = letters.letters_to(current().mail, address)
    return render(request, "mailbox/inbox.html", {"address": address, "letters": found})


@never_cache
@require_GET
def inbox_part(request: HttpRequest, address: str) -> HttpResponse:
    """The list alone, for the page that keeps itself up to date."""
    found = letters.letters_to(current().mail, address)
    return render(request, "mailbox/list.html", {"address": address, "letters": found})


@never_cache
@require_GET
def letter(request: HttpRequest, address: str, name: str) -> HttpResponse:
    """One letter, to whom it was sent."""
    found = letters.letter(current().mail, name)
    if found is None or address.strip().casefold() not in found.to:
        raise Http404
    return render(request, "mailbox/letter.html", {"address": address, "letter": found})
