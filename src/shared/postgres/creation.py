# SPDX-License-Identifier: EUPL-1.2
"""A database of one's own on a server that has another."""

import psycopg
from psycopg import sql

from shared.postgres.address import beside, django_database


def create_database(url: str) -> None:
    """Make the database unless it is there; two processes that both try do no harm."""
    name = str(django_database(url)["NAME"])
    with psycopg.connect(beside(url, "postgres"), autocommit=True) as server:
        if server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            return
        try:
            server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        except (psycopg.errors.DuplicateDatabase, psycopg.errors.UniqueViolation):
            return
