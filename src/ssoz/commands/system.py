# SPDX-License-Identifier: EUPL-1.2
"""The system's database for commands: started where it does not run, refused where there is none."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from shared.environment import BadEnvironmentError
from ssoz.commands.simulate.__main__ import ROOT, database


class NoSystemError(ValueError):
    """There is no database of the system; a Polish sentence says what to do."""


@contextmanager
def system() -> Iterator[None]:
    """Django over the database that SSOZ_HOME or DATABASE_URL name."""
    import django

    home = Path(os.environ.get("SSOZ_HOME") or ROOT / ".ssoz").absolute()
    if "DATABASE_URL" not in os.environ and not (home / "data" / "PG_VERSION").exists():
        raise NoSystemError(
            f"w folderze {home} nie ma bazy systemu: utworzy ją ./ssoz demo, inną wskaże SSOZ_HOME albo DATABASE_URL"
        )
    os.environ.setdefault("SSOZ_LOG_LEVEL", "WARNING")
    with database(keep=True):
        try:
            django.setup()
        except BadEnvironmentError as error:
            raise NoSystemError(str(error)) from None
        _refuse_other_tables()
        yield


def _refuse_other_tables() -> None:
    from django.db import DatabaseError, connection
    from django.db.migrations.executor import MigrationExecutor

    try:
        executor = MigrationExecutor(connection)
    except DatabaseError as error:
        raise NoSystemError(f"baza danych nie odpowiada: {str(error).splitlines()[0]}") from None
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise NoSystemError(
            "w bazie nie ma tabel tej wersji systemu: utworzy je ./ssoz demo albo ./ssoz manage migrate"
        )
