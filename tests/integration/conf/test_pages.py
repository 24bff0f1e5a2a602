# SPDX-License-Identifier: EUPL-1.2
import json
import logging
from datetime import UTC, datetime

import pytest
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client

from shared.logs import NoRequests, RequestLine, logging_settings

pytestmark = pytest.mark.django_db


def test_a_process_that_lives_says_so(client: Client) -> None:
    assert client.get("/health/live").json() == {"status": "ok"}


def test_a_migrated_database_makes_the_system_ready(client: Client) -> None:
    response = client.get("/health/ready")
    assert (response.status_code, response.json()) == (200, {"status": "ok"})


def test_a_missing_migration_makes_the_system_unready(client: Client) -> None:
    MigrationRecorder.Migration.objects.filter(app="notifications").delete()
    response = client.get("/health/ready")
    assert (response.status_code, response.json()["waits_for"]) == (503, "migrations")


def test_asking_after_health_changes_nothing(client: Client) -> None:
    assert client.post("/health/live").status_code in {403, 405}


def test_pages_allow_no_inline_script_and_no_frame(client: Client) -> None:
    headers = client.get("/health/live").headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe-inline" not in policy
    assert "unsafe-eval" not in policy
    assert headers["X-Frame-Options"] == "DENY"


def test_a_request_is_logged_without_its_query(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, logger="requests"):
        client.get("/health/live?pesel=44051401359")
    assert "44051401359" not in caplog.text
    assert "/health/live" in caplog.text


def test_the_line_of_a_request_is_json_and_says_who_it_was_one_of(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        client.get("/nie-ma-żółci/")
    [record] = [record for record in caplog.records if record.name == "requests"]
    line = json.loads(RequestLine().format(record))
    assert (line["event"], line["method"], line["path"], line["status"]) == ("request", "GET", "/nie-ma-żółci/", 404)
    assert (line["level"], line["logger"]) == ("info", "requests")
    assert len(line["request_id"]) == 32
    assert line["ms"] >= 0
    assert datetime.fromisoformat(line["timestamp"]).tzinfo == UTC
    assert not NoRequests().filter(record)  # it is written by its own handler, and not by that of all others as well
    assert NoRequests().filter(logging.makeLogRecord({"name": "ssoz"}))


def test_every_log_line_is_json_with_its_diacritics() -> None:
    settings = logging_settings()["formatters"]["json"]
    formatter = settings["()"](processors=settings["processors"], foreign_pre_chain=settings["foreign_pre_chain"])
    record = logging.LogRecord("ssoz", logging.WARNING, __file__, 1, "zażółć %s", ("gęślą",), None)
    line = json.loads(formatter.format(record))
    assert (line["event"], line["level"], line["logger"]) == ("zażółć gęślą", "warning", "ssoz")
