# SPDX-License-Identifier: EUPL-1.2
"""What may go wrong with a file: a sentence for people and an HTTP status for the page."""

from http import HTTPStatus

from django.utils.translation import gettext as _

from shared.refusals import Refusal


class AttachmentError(Refusal):
    """What is asked of an attached file is not done."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY


class AttachmentRefused(AttachmentError):
    """The file was not taken at all."""


class AttachmentNotReadable(AttachmentError):
    """Nobody reads what has not been found safe."""

    status = HTTPStatus.NOT_FOUND

    def __init__(self) -> None:
        super().__init__(_("Nie ma takiego pliku albo nie można go jeszcze pobrać."))


class ScanFailed(Exception):
    """A scanner could not say; the file goes on waiting. `reason` is for administrators and the log."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
