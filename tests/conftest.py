# SPDX-License-Identifier: EUPL-1.2
"""One real PostgreSQL for the whole run, also when it is spread over several processes; any of the three sites."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db import OperationalError
from django.utils import translation
from hypothesis import HealthCheck
from hypothesis import settings as examples

from shared.postgres.address import django_database
from shared.postgres.server import Server
from tests.order import ordered

SERVER = pytest.StashKey[Server]()

# machines that run tests are busy
examples.register_profile("untimed", examples(), deadline=None, suppress_health_check=[HealthCheck.too_slow])
examples.load_profile("untimed")


def pytest_configure(config: pytest.Config) -> None:
    """Start the server unless DATABASE_URL names one; processes of xdist inherit its address."""
    if "DATABASE_URL" not in os.environ and not config.option.collectonly:
        place = Path(tempfile.mkdtemp(prefix="ssoz-tests-"))
        place.chmod(0o755)
        server = Server(place, durable=False)
        config.stash[SERVER] = server
        os.environ["DATABASE_URL"] = server.start()
    if url := os.environ.get("DATABASE_URL"):
        site, *_ = settings.SETTINGS_MODULE.split(".")
        usual = settings.DATABASES["default"]
        own = {"NAME": site, "CONN_MAX_AGE": 0}  # a database of the site's; threads leave none open
        usual.update({**django_database(url), **own, "OPTIONS": usual["OPTIONS"]})


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items[:] = ordered(items)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop the server and leave nothing behind."""
    if server := config.stash.get(SERVER, None):
        server.stop()
        shutil.rmtree(server.place, ignore_errors=True)
        os.environ.pop("DATABASE_URL", None)


@pytest.fixture(autouse=True)
def own_language() -> Iterator[None]:
    """A page answered in English leaves its thread speaking English: the next test must not."""
    yield
    translation.deactivate()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None) -> None:
    """Let tests with real transactions empty the tables which in life nobody may empty (the audit trail)."""
    from django.db.backends.postgresql.operations import DatabaseOperations

    flush = DatabaseOperations.execute_sql_flush

    jobs = [model._meta.db_table for model in apps.get_models() if model._meta.app_label == "procrastinate"]
    queue = [f"TRUNCATE {', '.join(jobs)}"] if jobs else []  # Django flushes tables that it made

    def flush_past_triggers(self: DatabaseOperations, sql_list: Any) -> None:
        statements = [
            "SET session_replication_role = replica",
            *sql_list,
            *queue,
            "SET session_replication_role = origin",
        ]
        try:
            flush(self, statements)
        except OperationalError:  # a page that was put away still asks something: one of the two has to give way
            flush(self, statements)

    DatabaseOperations.execute_sql_flush = flush_past_triggers  # type: ignore[method-assign]  # for the whole run
