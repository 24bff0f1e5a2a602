# SPDX-License-Identifier: EUPL-1.2
"""The calendar of duties: a page, and a feed that a person's own calendar program fetches by a secret address."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_POST, require_safe
from icalendar import Alarm, Calendar, Event

from shared import clock
from ssoz.access.views import ActorRequest, public, signed_in
from ssoz.cards.queries import with_deliveries
from ssoz.reports.queries import Duty, duties_of_person
from ssoz.rounds.operations import link_calendar, unlink_calendar
from ssoz.rounds.queries import calendar_key, calendar_person, units_to_answer
from ssoz.www.reporter.duties.mine import only_asked

REMINDER = timedelta(days=7)
PAST = timedelta(days=400)  # what was due longer ago is no longer in the feed


@dataclass(frozen=True)
class Month:
    title: str
    duties: tuple[Duty, ...]


def months(duties: Iterable[Duty]) -> list[Month]:
    """By due date; released duties are not there."""
    ordered = sorted(duties, key=lambda duty: (duty.due_on, duty.form))
    grouped = groupby(ordered, key=lambda duty: duty.due_on.replace(day=1))
    return [Month(date_format(first, "F Y"), tuple(found)) for first, found in grouped]


@never_cache
@signed_in
@require_safe
def calendar(request: ActorRequest) -> HttpResponse:
    found = with_deliveries(duties_of_person(request.actor.person_id or 0))
    asked = units_to_answer(request.actor.person_id or 0)
    if only_asked(request.actor, asked, found):
        return redirect("reporter:questionnaire")
    year = _year(request, found)
    key = calendar_key(request.actor.person_id)
    feed = reverse("reporter:feed", args=(key,)) if key else ""
    values = {
        "months": months(duty for duty in found if duty.due_on.year == year),
        "years": sorted({duty.due_on.year for duty in found}),
        "year": year,
        "asked": asked,
        "several": len({duty.unit.pk for duty in found}) > 1,
        "feed": request.build_absolute_uri(feed) if feed else "",
    }
    return render(request, "reporter/duties/calendar.html", values)


def _year(request: ActorRequest, duties: Iterable[Duty]) -> int:
    """The year asked for, else that of the next due date, else this one."""
    asked = request.GET.get("rok", "")
    if asked.isascii() and asked.isdigit() and len(asked) == 4:
        return int(asked)
    today = clock.today()
    return next((duty.due_on.year for duty in duties if duty.waits), today.year)


@never_cache
@signed_in
@require_POST
def address(request: ActorRequest) -> HttpResponse:
    """A new address, or none at all."""
    if request.POST.get("co") == "usun":
        unlink_calendar(by=request.actor)
        messages.success(request, _("Adres kalendarza przestał działać."))
    else:
        link_calendar(by=request.actor)
        messages.success(request, _("Adres kalendarza jest gotowy. Poprzedni, jeżeli był, przestał działać."))
    return redirect("reporter:calendar")


@cache_control(private=True, max_age=900)
@public
@require_safe
def feed(request: HttpRequest, key: UUID) -> HttpResponse:
    """For calendar programs: they know no session, so the address is the secret."""
    person = calendar_person(key)
    if person is None:
        raise Http404
    with translation.override("en" if request.GET.get("lang") == "en" else "pl"):
        text = icalendar(with_deliveries(duties_of_person(person)), request.build_absolute_uri("/"))
    answer = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'inline; filename="ssoz.ics"'
    answer["X-Robots-Tag"] = "noindex"
    return answer


def icalendar(duties: Iterable[Duty], home: str) -> bytes:
    """One all-day event a duty; what waits reminds a week before."""
    made = Calendar()
    made.add("prodid", "-//SSOZ//Kalendarz obowiązków//PL")
    made.add("version", "2.0")
    made.add("x-wr-calname", _("Sprawozdania SSOZ"))
    made.add("refresh-interval;value=duration", "PT6H")
    since = clock.today() - PAST
    for duty in duties:
        if duty.due_on >= since:
            made.add_component(_event(duty, home))
    return bytes(made.to_ical())


def _event(duty: Duty, home: str) -> Event:
    event = Event()
    event.add("uid", f"{duty.round.public_id}-{duty.unit.public_id}@ssoz")
    event.add("dtstamp", clock.now())
    event.add("dtstart", duty.due_on)
    event.add("dtend", duty.due_on + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    words = {"form": duty.form, "unit": duty.unit.name}
    event.add("summary", (_("Termin %(form)s: %(unit)s") if duty.waits else _("Złożone %(form)s: %(unit)s")) % words)
    event.add("description", f"{duty.title}, {duty.period}. {duty.why.sentence}")
    event.add("url", f"{home}obowiazki/{duty.round.public_id}/")
    if duty.waits:
        event.add_component(_alarm(duty.form))
    return event


def _alarm(form: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", _("Za tydzień termin %(form)s") % {"form": form})
    alarm.add("trigger", -REMINDER)
    return alarm
