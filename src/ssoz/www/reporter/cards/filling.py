# SPDX-License-Identifier: EUPL-1.2
"""Reading a card and filling it in, as plain forms."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
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
from ssoz.cards.queries import last_edits
from ssoz.catalogue.queries import definition_of
from ssoz.reports.errors import BadRequest as UnreadableForm
from ssoz.www.reporter.answering import wants_json
from ssoz.www.reporter.cards.doors import FILLERS, READERS, plainly
from ssoz.www.reporter.cards.keeping import save_by_script, section_again
from ssoz.www.reporter.cards.links import links_of
from ssoz.www.reporter.cards.sheet import card_response, frame
from ssoz.www.reporter.filling import code_of
from ssoz.www.reporter.posting import body, edit_name, form_changes
from ssoz.www.reporter.presentation.refusals import Refusals, refusals
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
    if request.content_type == "application/json":
        with _readable():
            message = body(request.body)
        return save_by_script(request, card, message)
    saved, refused = kept(request, card)
    if refused:
        return card_response(request, card, refused=refused, status=refused.status)
    if saved.resembling:
        messages.warning(request, _("Zapisano. Jednostka ma inną kartę tego samego pobytu: sprawdź niżej."))
    elif request.POST.get("dalej") != "sprawdz":
        messages.success(request, _("Zapisano. Karta czeka na liście."))
    links = links_of(card)
    return HttpResponseRedirect(links.verify if request.POST.get("dalej") == "sprawdz" else links.sheet)


def kept(request: ActorRequest, card: UUID) -> tuple[Saved, Refusals]:
    """Whatever button was pressed, what was typed on the page is saved first."""
    with _readable():
        changes = form_changes(request.POST)
    saved = operations.save_cells(by=request.actor, card=card, changes=changes)
    disputed = [conflict.address for conflict in saved.conflicts]
    return saved, refusals(saved, last_edits(saved.card, disputed), changes)


@contextmanager
def _readable() -> Iterator[None]:
    """What cannot be read of a request is refused in the words of cards."""
    try:
        yield
    except UnreadableForm as error:
        raise BadRequest(error.sentence) from error


@permission_required(*FILLERS)
@require_POST
@plainly
def rows(request: ActorRequest, card: UUID) -> HttpResponse:
    """„Dodaj oddział” and „Usuń”: a plain form brings everything typed on the page."""
    if "usun" in request.POST and "potwierdzam" in request.POST:
        return _remove(request, card)
    _saved, refused = kept(request, card)
    if "usun" in request.POST:
        if refused.outlive(request.POST["usun"]):
            return card_response(request, card, refused=refused, status=refused.status)
        return _ask_before_removing(request, card)
    return _add(request, card, request.POST.get("dodaj", ""), refused)


def _remove(request: ActorRequest, card: UUID) -> HttpResponse:
    section, _dot, row = request.POST.get("usun", "").partition(".")
    saved = operations.remove_row(by=request.actor, card=card, section=section, row=row)
    if wants_json(request):
        return section_again(request, saved, section, saved.made)
    return HttpResponseRedirect(f"{links_of(card).sheet}#{section}")


def _add(request: ActorRequest, card: UUID, section: str, refused: Refusals) -> HttpResponse:
    with _readable():
        name = edit_name(request.POST.get("id"))
    saved = operations.add_row(by=request.actor, card=card, section=section, edit=name)
    made = saved.made
    form = definition_of(saved.card.edition)
    dynamic = form.section(section).table.dynamic
    key = f"{section}.{saved.row}.{dynamic.key.code}" if dynamic else ""
    typed = request.POST.get(f"nowy-{section}", "")
    if typed.strip():
        change = Change(key, None, code_of(form, key, typed))
        saved = operations.save_cells(by=request.actor, card=card, changes=[change])
        refused = replace(refused, problems=(*refused.problems, *saved.problems))
    if wants_json(request):
        return section_again(request, saved, section, (*made, *saved.made), key)
    if refused:
        return card_response(request, card, refused=refused, status=refused.status)
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
