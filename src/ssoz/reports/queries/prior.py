# SPDX-License-Identifier: EUPL-1.2
"""What the unit answered before: an accepted report, else one brought from the archive of an older system."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from itertools import pairwise
from typing import Any, NamedTuple

from django.db.models import CharField, F, QuerySet, Value

from engine import answers
from engine.answers import Sheet, carry_over, format_cell, rows_by_key
from engine.definitions import CellSpec, FormDefinition
from shared.postgres.questions import Question
from ssoz.catalogue.models import Edition
from ssoz.catalogue.queries import definition_of
from ssoz.reports.enums import ReportStatus
from ssoz.reports.models import ArchivedReport, Report
from ssoz.reports.queries.forms import form_of
from ssoz.rounds.periods import earlier

ARCHIVED = "z"  # sorts behind the versions of a round: final data, then preliminary, then what an older system had


class PriorValue(NamedTuple):
    """As people read it, a code with its name; and as it is stored: a number scaled by its column."""

    text: str
    scaled: answers.Value


REMEMBERED = 256  # sheets of earlier periods in a process: people save one report many times
_carried: dict[tuple[str, str, str], Sheet] = {}


class Stored(NamedTuple):
    """An answer that a table holds, and the edition whose addresses it has."""

    rank: str
    edition: int
    digest: str  # of the edition
    sheet: str  # digest of the answers
    answers: dict[str, Any] | None = None


def prior(report: Report, offset: int) -> Sheet | None:
    """The answer of the same unit to the same form, `offset` periods ago, at the addresses of this edition."""
    form = form_of(report)
    start = earlier(report.round.period_start, form.period, offset)
    asked = {"unit": report.unit_id, "form": report.round.edition.form, "start": start}
    known = None if start is None else _NAMED.row(**asked)
    if known is None:
        return None
    key = (form.digest, *Stored(*known)[2:4])
    return _carried[key] if key in _carried else _read(form, asked)


def _read(form: FormDefinition, asked: dict[str, Any]) -> Sheet | None:
    """The answers are large, so they are asked for only where nobody knows them."""
    found = _WHOLE.row(**asked)
    if found is None:
        return None
    stored = Stored(*found)
    then = Edition(pk=stored.edition, digest=stored.digest)
    sheet = moved(form, then, Sheet.from_json(stored.answers or {}))
    if stored.sheet:
        while len(_carried) >= REMEMBERED:
            _carried.pop(next(iter(_carried)))
        _carried[form.digest, stored.digest, stored.sheet] = sheet
    return sheet


def _stored(*more: str, unit: int, form: str, start: date) -> "QuerySet[Any, tuple[Any, ...]]":
    """One statement for both tables: it is asked with every save of a form that looks back."""
    own = Report.objects.filter(unit=unit, status=ReportStatus.ACCEPTED).filter(
        round__edition__form=form, round__period_start=start
    )
    archived = ArchivedReport.objects.filter(unit=unit, form=form, period_start=start)
    names = ("rank", "round__edition", "round__edition__digest", "digest", *more)
    behind = ("rank", "edition", "edition__digest", "digest", *more)
    found = own.annotate(rank=F("round__version")).values_list(*names)
    beside = archived.annotate(rank=Value(ARCHIVED, CharField())).values_list(*behind)
    return found.union(beside, all=True).order_by("rank")[:1]


_SAMPLES = {"unit": -1, "form": "a form", "start": date.max}
_NAMED = Question(_stored, **_SAMPLES)
_WHOLE = Question(partial(_stored, "answers"), **_SAMPLES)


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
    name = spec.codes.get(str(value), "") if spec.codes else ""
    return PriorValue(f"{format_cell(spec, value)} {name}".strip(), value)
