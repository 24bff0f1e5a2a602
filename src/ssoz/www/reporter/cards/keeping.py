# SPDX-License-Identifier: EUPL-1.2
"""What the script of a card's page is told: what came of a save, of a row more or less, and what others write."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from engine.answers import Change
from ssoz.access.views import ActorRequest, background, permission_required
from ssoz.cards import operations
from ssoz.cards.errors import BadRequest
from ssoz.cards.operations import Saved
from ssoz.cards.queries import CardDetails, last_edits
from ssoz.catalogue.queries import definition_of
from ssoz.www.reporter.cards.doors import FILLERS, plainly
from ssoz.www.reporter.cards.sheet import card_page, frame, verdict_of
from ssoz.www.reporter.posting import Body, number
from ssoz.www.reporter.presentation.findings import VerdictView
from ssoz.www.reporter.presentation.marks import marks
from ssoz.www.reporter.presentation.page import base_texts
from ssoz.www.reporter.presentation.refusals import disputes, refusals
from ssoz.www.reporter.presentation.words import anchor
from ssoz.www.reporter.saving import told_dispute, told_meanwhile, told_values


@never_cache
@background
@permission_required(*FILLERS)
@require_GET
@plainly
def changes(request: ActorRequest, card: UUID) -> HttpResponse:
    """What other people and other tabs have saved since the version the page knows."""
    since = max(0, number(request.GET.get("od")))
    return JsonResponse(told_meanwhile(operations.follow_card(by=request.actor, card=card, since=since)))


def save_by_script(request: ActorRequest, card: UUID, message: Body) -> HttpResponse:
    handed_in = message.as_changes()
    saved = operations.save_cells(by=request.actor, card=card, changes=handed_in)
    return JsonResponse(_answer(request, saved, handed_in) | _news(request, saved, message.version, saved.made))


def section_again(
    request: ActorRequest, saved: Saved, section: str, made: Sequence[int], focus: str = ""
) -> HttpResponse:
    """A section drawn anew, after a row was added or removed."""
    details = _details(request, saved)
    page = card_page(details, refused=refusals(saved, {}))
    shown = page.section(section)
    if shown is None:
        raise BadRequest(_("W tym dziale nie ma wierszy, które można dodawać."))
    drawn = {
        "section": section,
        "html": _drawn(request, "_section", frame(details) | {"section": shown}),
        "base": base_texts(details.definition, details.sheet, [shown]),
        "focus": anchor(focus),
    }
    since = number(request.POST.get("wersja"))
    return JsonResponse(_answer(request, saved) | drawn | _news(request, saved, since, made, section))


def _answer(request: ActorRequest, saved: Saved, handed_in: Sequence[Change] = ()) -> dict[str, Any]:
    """`edition`: a page that shows another form than the card follows now has to be opened anew."""
    card, details = saved.card, _details(request, saved)
    authors = last_edits(card, [conflict.address for conflict in saved.conflicts])
    verdict = verdict_of(details) if "kontrole" in request.GET else None
    page = card_page(details, verdict=verdict)
    return {
        "saved": date_format(timezone.localtime(), "H:i"),
        "values": told_values(details.definition, details.sheet.cells, handed_in),
        "computed": {},
        "problems": [{"address": problem.address, "message": problem.message} for problem in saved.problems],
        "conflicts": [told_dispute(one) for one in disputes(saved.conflicts, authors)],
        "edition": card.edition_id,
        "contents": _drawn(request, "_contents", {"contents": page.contents, "plain": True}),
        "alike": _drawn(request, "cards/_alike", frame(details)) if saved.made else None,
        "outcome": _outcome(request, details, verdict) if verdict else None,
    }


def _outcome(request: ActorRequest, details: CardDetails, verdict: VerdictView) -> dict[str, Any]:
    """What the checks say now, and the marks at cells that lead there."""
    context = frame(details) | {"verdict": verdict, "checked": True}
    labels = {
        "error": _("Błąd: przejdź do opisu"),
        "warning": _("Ostrzeżenie: przejdź do opisu"),
        "explained": _("Wyjaśnione: przejdź do opisu"),
    }
    marked = [
        {
            "address": address,
            "severity": mark.severity or "explained",
            "described": mark.described,
            "href": mark.href,
            "message": mark.message,
            "label": labels[mark.severity or "explained"],
        }
        for address, mark in marks(verdict.findings).items()
    ]
    return {"html": _drawn(request, "cards/_outcome", context), "marks": marked}


def _news(
    request: ActorRequest, saved: Saved, since: int | None, made: Sequence[int], drawn: str = ""
) -> dict[str, Any]:
    if since is None:
        return {}
    card = saved.card.public_id
    found = operations.follow_card(by=request.actor, card=card, since=max(0, since), own=made)
    return told_meanwhile(found, drawn)


def _details(request: ActorRequest, saved: Saved) -> CardDetails:
    """The card as it was just saved; the page that saved it shows it already, so this is no other look."""
    card = saved.card
    return CardDetails(card, request.actor, definition_of(card.edition), saved.content, (), tuple(saved.resembling))


def _drawn(request: ActorRequest, name: str, context: dict[str, Any]) -> str:
    return render_to_string(f"reporter/{name}.html", context, request)
