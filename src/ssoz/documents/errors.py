# SPDX-License-Identifier: EUPL-1.2
"""What may go wrong with a document: a sentence for people and an HTTP status for the page."""

from http import HTTPStatus

from django.utils.translation import gettext as _

from shared.refusals import Refusal


class DocumentError(Refusal):
    """What is asked of a paper or a workbook is not done."""


class ReceiptNotFound(DocumentError):
    status = HTTPStatus.NOT_FOUND

    def __init__(self) -> None:
        super().__init__(_("Nie ma takiego potwierdzenia złożenia."))


class WorkbookRefused(DocumentError):
    """The file is not a workbook of this report, or not one that can be read."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY


class PreviewLapsed(DocumentError):
    """What was agreed to is no longer known, or stands differently now."""
