# SPDX-License-Identifier: EUPL-1.2
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from engine.definitions import FormDefinition
from ssoz.rounds.enums import RoundVersion
from ssoz.rounds.errors import BadRoundDates, BadRoundVersion


@dataclass(frozen=True, kw_only=True)
class RoundDates:
    """What is asked about, and when."""

    period_start: date
    period_end: date
    opens_on: date
    due_on: date
    closes_on: date


def check_dates(dates: RoundDates) -> None:
    if dates.period_start > dates.period_end:
        raise BadRoundDates(_("Koniec okresu jest wcześniejszy niż jego początek."))
    if not dates.opens_on <= dates.due_on <= dates.closes_on:
        raise BadRoundDates(_("Termin złożenia musi przypadać między otwarciem a zamknięciem."))


def check_version(form: FormDefinition, version: str) -> None:
    """A form with versions is asked for one of them, any other form for none."""
    if version in (form.versions or ("",)):
        return
    names = ", ".join(str(RoundVersion(name).label) for name in form.versions)
    if names:
        raise BadRoundVersion(_("Formularz ma wersje danych: %(names)s. Wybierz jedną z nich.") % {"names": names})
    raise BadRoundVersion(_("Ten formularz nie ma wersji danych."))
