# SPDX-License-Identifier: EUPL-1.2
"""Reading a card and filling it in, as plain forms."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from engine.answers import Change
from ssoz.access.views import ActorRequest, permission_required
from ssoz.cards import operations
from ssoz.cards.errors import BadRequest
from ssoz.cards.operations import Saved
from ssoz.reports.errors import BadRequest as UnreadableForm
from ssoz.www.reporter.cards.doors import FILLERS, READERS, plainly
from ssoz.www.reporter.cards.links import links_of
from ssoz.www.reporter.cards.sheet import card_response, frame
from ssoz.www.reporter.filling import code_of
from ssoz.www.reporter.posting import form_changes
from ssoz.www.reporter.presentation.page import Refusals
from ssoz.www.reporter.presentation.words import anchor, place_name


@permission_required(*READERS)
@require_safe
@plainly
def card_page(request: ActorRequest, card: UUID) -> HttpResponse:
    return card_response(request, card, checked="kontrole" in request.GET)


@permission_required(*FILLERS)
@require_POST
@plainly
def save(request: ActorRequest, card: UUID) -> HttpResponse:
    saved = kept(request, card)
    if refused := refusals(saved):
        return card_response(request, card, refused=refused, status=422 if refused.problems else 409)
    if saved.resembling:
        messages.warning(request, _("Zapisano. Jednostka ma inną kartę tego samego pobytu: sprawdź niżej."))
    elif request.POST.get("dalej") != "sprawdz":
        messages.success(request, _("Zapisano. Karta czeka na liście."))
    links = links_of(card)
    return HttpResponseRedirect(links.verify if request.POST.get("dalej") == "sprawdz" else links.sheet)


def kept(request: ActorRequest, card: UUID) -> Saved:
    """Whatever button was pressed, what was typed on the page is saved first."""
    try:
        changes = form_changes(request.POST)
    except UnreadableForm as error:
        raise BadRequest(error.sentence) from error
    return operations.save_cells(by=request.actor, card=card, changes=changes)


def refusals(saved: Saved) -> Refusals:
    return Refusals(tuple(saved.problems), tuple(saved.conflicts))


@permission_required(*FILLERS)
@require_POST
@plainly
def rows(request: ActorRequest, card: UUID) -> HttpResponse:
    """„Dodaj oddział” and „Usuń”: a plain form brings everything typed on the page."""
    if "potwierdzam" in request.POST:
        section, _dot, row = request.POST.get("usun", "").partition(".")
        operations.remove_row(by=request.actor, card=card, section=section, row=row)
        return HttpResponseRedirect(f"{links_of(card).sheet}#{section}")
    refused = refusals(kept(request, card))
    if "usun" in request.POST:
        return _ask_before_removing(request, card)
    return _add(request, card, request.POST.get("dodaj", ""), refused)


def _add(request: ActorRequest, card: UUID, section: str, refused: Refusals) -> HttpResponse:
    added = operations.add_row(by=request.actor, card=card, section=section)
    details = operations.view_card(by=request.actor, card=card)
    dynamic = details.definition.section(section).table.dynamic
    key = f"{section}.{added.row}.{dynamic.key.code}" if dynamic else ""
    typed = request.POST.get(f"nowy-{section}", "")
    if typed.strip():
        change = Change(key, None, code_of(details.definition, key, typed))
        more = refusals(operations.save_cells(by=request.actor, card=card, changes=[change]))
        refused = Refusals((*refused.problems, *more.problems), refused.conflicts)
    if refused:
        return card_response(request, card, refused=refused, status=422)
    return HttpResponseRedirect(f"{links_of(card).sheet}#{anchor(key)}")


def _ask_before_removing(request: ActorRequest, card: UUID) -> HttpResponse:
    details = operations.view_card(by=request.actor, card=card)
    section, _dot, row = request.POST["usun"].partition(".")
    dynamic = next((one.table.dynamic for one in details.definition.sections if one.code == section), None)
    if dynamic is None or row not in details.sheet.added(section):
        raise BadRequest(_("Tego wiersza już nie ma w karcie."))
    key = f"{section}.{row}.{dynamic.key.code}"
    context = frame(details) | {
        "place": place_name(details.definition, details.sheet, key),
        "row": f"{section}.{row}",
        "back": f"{links_of(card).sheet}#{section}",
    }
    return render(request, "reporter/cards/remove.html", context)


@permission_required(*FILLERS)
@require_POST
@plainly
def explain(request: ActorRequest, card: UUID) -> HttpResponse:
    key, code, text = (request.POST.get(name, "") for name in ("klucz", "kod", "tekst"))
    try:
        operations.explain(by=request.actor, card=card, key=key, code=code, text=text)
    except BadRequest as error:
        messages.error(request, error.sentence)
        typed = {"explaining": key, "explained_code": code, "explained_text": text}
        return card_response(request, card, checked=True, status=error.status, extra=typed)
    return HttpResponseRedirect(links_of(card).verify)
