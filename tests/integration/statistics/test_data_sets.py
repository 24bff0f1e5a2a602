# SPDX-License-Identifier: EUPL-1.2
from uuid import uuid4

import pyarrow.parquet as pq
import pytest
from pytest_django import DjangoCaptureOnCommitCallbacks

from ssoz.access.actors import SYSTEM
from ssoz.access.errors import Forbidden
from ssoz.audit.models import Event
from ssoz.reports import operations as reporting
from ssoz.rounds.errors import RoundNotFound
from ssoz.statistics import storage
from ssoz.statistics.models import DataSet
from ssoz.statistics.operations import build_all, build_dataset
from tests.factories import registers, reports
from tests.factories.statistics import hospitals

pytestmark = pytest.mark.django_db


def test_accepted_reports_become_parquet() -> None:
    made = hospitals(v02=(10, 20), v14=(5,))
    facts = pq.read_table(storage.root() / made.folder / "facts.parquet").to_pylist()
    assert [(row["voivodeship"], row["d1.w02.k1"]) for row in facts] == [("02", 10), ("02", 20), ("14", 5)]
    assert made.reports == 3
    assert made.rows == {"d2": 0}
    assert len({row["report"] for row in facts}) == 3


def test_what_is_not_accepted_stays_out() -> None:
    edition = reports.tiny()
    reports.report_at(reports.TO_VERIFY, edition=edition)
    reports.report_at(reports.TO_CORRECT, edition=edition)
    assert build_dataset(by=SYSTEM, round=reports.round_of(edition).public_id) is None


def test_the_same_reports_write_nothing_new() -> None:
    first = hospitals(v02=(10,))
    again = build_dataset(by=SYSTEM, round=first.round.public_id)
    assert again is not None
    assert (again.pk, again.digest, again.built_at) == (first.pk, first.digest, first.built_at)
    assert Event.objects.filter(action="data_set_built").count() == 1


def test_lost_files_are_written_again() -> None:
    first = hospitals(v02=(10,))
    storage.remove(first.folder)
    build_dataset(by=SYSTEM, round=first.round.public_id)
    assert storage.exists(first.folder)


def test_a_new_report_replaces_the_files(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    first = hospitals(v02=(10,))
    with django_capture_on_commit_callbacks(execute=True):
        second = hospitals(v04=(20,))
    assert second.reports == 2
    assert second.digest != first.digest
    assert DataSet.objects.count() == 1
    assert storage.exists(second.folder)
    assert not storage.exists(first.folder)


def test_a_reopened_report_leaves_the_data_set() -> None:
    first = hospitals(v02=(10, 20))
    report = first.round.reports.first()
    assert report is not None
    reporting.reopen(by=reports.central(), report=report.public_id, reason="Pomyłka w dziale pierwszym.")
    again = build_dataset(by=SYSTEM, round=first.round.public_id)
    assert again is not None
    assert again.reports == 1


def test_the_nightly_run_builds_every_round() -> None:
    made = hospitals(v02=(10,))
    reports.blank_report(edition=reports.tiny(2026))
    assert [data_set.pk for data_set in build_all(by=SYSTEM)] == [made.pk]


def test_a_reporter_does_not_build_data_sets() -> None:
    made = hospitals(v02=(10,))
    with pytest.raises(Forbidden):
        build_dataset(by=reports.filler(registers.unit()), round=made.round.public_id)


def test_an_unknown_round_is_told() -> None:
    with pytest.raises(RoundNotFound):
        build_dataset(by=SYSTEM, round=uuid4())


def test_nothing_half_written_is_left_when_the_disk_is_full(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_args: object, **_options: object) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr(storage.pq, "write_table", full)
    with pytest.raises(OSError, match="No space left"):
        hospitals(v02=(10,))
    assert not [path for path in storage.root().rglob("*") if path.is_file()]
    assert not list(storage.root().rglob(".draft-*"))
