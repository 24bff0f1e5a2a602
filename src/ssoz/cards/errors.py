# SPDX-License-Identifier: EUPL-1.2
"""What may go wrong with a card: a sentence for people and an HTTP status for the page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from http import HTTPStatus
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from engine.checks import Finding
from shared.refusals import Refusal


class CardError(Refusal):
    """What is asked of a card is not done."""


class CardNotFound(CardError):
    status = HTTPStatus.NOT_FOUND

    def __init__(self) -> None:
        super().__init__(_("Nie ma takiej karty."))


class UploadNotFound(CardError):
    status = HTTPStatus.NOT_FOUND

    def __init__(self) -> None:
        super().__init__(_("Nie ma takiego pliku z kartami. Pliki niezatwierdzone znikają po dobie."))


class NotAllowed(CardError):
    """The state of the card does not allow this, whoever asks."""


class OwnCard(CardError):
    """Nobody decides on a card they filled in or that their own unit filed."""

    status = HTTPStatus.FORBIDDEN


class StaleCard(CardError):
    def __init__(self) -> None:
        super().__init__(_("Karta zmieniła się, odkąd otwarto tę stronę. Odśwież ją i sprawdź zmiany."))


class BadRequest(CardError):
    """What was handed in cannot be used: an unknown section, a missing reason, an unknown code of a reason."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY


class BadFields(CardError):
    """What was filled in cannot be used: address of the cell → sentence."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY

    def __init__(self, problems: Mapping[str, str]) -> None:
        super().__init__(_("Popraw zaznaczone pola."))
        self.problems = dict(problems)


@dataclass(frozen=True)
class Resembling:
    """Another card of the same patient admitted on the same day, as far as a warning needs it."""

    public_id: UUID
    number: int
    status: str
    admitted_on: date


class Duplicate(CardError):
    """The unit has a card of this stay already; whoever is sure says so and goes on."""

    def __init__(self, cards: Sequence[Resembling]) -> None:
        super().__init__(_("Taka karta już jest: ten sam pacjent przyjęty tego samego dnia."))
        self.cards = tuple(cards)


class OpenFindings(CardError):
    status = HTTPStatus.UNPROCESSABLE_ENTITY

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = tuple(findings)
        count = len(self.findings)
        super().__init__(
            ngettext(
                "Nie można zamknąć karty: %(count)d niezgodność wymaga poprawy albo wyjaśnienia.",
                "Nie można zamknąć karty: niezgodności, które wymagają poprawy albo wyjaśnienia: %(count)d.",
                count,
            )
            % {"count": count}
        )
