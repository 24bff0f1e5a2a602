# SPDX-License-Identifier: EUPL-1.2
"""What may go wrong with a round: a sentence for people and an HTTP status for the page."""

from http import HTTPStatus

from django.utils.translation import gettext as _


class RoundError(Exception):
    status = HTTPStatus.CONFLICT

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class RoundNotFound(RoundError):
    status = HTTPStatus.NOT_FOUND

    def __init__(self) -> None:
        super().__init__(_("Nie ma takiego okresu sprawozdawczego."))


class RoundNotAllowed(RoundError):
    """The state of the round does not allow this, whoever asks."""


class BadRoundDates(RoundError):
    status = HTTPStatus.UNPROCESSABLE_ENTITY


class BadRoundVersion(RoundError):
    status = HTTPStatus.UNPROCESSABLE_ENTITY
