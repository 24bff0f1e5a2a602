# SPDX-License-Identifier: EUPL-1.2
"""The checks of a whole round, told again: read in parts, judged at once, written down report by report.

A chunk is one transaction that also moves the run's position on: killed at any moment, the next run goes on where this
one stood. What a report already has written down stays untouched, so a second run changes nothing.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import numpy as np
from django.db import connection, transaction

from engine.checks.country import CountryForm, compile_country
from shared.clock import now
from ssoz.access.actors import Actor
from ssoz.access.permissions import Permission
from ssoz.access.policies import require
from ssoz.audit.operations import record
from ssoz.reports.models import CheckPlace, CheckRun
from ssoz.reports.queries.country import CountryReader, Part
from ssoz.rounds.errors import RoundNotFound
from ssoz.rounds.models import Round

CHUNK = 32_000
Telling = Callable[[int, int], None]
PRESENT = "SELECT EXISTS (SELECT FROM reports_checkedreport WHERE report_id BETWEEN %s AND %s)"
STAGE = "CREATE TEMP TABLE checked_now (LIKE reports_checkedreport) ON COMMIT DROP"
COPY = "COPY {} (report_id, form_digest, answers_digest, errors, warnings, places, rows) FROM STDIN"
PUT = """
    INSERT INTO reports_checkedreport AS present
        (report_id, form_digest, answers_digest, errors, warnings, places, rows)
    SELECT report_id, form_digest, answers_digest, errors, warnings, places, rows FROM checked_now
    ON CONFLICT (report_id) DO UPDATE SET form_digest = excluded.form_digest, answers_digest = excluded.answers_digest,
        errors = excluded.errors, warnings = excluded.warnings, places = excluded.places, rows = excluded.rows
    WHERE (present.form_digest, present.answers_digest, present.places, present.rows)
        IS DISTINCT FROM (excluded.form_digest, excluded.answers_digest, excluded.places, excluded.rows)
"""
FORGET = """
    DELETE FROM reports_checkedreport USING reports_report AS report
    WHERE report.id = report_id AND report.round_id = %s AND (report.digest = '' OR report.is_zero)
"""


@dataclass(frozen=True)
class Checked:
    """What a run did: reports it looked at, and those whose findings are not what was written down before."""

    reports: int
    changed: int


def check_round(*, by: Actor, round: UUID, tell: Telling | None = None, chunk: int = CHUNK) -> Checked:
    """Judge all answered reports of a round, write down what does not hold. `tell` hears how many are done of all."""
    require(by, Permission.ROUND_MANAGE)
    try:
        row = Round.objects.select_related("edition").get(public_id=round)
    except Round.DoesNotExist:
        raise RoundNotFound from None
    reader = CountryReader(row)
    form = compile_country(reader.compiled)
    _name_places(form)
    run = _begun(row, form.digest)
    done, changed, total = 0, 0, reader.count(run.position)
    while True:
        found, written = _chunk(run.pk, reader, form, chunk)
        done, changed = done + found, changed + written
        if tell:
            tell(done, max(total, done))
        if not found:
            break
    _finished(by, row, run.pk, done, changed)
    return Checked(done, changed)


def _begun(row: Round, digest: str) -> CheckRun:
    """The run that was broken off; a new one where there is none, or the form is not the same any more."""
    run, created = CheckRun.objects.get_or_create(round=row, defaults={"form_digest": digest, "started_at": now()})
    if not created and (run.finished_at is not None or run.form_digest != digest):
        run.form_digest, run.position, run.started_at, run.finished_at = digest, 0, now(), None
        run.save()
    return run


@transaction.atomic
def _chunk(run: int, reader: CountryReader, form: CountryForm, most: int) -> tuple[int, int]:
    """The next reports: how many they were, and how many are not what was written down before."""
    held = CheckRun.objects.select_for_update().get(pk=run)
    done = changed = 0
    for part in reader.parts(held.position, most):
        changed += _put(form, part)
        done, held.position = done + len(part.ids), part.ids[-1]
    held.save(update_fields=["position"])
    return done, changed


def _put(form: CountryForm, part: Part) -> int:
    """Straight into the table where nothing is written down yet, else beside it: from there goes what differs."""
    with connection.cursor() as cursor:
        cursor.execute(PRESENT, [part.ids[0], part.ids[-1]])
        if not cursor.fetchone()[0]:
            _copy("reports_checkedreport", _judged(form, part))
            return len(part.ids)
        cursor.execute(STAGE)
        _copy("checked_now", _judged(form, part))
        cursor.execute(PUT)
        changed: int = cursor.rowcount
        cursor.execute("DROP TABLE checked_now")
        return changed


def _copy(table: str, lines: Iterable[str]) -> None:
    with connection.connection.cursor() as cursor, cursor.copy(COPY.format(table)) as copy:
        copy.write("".join(lines))


def _judged(form: CountryForm, part: Part) -> Iterator[str]:
    """One line a report, as COPY reads it. Written here: putting arrays together number by number took as long as
    judging. Nothing in it needs a backslash: numbers, digests, ids of rows."""
    size = len(part.ids)
    found = [*form.violations(part.reports)]
    reports = np.concatenate([np.empty(0, np.int64), *(one.reports for one in found)])
    places = np.concatenate([np.empty(0, np.int64), *(np.full(one.reports.size, one.place) for one in found)])
    rows = [name for one in found for name in (_row_names(one.rows) if one.rows.size else ['""'] * one.reports.size)]
    order = np.lexsort((places, reports))
    ends = np.cumsum(np.bincount(reports, minlength=size)).tolist()
    wrong = np.array([place.severity == "error" for place in form.places], bool)
    errors = np.bincount(reports, weights=wrong[places], minlength=size).astype(int).tolist()
    listed, named = [*map(str, places[order].tolist())], [rows[number] for number in order.tolist()]
    start = 0
    for report, digest, wrongs, end in zip(part.ids, part.digests, errors, ends, strict=True):
        within = f"{{{','.join(listed[start:end])}}}\t{{{','.join(named[start:end])}}}"
        yield f"{report}\t{form.digest}\t{digest}\t{wrongs}\t{end - start - wrongs}\t{within}\n"
        start = end


def _row_names(rows: Any) -> list[str]:
    """ "r3,r5" in quotes, as an element of an array; 0 is a row that is not there."""
    return [f'"{",".join(f"r{row}" if row else "" for row in pair)}"' for pair in rows.tolist()]


def _name_places(form: CountryForm) -> None:
    CheckPlace.objects.bulk_create(
        [
            CheckPlace(
                form_digest=form.digest,
                number=number,
                check_id=place.check,
                key=place.key,
                severity=place.severity,
                level=place.level,
                target=place.target,
            )
            for number, place in enumerate(form.places)
        ],
        ignore_conflicts=True,
    )


@transaction.atomic
def _finished(by: Actor, row: Round, run: int, reports: int, changed: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(FORGET, [row.pk])
    CheckRun.objects.filter(pk=run).update(finished_at=now())
    data = {"reports": reports, "changed": changed}
    record(by=by, action="round_checked", object_type="round", object_id=str(row.public_id), data=data)
