# SPDX-License-Identifier: EUPL-1.2
"""First-time tours of a page: offered after sign-in until followed to the end or skipped, later on request."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

FLAG = "tours"
ASKED = "przewodnik"


@dataclass(frozen=True)
class Stop:
    """One thing to see: a CSS selector and what to say there; left out where the page has no such thing."""

    target: str
    title: str | Promise
    text: str | Promise


@dataclass(frozen=True)
class Tour:
    """`name` is what is remembered of it."""

    name: str
    offer: str | Promise
    stops: tuple[Stop, ...]


HOME = Tour(
    "home",
    _("Pierwszy raz w SSOZ? W pół minuty pokażemy, gdzie co jest."),
    (
        Stop(".next", _("Co zrobić teraz"), _("Na górze stoi zawsze jedna, najpilniejsza rzecz i przycisk do niej.")),
        Stop(
            "table.list",
            _("Twoje obowiązki"),
            _("Wszystko, co jednostka ma złożyć: dlaczego, do kiedy i ile już wypełniono."),
        ),
        Stop(
            "nav.modules", _("Moduły"), _("Sprawozdania według rodzaju i stanu: do wypełnienia, do korekty, wysłane.")
        ),
        Stop(
            ".masthead .menu",
            _("Profil"),
            _("Tu zmienisz jednostkę, w której pracujesz, otworzysz „Moje konto” i się wylogujesz."),
        ),
        Stop(
            ".footer nav", _("Pomoc"), _("Na dole każdej strony jest instrukcja i kontakt. Przewodnik jest w pomocy.")
        ),
    ),
)
SHEET = Tour(
    "sheet",
    _("Pierwsze sprawozdanie? W pół minuty pokażemy, jak działa arkusz."),
    (
        Stop("#spis", _("Działy"), _("Przy każdym dziale widać, ile pól zostało i co jest niezgodne.")),
        Stop(
            "#arkusz details.section[open]",
            _("Arkusz"),
            _(
                "Enter idzie w dół, Tab w prawo, jak w arkuszu. Blok liczb można wkleić."
                " Puste pole to brak danych, nie zero."
            ),
        ),
        Stop("#stan-zapisu", _("Zapis"), _("Każda zmiana zapisuje się sama. Tu widać, kiedy.")),
        Stop(
            "button[value=weryfikuj]",
            _("Sprawdzenie"),
            _("Lista niezgodności, każda z drogą do pola. Gdy jest pusta, pojawi się „Wyślij”."),
        ),
        Stop("#pomoc", _("Pomoc"), _("Kto odpowie na pytania, słowniczek i objaśnienia formularza.")),
    ),
)
TOURS: Mapping[str, Tour] = {tour.name: tour for tour in (HOME, SHEET)}


def begin(request: HttpRequest, seen: Collection[str]) -> None:
    """After sign-in: which tours this person has not been on."""
    if fresh := [name for name in TOURS if name not in seen]:
        request.session[FLAG] = fresh


def offered(request: HttpRequest, name: str) -> Tour | None:
    """The tour of a page, if there is reason to offer it."""
    fresh = name in request.session.get(FLAG, ()) or ASKED in request.GET
    return TOURS[name] if fresh else None


def end(request: HttpRequest, name: str) -> None:
    """In this session it is not offered any more."""
    request.session[FLAG] = [other for other in request.session.get(FLAG, ()) if other != name]
