# SPDX-License-Identifier: EUPL-1.2
"""What may go wrong with a round: a sentence for people and an HTTP status for the page."""

from http import HTTPStatus

from django.utils.translation import gettext as _

from shared.refusals import Refusal


class RoundError(Refusal):
    """What is asked of a round or a duty is not done."""


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


class NoQuestionnaire(RoundError):
    status = HTTPStatus.NOT_FOUND

    def __init__(self) -> None:
        super().__init__(_("Nie ma teraz ankiety do wypełnienia."))


class QuestionnaireAnswered(RoundError):
    """A file that units have answered stands as it is."""


class AlreadyAnswered(RoundError):
    """Somebody of the unit was faster."""


class AnswersIncomplete(RoundError):
    """Questions without an answer, by their codes."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY

    def __init__(self, missing: tuple[str, ...]) -> None:
        super().__init__(_("Odpowiedz na każde pytanie: tak albo nie."))
        self.missing = missing


class DutyNotFound(RoundError):
    status = HTTPStatus.NOT_FOUND

    def __init__(self) -> None:
        super().__init__(_("Nie ma takiego obowiązku."))


class PetitionNotFound(RoundError):
    status = HTTPStatus.NOT_FOUND

    def __init__(self) -> None:
        super().__init__(_("Nie ma takiego zgłoszenia."))


class PetitionNotAllowed(RoundError):
    """What has become of the duty or the petition does not allow this, whoever asks."""


class BadPetition(RoundError):
    """Something was filled in wrongly: `field` says where."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field
