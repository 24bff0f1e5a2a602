# SPDX-License-Identifier: EUPL-1.2
"""What the unit answered before: an accepted report, else one brought from the archive of an older system."""

from collections.abc import Mapping
from datetime import date
from itertools import pairwise
from typing import Any, NamedTuple

from django.db.models import CharField, F, Value

from engine import answers
from engine.answers import Sheet, carry_over, format_cell, rows_by_key
from engine.definitions import CellSpec, FormDefinition
from ssoz.catalogue.models import Edition
from ssoz.catalogue.queries import definition_of
from ssoz.reports.enums import ReportStatus
from ssoz.reports.models import ArchivedReport, Report
from ssoz.reports.queries.forms import form_of
from ssoz.rounds.periods import earlier

ARCHIVED = "z"  # sorts behind the versions of a round: final data, then preliminary, then what an older system had


class PriorValue(NamedTuple):
    """As people write it, and as it is stored: a number scaled by its column."""

    text: str
    scaled: answers.Value


REMEMBERED = 64  # sheets of earlier periods in a process: people save one report many times
_carried: dict[tuple[str, str, str], Sheet] = {}


class Stored(NamedTuple):
    """An answer as a table holds it, with the edition whose addresses it has."""

    answers: dict[str, Any]
    rank: str
    edition: int
    digest: str  # of the edition
    sheet: str  # digest of the answers


def prior(report: Report, offset: int) -> Sheet | None:
    """The answer of the same unit to the same form, `offset` periods ago, at the addresses of this edition."""
    form = form_of(report)
    start = earlier(report.round.period_start, form.period, offset)
    found = None if start is None else _stored(report, start)
    if found is None:
        return None
    key = (form.digest, found.digest, found.sheet)
    if not found.sheet or key not in _carried:
        _remember(key, moved(form, Edition(pk=found.edition, digest=found.digest), Sheet.from_json(found.answers)))
    return _carried[key]


def _remember(key: tuple[str, str, str], sheet: Sheet) -> None:
    if len(_carried) >= REMEMBERED:
        _carried.clear()
    _carried[key] = sheet


def _stored(report: Report, start: date) -> Stored | None:
    """One statement for both tables: it is asked with every save of a form that looks back."""
    form = report.round.edition.form
    own = Report.objects.filter(
        unit=report.unit_id, status=ReportStatus.ACCEPTED, round__edition__form=form, round__period_start=start
    )
    archived = ArchivedReport.objects.filter(unit=report.unit_id, form=form, period_start=start)
    rows = (
        own.annotate(rank=F("round__version"))
        .values_list("answers", "rank", "round__edition", "round__edition__digest", "digest")
        .union(
            archived.annotate(rank=Value(ARCHIVED, CharField())).values_list(
                "answers", "rank", "edition", "edition__digest", "digest"
            ),
            all=True,
        )
        .order_by("rank")
    )
    row = rows.first()
    return Stored(*row) if row else None


def moved(form: FormDefinition, asked: Edition, sheet: Sheet) -> Sheet:
    """A sheet of an older edition in the places of this one, a year at a time."""
    then = definition_of(asked)
    way = [then] if then.digest != form.digest else []
    while way and way[-1].edition < form.edition:
        way.append(_next(form, way[-1]))
    for older, newer in pairwise(way):
        sheet = carry_over(newer, older, sheet)
    return sheet


def _next(form: FormDefinition, then: FormDefinition) -> FormDefinition:
    """The edition after that one: the oldest of those that came between, else this one."""
    if then.edition + 1 == form.edition:
        return form
    found = Edition.objects.filter(form=form.form, year__gt=then.edition, year__lt=form.edition)
    between = found.order_by("year").only("form", "year", "digest").first()
    return definition_of(between) if between else form


def prior_values(report: Report) -> Mapping[str, PriorValue]:
    """Values of the period before, for showing beside the cells: by address in this report, blanks left out.

    An added row is the one with the same key, as in the checks; rows this report does not have are not told.
    """
    before = prior(report, 1)
    if before is None:
        return {}
    form, now = form_of(report), Sheet.from_json(report.answers)
    found = {}
    for address, value in before.cells.items():
        if address in form.cells:
            found[address] = _shown(form.cells[address], value)
    for section in form.added:
        for own, other in rows_by_key(form, section, now, before).items():
            for column, spec in form.added[section].items():
                stood = before.cells.get(f"{section}.{other}.{column}")
                if stood is not None:
                    found[f"{section}.{own}.{column}"] = _shown(spec, stood)
    return found


def _shown(spec: CellSpec, value: answers.Value) -> PriorValue:
    return PriorValue(format_cell(spec, value), value)
