# SPDX-License-Identifier: EUPL-1.2
"""What may go wrong with a report: a sentence for people and an HTTP status for the page."""

from collections.abc import Sequence
from http import HTTPStatus

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from engine.checks import Finding
from shared.refusals import Refusal


class ReportError(Refusal):
    """What is asked of a report is not done."""


class ReportNotFound(ReportError):
    status = HTTPStatus.NOT_FOUND

    def __init__(self) -> None:
        super().__init__(_("Nie ma takiego sprawozdania."))


class CellNotFound(ReportError):
    status = HTTPStatus.NOT_FOUND

    def __init__(self) -> None:
        super().__init__(_("Nie ma takiego pola w sprawozdaniu."))


class VersionNotFound(ReportError):
    status = HTTPStatus.NOT_FOUND

    def __init__(self) -> None:
        super().__init__(_("Nie ma takiej wersji sprawozdania."))


class NotAllowed(ReportError):
    """The state of the report does not allow this, whoever asks."""


class OwnReport(ReportError):
    """Nobody decides on a report they filled in or that their own unit filed."""

    status = HTTPStatus.FORBIDDEN


class StaleReport(ReportError):
    def __init__(self) -> None:
        super().__init__(_("Sprawozdanie zmieniło się, odkąd otwarto tę stronę. Odśwież ją i sprawdź zmiany."))


class BadRequest(ReportError):
    """What was handed in cannot be used: an unknown section, a missing reason, an unknown code of a reason."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY


class OpenFindings(ReportError):
    status = HTTPStatus.UNPROCESSABLE_ENTITY

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = tuple(findings)
        count = len(self.findings)
        super().__init__(
            ngettext(
                "Nie można wysłać sprawozdania: %(count)d niezgodność wymaga poprawy albo wyjaśnienia.",
                "Nie można wysłać sprawozdania: niezgodności, które wymagają poprawy albo wyjaśnienia: %(count)d.",
                count,
            )
            % {"count": count}
        )
