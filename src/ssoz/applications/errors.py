# SPDX-License-Identifier: EUPL-1.2
"""What may go wrong with an application: a sentence for people and an HTTP status for the page."""

from collections.abc import Mapping
from http import HTTPStatus

from django.utils.translation import gettext as _

from shared.refusals import Refusal


class ApplicationError(Refusal):
    """What is asked of an application is not done."""


class ApplicationNotFound(ApplicationError):
    status = HTTPStatus.NOT_FOUND

    def __init__(self) -> None:
        super().__init__(_("Nie ma takiego wniosku."))


class NoDraft(ApplicationError):
    """Nothing is begun: the wizard starts with its first step."""

    def __init__(self) -> None:
        super().__init__(_("Nie masz rozpoczętego wniosku."))


class NotAllowed(ApplicationError):
    """The state of the application does not allow this, whoever asks."""


class OwnApplication(ApplicationError):
    """Nobody decides on an application of their own."""

    status = HTTPStatus.FORBIDDEN

    def __init__(self) -> None:
        super().__init__(_("Nikt nie decyduje o własnym wniosku."))


class BadFields(ApplicationError):
    """What was filled in cannot be used: field → sentence."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY

    def __init__(self, problems: Mapping[str, str]) -> None:
        super().__init__(_("Zabrakło wymaganych danych lub dane niepoprawne"))
        self.problems = dict(problems)
