# SPDX-License-Identifier: EUPL-1.2
"""Cards by the file: kept encrypted, read into cards that wait, shown, then taken in whole or dropped."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.utils.translation import gettext as _

from shared.clock import now, today
from shared.events import publish
from ssoz.access.actors import Actor
from ssoz.audit.operations import record
from ssoz.cards.enums import CardKind, UploadStatus
from ssoz.cards.errors import BadRequest, CardError, NotAllowed, UploadNotFound
from ssoz.cards.events import UploadStored
from ssoz.cards.judging import Judge
from ssoz.cards.models import StagedCard, Upload
from ssoz.cards.operations.locking import numbers, require_fill, unit_to_fill
from ssoz.cards.queries.forms import edition_for
from ssoz.cards.sealing import opened_text, sealed_text
from ssoz.cards.staging import Staging, packed_file, problems_text, unpacked_file
from ssoz.catalogue.queries import definition_of
from ssoz.reports.queries import compiled_edition

AT_ONCE = 256 * 1024  # a file up to this size is read while its sender waits, a larger one by a job
KEPT = timedelta(days=1)
GROUPS = """
    SELECT kind, book_year, count(*) FILTER (WHERE number IS NULL), COALESCE(max(number), 0)
    FROM cards_stagedcard WHERE upload_id = %(upload)s AND (NOT doubtful OR %(all)s) GROUP BY 1, 2 ORDER BY 1, 2
"""
TAKEN = """
    SELECT count(*) FROM cards_stagedcard AS staged
    JOIN cards_card AS card USING (kind, book_year, number)
    WHERE staged.upload_id = %(upload)s AND card.unit_id = %(unit)s AND (NOT staged.doubtful OR %(all)s)
"""
TAKE = """
    WITH base AS (
        SELECT * FROM unnest(%(kinds)s::varchar[], %(books)s::int[], %(firsts)s::int[]) AS base (kind, book_year, first)
    ), chosen AS (
        SELECT *, sum((number IS NULL)::int) OVER (PARTITION BY kind, book_year ORDER BY line) AS place
        FROM cards_stagedcard WHERE upload_id = %(upload)s AND (NOT doubtful OR %(all)s)
    )
    INSERT INTO cards_card (public_id, kind, status, year, admitted_on, discharged_on, sealed, digest, duplicate_key,
        pseudonym, errors, warnings, unit_id, edition_id, book_year, number, version, filled_by, on_behalf, edited_at,
        edited_by, upload_id)
    SELECT public_id, kind, status, year, admitted_on, discharged_on, sealed, digest, duplicate_key, pseudonym, errors,
        warnings, %(unit)s, %(edition)s, book_year, COALESCE(number, first + place), 1, %(filled_by)s, %(on_behalf)s,
        %(at)s, %(name)s, %(upload)s
    FROM chosen JOIN base USING (kind, book_year) ORDER BY line
"""


@dataclass(frozen=True, kw_only=True)
class File:
    """What somebody sends: for which unit (the own one), about which year."""

    name: str
    data: bytes
    year: int
    unit: UUID | None = None


@transaction.atomic
def store_upload(*, by: Actor, file: File) -> Upload:
    """Keep the file, encrypted. A small one is read at once, a large one soon."""
    unit, on_behalf = unit_to_fill(by, file.unit)
    if not 1950 <= file.year <= today().year:
        raise BadRequest(_("Podaj rok, którego dotyczą karty."))
    if not file.data:
        raise BadRequest(_("Plik jest pusty. Pobierz wzór i wpisz w nim karty."))
    upload = Upload(unit=unit, edition=edition_for(file.year), year=file.year, name=file.name[:200], at=now())
    upload.person_id, upload.person_name, upload.on_behalf = by.person_id, by.person_name, on_behalf
    upload.file = sealed_text(upload.public_id, packed_file(file.data)).encode()
    upload.save()
    _told(by, upload, "cards_file_sent", size=len(file.data))
    if len(file.data) <= AT_ONCE:
        return read_upload(upload=upload.pk)
    publish(UploadStored(upload.pk))
    return upload


@transaction.atomic
def read_upload(*, upload: int) -> Upload:
    """Read, check and stage; the file itself is gone afterwards. Done again, it finds nothing to do."""
    row = Upload.objects.select_for_update(of=("self",)).select_related("edition").get(pk=upload)
    if row.status != UploadStatus.READING:
        return row
    data = unpacked_file(opened_text(row.public_id, bytes(row.file).decode()))
    staging = Staging(row, definition_of(row.edition), Judge(compiled_edition(row.edition_id), row.year))
    try:
        with transaction.atomic():
            staging.run(data)
    except CardError as error:
        row.status, row.refusal = UploadStatus.REFUSED, error.sentence
    else:
        row.status = UploadStatus.READY
        row.rows, row.good = staging.counts["rows"], staging.counts["good"]
        row.doubtful, row.wrong = staging.counts["doubtful"], staging.counts["wrong"]
        row.problems = sealed_text(row.public_id, problems_text(staging.told))
    row.file = b""
    row.save()
    return row


def _locked(by: Actor, upload: UUID) -> Upload:
    row = Upload.objects.select_for_update(of=("self",)).select_related("unit").filter(public_id=upload).first()
    if row is None:
        raise UploadNotFound
    require_fill(by, row.unit)
    if row.status != UploadStatus.READY:
        raise NotAllowed(_("Ten plik nie czeka już na zatwierdzenie."))
    return row


@transaction.atomic
def take_in(*, by: Actor, upload: UUID, doubtful: bool = False) -> Upload:
    """Make cards of all good lines; of those that look like cards already there only when asked to."""
    row = _locked(by, upload)
    values: dict[str, Any] = {"upload": row.pk, "unit": row.unit_id, "all": doubtful}
    with connection.cursor() as cursor:
        cursor.execute(GROUPS, values)
        groups = cursor.fetchall()
        firsts = [_numbered(row.unit_id, *group) for group in groups]
        cursor.execute(TAKEN, values)
        (taken,) = cursor.fetchone()
        if taken:
            raise NotAllowed(_("Od sprawdzenia pliku zajęto część jego numerów kart. Wczytaj plik ponownie."))
        names = {"kinds": [group[0] for group in groups], "books": [group[1] for group in groups], "firsts": firsts}
        who = {"filled_by": [by.person_id] if by.person_id else [], "name": by.person_name, "at": now()}
        more = {"edition": row.edition_id, "on_behalf": by.unit_id != row.unit_id}
        cursor.execute(TAKE, values | names | who | more)
        row.taken = cursor.rowcount
    _ended(row, UploadStatus.TAKEN)
    _told(by, row, "cards_taken_in", cards=row.taken)
    return row


def _numbered(unit: int, kind: str, book: int, without: int, largest: int) -> int:
    """Room for the cards without a number behind all that have one; returns the number before the first of them."""
    series = numbers(unit, CardKind(kind).value, book)
    before = max(series.last, largest)
    series.last = before + without
    series.save(update_fields=["last"])
    return before


@transaction.atomic
def drop_upload(*, by: Actor, upload: UUID) -> Upload:
    row = _locked(by, upload)
    _ended(row, UploadStatus.DROPPED)
    _told(by, row, "cards_file_dropped")
    return row


@transaction.atomic
def drop_forgotten() -> int:
    """Files that nobody took in within a day are gone, with all that stood in them."""
    waiting = (UploadStatus.READY, UploadStatus.READING)
    rows = Upload.objects.select_for_update().filter(status__in=waiting, at__lt=now() - KEPT)
    for row in rows:
        _ended(row, UploadStatus.DROPPED)
    return len(rows)


def _ended(row: Upload, status: UploadStatus) -> None:
    StagedCard.objects.filter(upload=row).delete()
    row.status, row.problems, row.file = status, "", b""
    row.save()


def _told(by: Actor, row: Upload, action: str, **data: object) -> None:
    known = {"year": row.year, "on_behalf": row.on_behalf, **data}
    record(by=by, action=action, object_type="unit", object_id=str(row.unit.public_id), data=known)
