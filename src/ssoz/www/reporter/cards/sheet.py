# SPDX-License-Identifier: EUPL-1.2
"""The page of one card: the sections of any single-record form, with what only cards have around them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localtime

from engine.answers import format_cell
from engine.definitions import UnknownCell
from shared import clock
from ssoz.access.views import ActorRequest
from ssoz.cards.fields import GIVEN
from ssoz.cards.operations import view_card
from ssoz.cards.queries import CardDetails, judge
from ssoz.www.reporter.cards.links import links_of
from ssoz.www.reporter.cards.tones import TONES
from ssoz.www.reporter.presentation.contents import NO_VERDICT
from ssoz.www.reporter.presentation.findings import VerdictView
from ssoz.www.reporter.presentation.judging import judged
from ssoz.www.reporter.presentation.page import SheetPage, sheet_page
from ssoz.www.reporter.presentation.refusals import NOTHING_REFUSED, Refusals
from ssoz.www.reporter.presentation.sections import CellView, RowView, SectionView
from ssoz.www.reporter.presentation.words import anchor, language, note_html, place_name, words


@dataclass(frozen=True, slots=True)
class Changed:
    """One cell that a correction changed."""

    place: str
    was: str
    now: str


def card_response(
    request: ActorRequest,
    card: UUID,
    *,
    refused: Refusals = NOTHING_REFUSED,
    checked: bool = False,
    status: int = 200,
    extra: dict[str, Any] | None = None,
) -> HttpResponse:
    """Whoever is shown the page has looked at the card: the trail says so."""
    details = view_card(by=request.actor, card=card)
    found = verdict_of(details) if checked else None
    page = card_page(details, verdict=found, refused=refused)
    context = frame(details) | {
        "page": page,
        "contents": page.contents,
        "checked": checked,
        "verdict": found,
        "refused": refused,
        "refusals": [*_refusals(details, refused)],
        "note": note_html(details.definition.note),
        "edited_today": localtime(details.card.edited_at).date() == clock.today(),
        "corrections": [(number, [_changed(details, one) for one in found]) for number, found in details.corrections],
    }
    return render(request, "reporter/cards/card.html", context | (extra or {}), status=status)


def card_page(
    details: CardDetails, *, verdict: VerdictView | None = None, refused: Refusals = NOTHING_REFUSED
) -> SheetPage:
    """Its sections as they are drawn."""
    page = sheet_page(
        details.definition, details.sheet, editable=details.editable, verdict=verdict or NO_VERDICT, refused=refused
    )
    return _with_given(page)


def frame(details: CardDetails) -> dict[str, Any]:
    """What every page of one card shows around its content."""
    card = details.card
    return {
        "details": details,
        "card": card,
        "form": details.definition,
        "title": words(details.definition.title),
        "kind": f"{card.kind} – {card.get_kind_display()}",
        "status": card.get_status_display(),
        "tone": TONES[card.status],
        "links": links_of(card.public_id),
        "list": reverse("cards:list"),
        "alike": [
            {"url": links_of(one.public_id).sheet, "number": one.number, "admitted_on": one.admitted_on}
            for one in details.resembling
        ],
    }


def verdict_of(details: CardDetails) -> VerdictView:
    found = judge(details.card, details.content, language())
    return judged(details.definition, details.sheet, found.findings)


def _with_given(page: SheetPage) -> SheetPage:
    """Kind and number are shown, not asked for: the system gives them."""
    return replace(page, sections=tuple(_section(section) for section in page.sections))


def _section(section: SectionView) -> SectionView:
    return replace(section, rows=tuple(_row(row) for row in section.rows))


def _row(row: RowView) -> RowView:
    return replace(row, cells=tuple(_cell(cell) for cell in row.cells))


def _cell(cell: CellView) -> CellView:
    return replace(cell, state="shown", required=False) if cell.address in GIVEN else cell


def _refusals(details: CardDetails, refused: Refusals) -> Iterator[tuple[str, str, str]]:
    for address, message in refused.sentences:
        yield place_name(details.definition, details.sheet, address), anchor(address), message


def _changed(details: CardDetails, one: Any) -> Changed:
    was, now = (_text(details, one.address, value) for value in (one.was, one.now))
    return Changed(place_name(details.definition, details.sheet, one.address), was, now)


def _text(details: CardDetails, address: str, value: Any) -> str:
    try:
        return format_cell(details.definition.cell(address), value) or "–"
    except UnknownCell:
        return str(value)
