# SPDX-License-Identifier: EUPL-1.2
"""Reports of older systems, brought from a file of cells in any order and of any size.

The lines go into a table of this session and come back report by report, some hundred at a time: nothing is held whole
in memory. All of it is one transaction, and doing it again changes nothing.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby, islice

from django.db import connection, transaction

from engine.answers import Sheet, digest, pack
from shared import tables
from shared.clock import now
from shared.tables import Refusal
from ssoz.access.actors import Actor
from ssoz.access.permissions import Permission
from ssoz.access.policies import require
from ssoz.audit.operations import record
from ssoz.reports.models import ArchivedReport
from ssoz.reports.queries.archive import Asked, Given, NoPlace, Refuse, asked, sheet_of, units_by_number

COLUMNS = {
    **{name: name for name in ("unit", "form", "year", "cell", "value")},
    "jednostka": "unit",
    "formularz": "form",
    "rok": "year",
    "pole": "cell",
    "wartość": "value",
    "wartosc": "value",
}
NEEDED = ("unit", "form", "year", "cell", "value")
STAGE = """
    CREATE TEMP TABLE archive_stage (line bigint, unit text, form text, year text, cell text, value text) ON COMMIT DROP
"""
COPY = "COPY archive_stage (line, unit, form, year, cell, value) FROM STDIN"
ORDERED = "SELECT unit, form, year, line, cell, value FROM archive_stage ORDER BY unit, form, year, line"
AT_ONCE = 300  # reports
STEP = 5_000  # lines between two words of progress
Tell = Callable[[int], None]
Name = tuple[str, str, str]  # unit, form, year as the file writes them


@dataclass
class Archived:
    """What became of the file."""

    lines: int = 0
    new: int = 0
    changed: int = 0
    same: int = 0
    refused: int = 0  # lines
    borrowed: set[str] = field(default_factory=set)  # editions of another year whose addresses were taken


@dataclass(frozen=True, slots=True)
class Group:
    """The lines of one report."""

    name: Name
    given: tuple[Given, ...]
    place: Asked


@transaction.atomic
def import_archive(*, by: Actor, lines: Iterable[str], refuse: Refuse, tell: Tell | None = None) -> Archived:
    """Keep what can be kept; `refuse` hears of each line that cannot, `tell` how many lines are done."""
    require(by, Permission.ROUND_MANAGE)
    done = Archived()

    def refused(refusal: Refusal, count: int = 1) -> None:
        done.refused += count
        refuse(refusal)

    with connection.cursor() as cursor:
        cursor.execute(STAGE)
    _stage(lines, done, refused, tell)
    groups = _placed(_groups(), done, refused)
    while batch := list(islice(groups, AT_ONCE)):
        _keep(batch, done, refused)
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE archive_stage")
    counts = {name: getattr(done, name) for name in ("lines", "new", "changed", "refused")}
    record(by=by, action="archive_imported", object_type="archived_report", object_id="", data=counts)
    return done


def _stage(lines: Iterable[str], done: Archived, refused: Refuse, tell: Tell | None) -> None:
    with connection.connection.cursor() as cursor, cursor.copy(COPY) as copy:
        for found in tables.read(lines, columns=COLUMNS, needed=NEEDED):
            done.lines += 1
            if tell and done.lines % STEP == 0:
                tell(done.lines)
            if isinstance(found, Refusal):
                refused(found)
            else:
                line, values = found
                copy.write_row((line, *(values[name] for name in NEEDED)))


def _groups() -> Iterator[tuple[Name, tuple[Given, ...]]]:
    """Report by report, fetched a part at a time."""
    with connection.connection.cursor(name="archive_stage") as cursor:
        cursor.execute(ORDERED)
        for name, rows in groupby(cursor, key=lambda row: row[:3]):
            yield name, tuple(Given(*row[3:]) for row in rows)


def _placed(
    groups: Iterable[tuple[Name, tuple[Given, ...]]], done: Archived, refused: Callable[[Refusal, int], None]
) -> Iterator[Group]:
    """With the edition whose addresses the cells have; each form and year is looked up once."""
    known: dict[tuple[str, str], Asked | str] = {}
    for name, given in groups:
        if name[1:] not in known:
            known[name[1:]] = _asked(name, done)
        place = known[name[1:]]
        if isinstance(place, Asked):
            yield Group(name, given, place)
        else:
            refused(_whole(given, place), len(given))


def _asked(name: Name, done: Archived) -> Asked | str:
    try:
        found = asked(*name[1:])
    except NoPlace as error:
        return str(error)
    if not name[2].startswith(str(found.edition.year)):
        done.borrowed.add(f"{found.edition.form} za {name[2]}: pola według edycji {found.edition.year}")
    return found


def _whole(given: tuple[Given, ...], reason: str) -> Refusal:
    more = len(given) - 1
    return Refusal(given[0].line, reason + (f" (oraz {more} dalszych wierszy tego sprawozdania)" if more else ""))


def _keep(batch: list[Group], done: Archived, refused: Callable[..., None]) -> None:
    """Units, what is known and what is new of some hundred reports: three statements for all."""
    units = units_by_number({group.name[0] for group in batch})
    for group in batch:
        if group.name[0] not in units:
            reason = f"numer „{group.name[0]}” nie wskazuje jednej jednostki w rejestrze"
            refused(_whole(group.given, reason), len(group.given))
    batch = [group for group in batch if group.name[0] in units]
    known = _known(batch, units)
    made: dict[tuple[int, str, object], ArchivedReport] = {}
    for group in batch:
        key = (units[group.name[0]], group.place.edition.form, group.place.period.start)
        before = made.get(key) or known.get(key)
        row = _row(group, key[0], before, refused)
        if row is None or (before and before.digest == row.digest and before.edition_id == row.edition_id):
            done.same += 1
            continue
        made[key] = row
    done.new += sum(key not in known for key in made)
    done.changed += sum(key in known for key in made)
    ArchivedReport.objects.bulk_create(
        made.values(),
        update_conflicts=True,
        unique_fields=["unit", "form", "period_start"],
        update_fields=["edition", "answers", "packed", "digest", "imported_at"],
    )


def _known(batch: list[Group], units: Mapping[str, int]) -> dict[tuple[int, str, object], ArchivedReport]:
    rows = ArchivedReport.objects.filter(
        unit__in=set(units.values()),
        form__in={group.place.edition.form for group in batch},
        period_start__in={group.place.period.start for group in batch},
    )
    return {(row.unit_id, row.form, row.period_start): row for row in rows}


def _row(group: Group, unit: int, before: ArchivedReport | None, refused: Refuse) -> ArchivedReport | None:
    """The report with what the file says; None where nothing of it can be kept."""
    same = before is not None and before.edition_id == group.place.edition.pk
    known = Sheet.from_json(before.answers) if before is not None and same else Sheet.empty()
    sheet = sheet_of(group.place, group.given, known, refused)
    if not sheet.cells:
        return None
    return ArchivedReport(
        unit_id=unit,
        form=group.place.edition.form,
        period_start=group.place.period.start,
        edition=group.place.edition,
        answers=sheet.to_json(),
        packed=pack(group.place.form, sheet),
        digest=digest(sheet),
        imported_at=now(),
    )
