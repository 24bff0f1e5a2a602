# SPDX-License-Identifier: EUPL-1.2
"""What may go wrong with statistics: a sentence for people and an HTTP status for the page."""

from http import HTTPStatus

from django.utils.translation import gettext as _

from shared.refusals import Refusal


class StatisticsError(Refusal):
    """What is asked of the numbers cannot be given."""


class UnknownTable(StatisticsError):
    status = HTTPStatus.NOT_FOUND

    def __init__(self) -> None:
        super().__init__(_("Nie ma takiej tablicy."))


class UnknownColumn(StatisticsError):
    status = HTTPStatus.NOT_FOUND

    def __init__(self) -> None:
        super().__init__(_("Tablica nie ma takiej rubryki."))


class NoData(StatisticsError):
    """No report has been accepted yet."""

    status = HTTPStatus.NOT_FOUND

    def __init__(self) -> None:
        super().__init__(_("Nie ma jeszcze zatwierdzonych sprawozdań, z których powstaje ta tablica."))
