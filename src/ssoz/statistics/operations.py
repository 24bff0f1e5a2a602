# SPDX-License-Identifier: EUPL-1.2
"""Making data sets out of accepted reports."""

import hashlib
from collections.abc import Iterator
from uuid import UUID

from django.db import transaction

from engine.answers import Sheet
from engine.tabulation import FACTS, Entry, arrange
from shared.clock import now
from ssoz.access.actors import Actor
from ssoz.access.permissions import Permission
from ssoz.access.policies import require
from ssoz.audit.operations import record
from ssoz.catalogue.queries import definition
from ssoz.reports.queries import accepted
from ssoz.rounds.errors import RoundNotFound
from ssoz.rounds.models import Round
from ssoz.statistics import storage
from ssoz.statistics.models import DataSet


@transaction.atomic
def build_dataset(*, by: Actor, round: UUID) -> DataSet | None:
    """The accepted reports of a round as Parquet. The same reports give the same files and write nothing new."""
    require(by, Permission.SUMMARY_MAKE)
    try:
        row = Round.objects.select_for_update(of=("self",)).select_related("edition").get(public_id=round)
    except Round.DoesNotExist:
        raise RoundNotFound from None
    present = DataSet.objects.filter(round=row).first()
    found = list(_entries(row))
    if not found and present is None:
        return None
    form = definition(row.edition_id)
    digest = _digest(form.fingerprint, found)
    folder = f"{form.form.replace('/', '-')}/{row.public_id}/{digest[:16]}"
    if present is not None and present.digest == digest and storage.exists(present.folder):
        return present
    tables = arrange(form, [entry for entry, _digest in found])
    storage.write(folder, tables)
    counts = {name: table.num_rows for name, table in tables.items() if name != FACTS}
    values = {"reports": len(found), "rows": counts, "digest": digest, "folder": folder, "built_at": now()}
    made, _created = DataSet.objects.update_or_create(round=row, defaults=values)
    if present is not None and present.folder != folder:
        transaction.on_commit(lambda: storage.remove(present.folder))
    data = {"round": str(row.public_id), "reports": len(found), "digest": digest}
    record(by=by, action="data_set_built", object_type="data_set", object_id=str(made.public_id), data=data)
    return made


def _entries(row: Round) -> Iterator[tuple[Entry, str]]:
    """A zero form counts as a report of its unit, with nothing in it."""
    for report in accepted(row):
        unit = {
            "voivodeship": report.unit.voivodeship,
            "county": report.unit.teryt[:4],
            "teryt": report.unit.teryt,
            "kind": report.unit.kind,
            "activity_code": report.unit.activity_code,
        }
        yield Entry(str(report.public_id), unit, Sheet.from_json(report.answers)), report.digest


def _digest(form: str, found: list[tuple[Entry, str]]) -> str:
    """What the data set is made of: the form, each report's content and where its unit stood."""
    content = hashlib.sha256(form.encode())
    for entry, digest in found:
        content.update("|".join((entry.report, digest, *map(str, entry.unit.values()))).encode() + b"\n")
    return content.hexdigest()


def build_all(*, by: Actor) -> list[DataSet]:
    """Every round with accepted reports or with a data set; the nightly run."""
    rounds = Round.objects.exclude(reports__isnull=True).order_by("pk").values_list("public_id", flat=True).distinct()
    made = (build_dataset(by=by, round=public_id) for public_id in rounds)
    return [data_set for data_set in made if data_set is not None]
