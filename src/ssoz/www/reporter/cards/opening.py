# SPDX-License-Identifier: EUPL-1.2
"""„Nowa karta”: what is known when a patient comes. Somebody who looks known already is asked about first."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from engine.definitions import FormDefinition
from shared import clock
from ssoz.access.views import ActorRequest, permission_required
from ssoz.cards.enums import CardStatus
from ssoz.cards.errors import BadFields, Duplicate
from ssoz.cards.operations import ASKED, NEEDED, Admission, open_card, unit_for
from ssoz.cards.queries import edition_for
from ssoz.catalogue.queries import definition_of
from ssoz.www.questions import questionnaire_first
from ssoz.www.reporter.cards.doors import FILLERS, plainly
from ssoz.www.reporter.cards.links import links_of
from ssoz.www.reporter.presentation.words import anchor, words


@dataclass(frozen=True, slots=True)
class Asked:
    """One question of the page."""

    address: str
    id: str
    label: str
    hint: str
    value: str
    problem: str
    kind: str
    required: bool
    choices: tuple[tuple[str, str], ...]


@permission_required(*FILLERS)
@require_http_methods(["GET", "HEAD", "POST"])
@plainly
@questionnaire_first
def open_page(request: ActorRequest) -> HttpResponse:
    unit = _uuid(request.GET.get("jednostka", ""))
    if request.method != "POST":
        return _page(request, unit, {})
    typed = {address: request.POST.get(address, "") for address in ASKED}
    admission = Admission(typed=typed, unit=unit, sure="mimo-to" in request.POST)
    try:
        card = open_card(by=request.actor, admission=admission)
    except BadFields as error:
        return _page(request, unit, typed, problems=error.problems, status=error.status)
    except Duplicate as error:
        return _page(request, unit, typed, alike=error, status=error.status)
    messages.success(request, _("Karta numer %(number)d jest otwarta.") % {"number": card.number})
    return HttpResponseRedirect(links_of(card.public_id).sheet)


def _page(
    request: ActorRequest,
    unit: UUID | None,
    typed: Mapping[str, str],
    *,
    problems: Mapping[str, str] | None = None,
    alike: Duplicate | None = None,
    status: int = 200,
) -> HttpResponse:
    home = unit_for(by=request.actor, unit=unit)
    form = definition_of(edition_for(clock.today().year))
    context: dict[str, Any] = {
        "unit": home,
        "on_behalf": home.pk != request.actor.unit_id,
        "fields": [
            _asked(form, address, typed.get(address, ""), (problems or {}).get(address, "")) for address in ASKED
        ],
        "problems": problems,
        "alike": [_seen(card) for card in alike.cards] if alike else (),
        "message": alike.sentence if alike else "",
        "list": reverse("cards:list"),
    }
    return render(request, "reporter/cards/open.html", context, status=status)


def _seen(card: Any) -> dict[str, Any]:
    return {
        "url": links_of(card.public_id).sheet,
        "number": card.number,
        "status": CardStatus(card.status).label,
        "admitted_on": card.admitted_on,
    }


def _asked(form: FormDefinition, address: str, value: str, problem: str) -> Asked:
    spec = form.cell(address)
    title = spec.row.title if spec.row else spec.column.title  # of a field, or of an added row
    return Asked(
        address=address,
        id=anchor(address),
        label=words(title),
        hint=_hints().get(address, _("dd.mm.rrrr") if spec.type.kind == "date" else ""),
        value=value,
        problem=problem,
        kind=spec.type.kind,
        required=address in NEEDED,
        choices=tuple((spec.codes or {}).items()),
    )


def _hints() -> Mapping[str, str]:
    letters = _("dwie wielkie litery bez polskich znaków; nieznane: NN")
    number, surname, name = ASKED[:3]
    return {number: _("puste: następny wolny numer"), surname: letters, name: letters}


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return None
