# SPDX-License-Identifier: EUPL-1.2
"""Moves of one card: closed, corrected, voided by those who fill in; decided on by supervisors."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ssoz.access.views import ActorRequest, permission_required
from ssoz.cards import operations
from ssoz.cards.errors import BadRequest, OpenFindings
from ssoz.www.reporter.cards.doors import DECIDERS, FILLERS, REOPENERS, plainly
from ssoz.www.reporter.cards.filling import kept
from ssoz.www.reporter.cards.links import links_of
from ssoz.www.reporter.cards.sheet import card_response
from ssoz.www.reporter.posting import number


@permission_required(*FILLERS)
@require_POST
@plainly
def close(request: ActorRequest, card: UUID) -> HttpResponse:
    """What was typed is saved first; what keeps the card open is listed on the page."""
    saved, refused = kept(request, card)
    if refused:
        return card_response(request, card, refused=refused, status=refused.status)
    try:
        operations.close_card(by=request.actor, card=card, version=saved.card.version)
    except (OpenFindings, BadRequest) as error:
        messages.error(request, error.sentence)
        return card_response(request, card, checked=True, status=error.status)
    messages.success(request, _("Karta zamknięta. Przekażesz ją razem z innymi kartami tego roku."))
    return HttpResponseRedirect(links_of(card).sheet)


@permission_required(*FILLERS)
@require_POST
@plainly
def correct(request: ActorRequest, card: UUID) -> HttpResponse:
    try:
        operations.correct_card(by=request.actor, card=card, reason=request.POST.get("powod", ""))
    except BadRequest as error:
        return _again(request, card, error, "correcting")
    messages.success(request, _("Karta jest otwarta do korekty. Popraw ją i zamknij ponownie."))
    return HttpResponseRedirect(links_of(card).sheet)


@permission_required(*FILLERS)
@require_POST
@plainly
def void(request: ActorRequest, card: UUID) -> HttpResponse:
    try:
        operations.void_card(by=request.actor, card=card, reason=request.POST.get("powod", ""))
    except BadRequest as error:
        return _again(request, card, error, "voiding")
    messages.success(request, _("Karta jest unieważniona i nie będzie liczona."))
    return HttpResponseRedirect(links_of(card).sheet)


@permission_required(*DECIDERS)
@require_POST
@plainly
def decide(request: ActorRequest, card: UUID) -> HttpResponse:
    version = number(request.POST.get("wersja"))
    if request.POST.get("decyzja") == "zatwierdz":
        operations.accept_card(by=request.actor, card=card, version=version)
        messages.success(request, _("Karta zatwierdzona."))
        return HttpResponseRedirect(links_of(card).sheet)
    try:
        operations.return_card(by=request.actor, card=card, version=version, reason=request.POST.get("powod", ""))
    except BadRequest as error:
        return _again(request, card, error, "returning")
    messages.success(request, _("Karta zwrócona do korekty."))
    return HttpResponseRedirect(links_of(card).sheet)


@permission_required(*REOPENERS)
@require_POST
@plainly
def reopen(request: ActorRequest, card: UUID) -> HttpResponse:
    try:
        operations.reopen_card(by=request.actor, card=card, reason=request.POST.get("powod", ""))
    except BadRequest as error:
        return _again(request, card, error, "reopening")
    messages.success(request, _("Karta wróciła do jednostki, do korekty."))
    return HttpResponseRedirect(links_of(card).sheet)


def _again(request: ActorRequest, card: UUID, error: BadRequest, doing: str) -> HttpResponse:
    """The card with the question open, and what was typed in it."""
    messages.error(request, error.sentence)
    typed = {doing: True, "reason": request.POST.get("powod", ""), "problem": error.sentence}
    return card_response(request, card, status=error.status, extra=typed)
