# SPDX-License-Identifier: EUPL-1.2
"""Reports of a round by the thousand, packed, with what their checks read beside them: a few queries for all."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any, Self

import psycopg
from django.db import connection
from django.db.models import Count, Q, Sum

from engine.answers import carry_over, pack, unpack
from engine.checks import Period
from engine.checks.country import Packed, Reports
from engine.definitions import FormDefinition
from ssoz.catalogue.queries import definition
from ssoz.registers.models import Unit
from ssoz.reports.enums import ReportStatus
from ssoz.reports.models import ArchivedReport, CheckedReport
from ssoz.reports.queries.findings import fields_of
from ssoz.reports.queries.forms import compiled_for, editions_since
from ssoz.rounds.models import Round
from ssoz.rounds.periods import earlier

TILE = 8192
ANSWERED = "digest <> '' AND NOT is_zero"
OWN = f"""
    SELECT id, unit_id, digest, packed FROM reports_report
    WHERE round_id = %s AND id > %s AND {ANSWERED} ORDER BY id LIMIT %s
"""  # noqa: S608  a constant
BESIDE = "SELECT unit_id, packed FROM reports_report WHERE round_id = %s AND unit_id = ANY(%s::bigint[]) AND "
ARCHIVED = """
    SELECT unit_id, edition_id, packed FROM reports_archivedreport
    WHERE form = %s AND period_start = %s AND unit_id = ANY(%s::bigint[])
"""
ACCEPTED = f"status = '{ReportStatus.ACCEPTED.value}'"


@dataclass(frozen=True, slots=True)
class Part:
    """Some reports in the order of their ids."""

    ids: Sequence[int]
    digests: Sequence[str]
    reports: Reports


class CountryReader:
    """Reads the answered reports of one round, in parts. A zero form has nothing to check."""

    def __init__(self, round: Round) -> None:
        self.round = round
        self.form = definition(round.edition_id)
        self.compiled = compiled_for(self.form)
        self.period = Period(round.period_start, round.period_end)
        self._beside = {**self._earlier(), **self._others()}

    def count(self, after: int = 0) -> int:
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT count(*) FROM reports_report WHERE round_id = %s AND id > %s AND {ANSWERED}",  # noqa: S608  a constant
                [self.round.pk, after],
            )
            return int(cursor.fetchone()[0])

    def parts(self, after: int, most: int) -> Iterator[Part]:
        """At most so many reports, those with ids above `after`."""
        while most > 0:
            found = _rows(OWN, [self.round.pk, after, min(TILE, most)])
            if not found:
                return
            ids, units, digests, packed = zip(*found, strict=True)
            beside = {scope: source.sheets(units) for scope, source in self._beside.items()}
            yield Part(ids, digests, Reports(packed, self.period, beside, self._fields(units)))
            after, most = ids[-1], most - len(ids)

    def _fields(self, units: Sequence[int]) -> dict[str, list[str | int | None]]:
        wanted = self.compiled.needs.unit
        if not wanted:
            return {}
        known = {unit.pk: fields_of(unit, wanted) for unit in Unit.objects.filter(pk__in=units)}
        return {name: [known[unit].get(name) for unit in units] for name in wanted}

    def _earlier(self) -> dict[str, "Source"]:
        found = {}
        for offset in self.compiled.needs.prior:
            start = earlier(self.round.period_start, self.form.period, offset)
            if start is None:
                continue
            rounds = Round.objects.filter(edition__form=self.form.form, period_start=start).order_by("version")
            archive = Archive.of(self.form.form, start)
            editions = {*(row.edition_id for row in rounds), *archive.editions}
            if editions:
                head = max(editions, key=lambda one: definition(one).edition)
                chain = editions_since(self.form, head)
                found[f"prior:{offset}"] = Source(self.form, chain, [*rounds], ACCEPTED, head, archive)
        return found

    def _others(self) -> dict[str, "Source"]:
        found = {}
        for symbol in self.compiled.needs.forms:
            rounds = Round.objects.filter(edition__form=symbol, period_end=self.round.period_end).order_by("version")
            if rounds:
                form = definition(rounds[0].edition_id)
                found[f"form:{symbol}"] = Source(form, (), [*rounds], "digest <> ''", rounds[0].edition_id)
        return found


@dataclass(frozen=True, slots=True)
class Archive:
    """Reports of an older system about one period of a form, and the editions whose addresses they have."""

    form: str
    start: date
    editions: frozenset[int]

    @classmethod
    def of(cls, form: str, start: date) -> Self:
        rows = ArchivedReport.objects.filter(form=form, period_start=start).values_list("edition", flat=True)
        return cls(form, start, frozenset(rows.distinct()))


@dataclass(frozen=True, slots=True)
class Source:
    """Where sheets beside the reports come from: the first of these rounds that has one, final data before
    preliminary ones. `since`: the editions from theirs to the one before `form`."""

    form: FormDefinition
    since: tuple[FormDefinition, ...]
    rounds: Sequence[Round]
    condition: str
    head: int  # the edition whose addresses the vectors have
    archive: Archive | None = None  # asked last

    def sheets(self, units: Sequence[int]) -> Packed:
        found: dict[int, bytes] = {}
        for round in self.rounds:
            missing = [unit for unit in units if unit not in found]
            rows = _rows(BESIDE + self.condition, [round.pk, _array(missing)]) if missing else []
            found |= {unit: self._at_head(round.edition_id, packed) for unit, packed in rows}
        missing = [unit for unit in units if unit not in found]
        if self.archive and self.archive.editions and missing:
            rows = _rows(ARCHIVED, [self.archive.form, self.archive.start, _array(missing)])
            found |= {unit: self._at_head(edition, packed) for unit, edition, packed in rows}
        return Packed(self.form, [found.get(unit, b"") for unit in units], self.since)

    def _at_head(self, edition: int, packed: bytes) -> bytes:
        """As it is, but for one of an older edition among newer ones: that is carried over by itself."""
        if edition == self.head:
            return packed
        head = (*self.since, self.form)[0]
        way = (*editions_since(head, edition), head)
        sheet = unpack(way[0], packed)
        for older, newer in pairwise(way):
            sheet = carry_over(newer, older, sheet)
        return pack(head, sheet)


def _array(numbers: Sequence[int]) -> str:
    """As PostgreSQL reads it: the driver would go through them one by one."""
    return f"{{{','.join(map(str, numbers))}}}"


def _rows(query: str, values: Sequence[object]) -> list[Any]:
    """Read in binary: vectors are long, and as text they would be twice as long."""
    connection.ensure_connection()
    with psycopg.Cursor(connection.connection) as cursor:
        return cursor.execute(query, values, binary=True).fetchall()


@dataclass(frozen=True, slots=True)
class Totals:
    reports: int
    clean: int
    errors: int
    warnings: int


def checked_totals(round: int) -> Totals:
    """What is written down about the reports of a round."""
    found = CheckedReport.objects.filter(report__round=round).aggregate(
        reports=Count("pk"),
        clean=Count("pk", filter=Q(errors=0, warnings=0)),
        errors=Sum("errors"),
        warnings=Sum("warnings"),
    )
    return Totals(**{name: value or 0 for name, value in found.items()})
