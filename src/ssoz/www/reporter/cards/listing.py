# SPDX-License-Identifier: EUPL-1.2
"""The list of cards: found by number, date and state. It shows nothing about patients, so opening it is no look."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from shared import clock
from ssoz.access.permissions import Permission
from ssoz.access.views import ActorRequest, permission_required
from ssoz.cards.enums import CardKind, CardStatus
from ssoz.cards.queries import CardPage, Sought, cards, counts, sees_all
from ssoz.www.questions import questionnaire_first
from ssoz.www.reporter.cards.doors import READERS
from ssoz.www.reporter.cards.tones import TONES


class SearchPageForm(forms.Form):
    """What cards are found by. What cannot be read is told beside it, and nothing is shown instead of everything."""

    numer = forms.IntegerField(label=gettext_lazy("Numer karty"), required=False, min_value=1)
    dzien = forms.DateField(
        label=gettext_lazy("Data przyjęcia albo wypisu"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    rok = forms.IntegerField(label=gettext_lazy("Rok sprawozdawczy"), required=False, min_value=1950, max_value=2199)
    kod = forms.ChoiceField(label=gettext_lazy("Kod karty"), required=False)
    jednostka = forms.CharField(
        label=gettext_lazy("Jednostka"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Nazwa, REGON, NIP albo numer księgi"),
    )

    def __init__(self, data: Any, *, with_unit: bool) -> None:
        super().__init__(data)
        kinds = [(kind.value, f"{kind.value} – {kind.label}") for kind in CardKind]
        self.fields["kod"].choices = [("", _("Wszystkie")), *kinds]  # type: ignore[attr-defined]  # a ChoiceField
        if not with_unit:
            del self.fields["jednostka"]

    def sought(self, status: str) -> Sought:
        good = self.cleaned_data
        return Sought(
            status=status,
            number=good["numer"],
            on=good["dzien"],
            year=good["rok"],
            kind=good["kod"],
            unit=good.get("jednostka", "").strip(),
        )

    @property
    def narrows(self) -> bool:
        return any(self.cleaned_data.values()) if self.is_valid() else True


@dataclass(frozen=True, slots=True)
class Tab:
    title: str
    url: str
    count: int | None


@dataclass(frozen=True, slots=True)
class Row:
    """A card in the list; `late`: the patient has left, and the card is still open."""

    number: int
    book_year: int
    kind: str
    unit: str
    admitted_on: date
    discharged_on: date | None
    status: str
    tone: str
    remark: str
    url: str


@permission_required(*READERS)
@require_safe
@questionnaire_first
def list_page(request: ActorRequest) -> HttpResponse:
    status = request.GET.get("stan", "")
    status = status if status in CardStatus.values else ""
    everywhere = sees_all(request.actor)
    form = SearchPageForm(request.GET, with_unit=everywhere)
    page = CardPage((), "")
    if form.is_valid():
        page = cards(request.actor, form.sought(status), request.GET.get("po", ""))
    own = request.actor.may(Permission.REPORT_FILL_CARD) and not everywhere
    context = {
        "form": form,
        "status": status,
        "title": CardStatus(status).of_many if status else _("Wszystkie"),
        "tabs": _tabs(counts(request.actor) if own else {}),
        "here": _tab_url(status),
        "rows": [_row(card) for card in page.items],
        "next": page.next,
        "is_first": not request.GET.get("po"),
        "everywhere": everywhere,
        "fills": own,
        "verifies": request.actor.may(Permission.REPORT_VERIFY_CARD),
        "narrowed": bool(status) or form.narrows,
        "year_url": reverse("cards:year", args=(clock.today().year - 1,)),
        "last_year": clock.today().year - 1,
    }
    return render(request, "reporter/cards/list.html", context)


def _tab_url(status: str) -> str:
    return f"{reverse('cards:list')}?{urlencode({'stan': status})}" if status else reverse("cards:list")


def _tabs(counted: Any) -> list[Tab]:
    one_each = [Tab(status.of_many, _tab_url(status), counted.get(status)) for status in CardStatus]
    return [Tab(_("Wszystkie"), _tab_url(""), sum(counted.values()) if counted else None), *one_each]


def _row(card: Any) -> Row:
    return Row(
        number=card.number,
        book_year=card.book_year,
        kind=f"{card.kind} – {card.get_kind_display()}",
        unit=card.unit.name,
        admitted_on=card.admitted_on,
        discharged_on=card.discharged_on,
        status=card.get_status_display(),
        tone=TONES[card.status],
        remark=_remark(card),
        url=reverse("cards:card", args=(card.public_id,)),
    )


def _remark(card: Any) -> str:
    """What keeps the card from going on."""
    if card.status not in (CardStatus.OPEN, CardStatus.TO_CORRECT):
        return ""
    if card.errors:
        return _("błędy: %(count)d") % {"count": card.errors}
    if card.warnings:
        return _("ostrzeżenia do wyjaśnienia: %(count)d") % {"count": card.warnings}
    left = card.status == CardStatus.OPEN and card.discharged_on is not None
    return _("pacjent wypisany, zamknij kartę") if left else ""
