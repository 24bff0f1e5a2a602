# SPDX-License-Identifier: EUPL-1.2
"""The same way of a file wherever it lies: in a folder, or on S3 (a real server of its protocol over loopback)."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import uuid4

import boto3
import pytest
from moto.server import ThreadedMotoServer
from pytest_django import Settings

from shared.postgres.server import free_port
from ssoz.attachments import queries, storage
from ssoz.attachments.errors import ScanFailed
from ssoz.attachments.operations import keep_paper, remove, scan
from ssoz.conf.environment import file_storage, read
from tests.factories import access
from tests.factories.attachments import attached, jpeg, judged, pdf

pytestmark = pytest.mark.django_db
KEYS = {"AWS_ACCESS_KEY_ID": "a", "AWS_SECRET_ACCESS_KEY": "b", "AWS_DEFAULT_REGION": "eu-central-1"}


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """A server of S3 with one bucket."""
    port = free_port()
    served = ThreadedMotoServer(ip_address="127.0.0.1", port=port, verbose=False)
    served.start()
    address, region = f"http://127.0.0.1:{port}", KEYS["AWS_DEFAULT_REGION"]
    keys = {"aws_access_key_id": "a", "aws_secret_access_key": "b", "region_name": region}
    client = boto3.client("s3", endpoint_url=address, **keys)
    client.create_bucket(Bucket="zalaczniki", CreateBucketConfiguration={"LocationConstraint": region})
    yield address
    served.stop()


@pytest.fixture(params=["folder", "s3"])
def place(
    request: pytest.FixtureRequest, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> dict[str, Any]:
    source = {"SSOZ_HOME": str(tmp_path)}
    if request.param == "s3":
        for name, value in KEYS.items():
            monkeypatch.setenv(name, value)
        endpoint = request.getfixturevalue("server")
        source |= {"SSOZ_S3_BUCKET": "zalaczniki", "SSOZ_S3_ENDPOINT": endpoint}
    chosen = file_storage(read(source))
    settings.STORAGES = {**settings.STORAGES, "default": chosen}
    return chosen


def test_a_file_goes_its_whole_way(place: dict[str, Any], django_capture_on_commit_callbacks: Any) -> None:
    content = jpeg()
    with django_capture_on_commit_callbacks(execute=True):
        file = judged(content)
    with queries.open_safe(file) as stream:
        assert stream.read() == content
    assert not storage.holds(storage.waiting(file.public_id))
    with django_capture_on_commit_callbacks(execute=True):
        remove(by=access.actor(), attachment=file.public_id)
    assert not storage.holds(storage.safe(file.public_id))


def test_a_paper_is_kept_and_kept_again(place: dict[str, Any]) -> None:
    collection = uuid4()
    assert queries.paper(collection) is None
    for content in (b"first", b"second"):
        keep_paper(collection=collection, content=BytesIO(content))
        assert queries.paper(collection) == content


def test_a_file_that_was_changed_where_it_lies_is_not_passed(place: dict[str, Any]) -> None:
    file = attached(pdf())
    storage.put(storage.waiting(file.public_id), BytesIO(pdf("podmieniony")))
    with pytest.raises(ScanFailed, match="differs"):
        scan(attachment=file.pk)


def test_a_file_that_is_not_where_it_was_put_waits(place: dict[str, Any]) -> None:
    file = attached(pdf())
    storage.drop(storage.waiting(file.public_id))
    with pytest.raises(ScanFailed):
        scan(attachment=file.pk)
    assert queries.unscanned().get() == file


def test_files_in_a_folder_are_for_the_system_alone(settings: Settings, tmp_path: Path) -> None:
    settings.STORAGES = {**settings.STORAGES, "default": file_storage(read({"SSOZ_HOME": str(tmp_path)}))}
    file = attached(pdf())
    stored = tmp_path / "files" / storage.waiting(file.public_id)
    assert stored.stat().st_mode & 0o777 == 0o600
    assert stored.parent.stat().st_mode & 0o777 == 0o700
