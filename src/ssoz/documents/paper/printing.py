# SPDX-License-Identifier: EUPL-1.2
"""The form as PDF. Always in Polish; what was printed of the same content a moment ago is not printed again."""

import json
from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import override

from engine.answers import Sheet
from engine.definitions import FormDefinition
from shared.clock import WARSAW
from shared.rendering.headings import with_row_headings
from shared.rendering.typst import pdf
from ssoz.catalogue.models import Edition
from ssoz.catalogue.queries import definition_of
from ssoz.documents.paper.pages import groups, note
from ssoz.reports.queries import ReportDetails
from ssoz.rounds.periods import period_words

TEMPLATE = "ssoz/documents/paper/form.typ"
KEPT = 32
RECONSTRUCTED = "Wzór odtworzony na podstawie publikacji"
NOT_KNOWN = ""  # a line to write on
Pairs = tuple[tuple[str, str], ...]


def of_report(details: ReportDetails, *, empty: bool = False) -> bytes:
    """The form of this unit and period, with its values or without."""
    with override("pl"):
        moment = details.report.edited_at or details.report.round.edition.published_at
        facts = tuple(_unit(details)) if empty else (*_unit(details), *_state(details))
        return _printed(details.definition, None if empty else details.sheet, facts, moment)


def of_edition(edition: Edition) -> bytes:
    """The form as such, for anybody: with lines for who fills it in."""
    with override("pl"):
        facts = tuple((name, NOT_KNOWN) for name in ("Nazwa jednostki", "NIP", "REGON", "Okres sprawozdawczy"))
        return _printed(definition_of(edition), None, facts, edition.published_at)


def _unit(details: ReportDetails) -> Iterator[tuple[str, str]]:
    unit, round = details.report.unit, details.report.round
    yield "Nazwa jednostki", unit.name
    yield "NIP, REGON", ", ".join(filter(None, (unit.nip, unit.regon)))
    yield "Numer Księgi Rejestrowej", unit.register_number
    words = period_words(round.period_start, round.period_end)
    yield "Okres sprawozdawczy", f"{words} {round.get_version_display()}".rstrip()
    yield "Termin złożenia", f"{details.report.obligation.due_on:%d.%m.%Y}"


def _state(details: ReportDetails) -> Iterator[tuple[str, str]]:
    report = details.report
    yield "Stan", str(report.get_status_display()) + (", sprawozdanie zerowe" if report.is_zero else "")
    if report.sent_at:
        yield "Wysłano", f"{_moment(report.sent_at)}, {report.sent_by}"
    elif report.edited_at:
        yield "Ostatnia zmiana", f"{_moment(report.edited_at)}, {report.edited_by}"
    if report.digest:
        yield "Skrót treści", report.digest


def _moment(at: datetime) -> str:
    return f"{at.astimezone(WARSAW):%d.%m.%Y, %H:%M}"


def _printed(form: FormDefinition, sheet: Sheet | None, facts: Pairs, moment: datetime) -> bytes:
    data: dict[str, Any] = {
        "form": form.form,
        "edition": form.edition,
        "title": form.title.pl,
        "facts": facts,
        "legal": form.legal.act,
        "status": RECONSTRUCTED if form.status == "reconstructed" else "",
        "note": list(note(form.note)) if sheet is None else [],
        "empty": sheet is None,
        "groups": groups(form, sheet),
        "site": urlsplit(settings.BASE_URL).netloc,
    }
    return _kept(json.dumps(data, ensure_ascii=False, sort_keys=True), moment)


@lru_cache(maxsize=KEPT)
def _kept(data: str, moment: datetime) -> bytes:
    return with_row_headings(pdf(TEMPLATE, json.loads(data), moment=moment))
