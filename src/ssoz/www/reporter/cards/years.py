# SPDX-License-Identifier: EUPL-1.2
"""A year of cards: „stan” in one step, handing in, the tie to MZ-30; and for supervisors the units that wait."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from shared import clock
from ssoz.access.views import ActorRequest, permission_required
from ssoz.cards import operations
from ssoz.cards.errors import NotAllowed
from ssoz.cards.fields import STAYS, WARD
from ssoz.cards.queries import edition_for, unit_year, units_waiting
from ssoz.cards.queries.wards import WardTie
from ssoz.catalogue.queries import definition_of
from ssoz.www.questions import questionnaire_first
from ssoz.www.reporter.cards.doors import DECIDERS, FILLERS, READERS, plainly

YEARS_BACK = 4


@permission_required(*READERS)
@require_safe
@plainly
@questionnaire_first
def year_page(request: ActorRequest, year: int) -> HttpResponse:
    return _page(request, year)


def _page(request: ActorRequest, year: int, *, message: str = "", status: int = 200) -> HttpResponse:
    unit = _unit(request)
    shown = unit_year(request.actor, year, unit)
    this = clock.today().year
    context: dict[str, Any] = {
        "shown": shown,
        "year": year,
        "message": message,
        "on_behalf": shown.unit.pk != request.actor.unit_id,
        "years": [(one, year_url(one, unit)) for one in range(this, this - YEARS_BACK, -1)],
        "stock_url": _with_unit(reverse("cards:stock", args=(year,)), unit),
        "hand_in_url": _with_unit(reverse("cards:hand_in", args=(year,)), unit),
        "accept_url": _with_unit(reverse("cards:accept_all", args=(year,)), unit),
        "open_url": _with_unit(reverse("cards:open"), unit),
        "ready_url": _cards_url(year, "closed"),
        "leaving_url": _cards_url(None, "open"),
        "list": reverse("cards:list"),
        "wards": _wards(request, year, unit),
        "wards_url": _wards_url(year, unit),
    }
    return render(request, "reporter/cards/year.html", context, status=status)


def _wards(request: ActorRequest, year: int, unit: UUID | None) -> list[tuple[str, WardTie]] | None:
    """Counted only when asked for: every card of the year is opened for it."""
    if "oddzialy" not in request.GET:
        return None
    names = definition_of(edition_for(year)).added[STAYS][WARD].codes or {}
    found = operations.compare_wards(by=request.actor, year=year, unit=unit)
    return [(f"{one.ward} {names.get(one.ward, '')}".strip(), one) for one in found]


def _wards_url(year: int, unit: UUID | None) -> str:
    page = year_url(year, unit)
    return f"{page}{'&' if unit else '?'}oddzialy=1#mz-30"


def _cards_url(year: int | None, status: str) -> str:
    wanted = {"stan": status} | ({"rok": str(year)} if year else {})
    return f"{reverse('cards:list')}?{urlencode(wanted)}"


def year_url(year: int, unit: UUID | None = None) -> str:
    return _with_unit(reverse("cards:year", args=(year,)), unit)


def _with_unit(url: str, unit: UUID | None) -> str:
    return f"{url}?{urlencode({'jednostka': str(unit)})}" if unit else url


def _unit(request: ActorRequest) -> UUID | None:
    try:
        return UUID(request.GET["jednostka"]) if "jednostka" in request.GET else None
    except ValueError:
        return None


@permission_required(*FILLERS)
@require_POST
@plainly
def stock(request: ActorRequest, year: int) -> HttpResponse:
    """A card for everybody who was there on 31 December."""
    unit = _unit(request)
    try:
        made = operations.take_stock(by=request.actor, year=year, unit=unit)
    except NotAllowed as error:
        return _page(request, year, message=error.sentence, status=error.status)
    text = ngettext("Założono %(made)d kartę stanu.", "Założone karty stanu: %(made)d.", made.made)
    text %= {"made": made.made}
    if made.incomplete:
        text += " " + _("Do uzupełnienia: %(count)d, są na liście „Otwarte”.") % {"count": made.incomplete}
    messages.success(request, text if made.made else _("Wszyscy obecni mają już karty stanu."))
    return HttpResponseRedirect(year_url(year, unit))


@permission_required(*FILLERS)
@require_POST
@plainly
def hand_in(request: ActorRequest, year: int) -> HttpResponse:
    unit = _unit(request)
    zero = "zero" in request.POST
    try:
        delivery = operations.hand_in(by=request.actor, year=year, unit=unit, zero=zero)
    except NotAllowed as error:
        return _page(request, year, message=error.sentence, status=error.status)
    if delivery.cards:
        messages.success(request, _("Przekazano karty do weryfikacji: %(count)d.") % {"count": delivery.cards})
    else:
        messages.success(request, _("Zgłoszono, że w %(year)d r. nie było pacjentów.") % {"year": year})
    return HttpResponseRedirect(year_url(year, unit))


@permission_required(*DECIDERS)
@require_safe
def verify_page(request: ActorRequest) -> HttpResponse:
    """Units with cards that wait for a decision, those that waited longest first."""
    waiting = units_waiting(request.actor)
    rows = [{"waiting": one, "url": year_url(one.year, one.unit_public_id)} for one in waiting]
    return render(request, "reporter/cards/verify.html", {"rows": rows, "list": reverse("cards:list")})


@permission_required(*DECIDERS)
@require_POST
@plainly
def accept_all(request: ActorRequest, year: int) -> HttpResponse:
    unit = _unit(request)
    if unit is None:
        return HttpResponseRedirect(reverse("cards:verify"))
    try:
        count = operations.accept_all(by=request.actor, year=year, unit=unit)
    except NotAllowed as error:
        return _page(request, year, message=error.sentence, status=error.status)
    messages.success(request, _("Zatwierdzono karty: %(count)d.") % {"count": count})
    return HttpResponseRedirect(reverse("cards:verify"))
