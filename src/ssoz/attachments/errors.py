# SPDX-License-Identifier: EUPL-1.2
"""What may go wrong with a file: a sentence for people and an HTTP status for the page."""

from http import HTTPStatus

from django.utils.translation import gettext as _


class AttachmentError(Exception):
    status = HTTPStatus.UNPROCESSABLE_ENTITY

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


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
