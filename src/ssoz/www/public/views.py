# SPDX-License-Identifier: EUPL-1.2
"""Pages that ask nobody who they are."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import select_template
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from shared import clock
from ssoz.access.views import public
from ssoz.registers.queries import supervisors
from ssoz.www import announcements
from ssoz.www.public import forms
from ssoz.www.public.prose import DECLARED_ON, PAGES, Prose


@public
def start(request: HttpRequest) -> HttpResponse:
    """What the system is for and the way in; who is in already goes on to the home page."""
    if getattr(request, "actor", None) is not None:
        return redirect("home:home")
    values = {
        "announcements": announcements.latest(clock.today(), 3),
        "forms": [form for form in forms.entries() if form.is_ahead][:6],
    }
    return render(request, "public/start.html", values)


@public
def news(request: HttpRequest) -> HttpResponse:
    """All announcements."""
    return render(request, "public/news.html", {"announcements": announcements.latest(clock.today())})


@public
def form_list(request: HttpRequest) -> HttpResponse:
    """Forms: who files what and when."""
    return render(request, "public/forms.html", {"forms": forms.entries()})


@public
def form_page(request: HttpRequest, year: int, form: str) -> HttpResponse:
    """One form: its sections, notes, what changed, and checks, those with the words sought."""
    found = forms.entry(form, year)
    if found is None:
        raise Http404(_("Nie ma formularza %(form)s za %(year)s rok.") % {"form": form, "year": year})
    search = request.GET.get("szukaj", "").strip()
    return render(request, "public/form.html", {"form": found, "search": search, "checks": found.sought(search)})


@public
def site_map(request: HttpRequest) -> HttpResponse:
    """Every page one can open without signing in."""
    return render(request, "public/map.html", {"pages": PAGES, "forms": forms.entries()})


def prose(page: Prose) -> Callable[[HttpRequest], HttpResponse]:
    """Make the view of a page of running text."""

    @public
    def view(request: HttpRequest) -> HttpResponse:
        language = (get_language() or "pl")[:2]
        template = select_template([f"public/{language}/{page.name}.html", f"public/pl/{page.name}.html"])
        values: dict[str, Any] = {"offices": supervisors(clock.today())}  # asked for where a page lists them
        values |= {"page": page, "declared_on": DECLARED_ON, "address": request.build_absolute_uri("/")}
        return HttpResponse(template.render(values, request))

    return view
