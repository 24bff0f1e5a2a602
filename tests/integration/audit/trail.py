# SPDX-License-Identifier: EUPL-1.2
"""A trail to attack: some events under some seals, and somebody with all rights who alters what they like."""

from dataclasses import dataclass

from django.db import connection

from ssoz.audit.operations import record, seal_events
from ssoz.audit.queries.verifying import verify


@dataclass(frozen=True)
class Somebody:
    person_id: int | None = 7
    person_name: str = "Anna Żak"
    profile_id: int | None = 9
    roles: tuple[str, ...] = ("reporter_financial",)
    address: str | None = "192.0.2.7"


def events(count: int, by: Somebody | None = None) -> list[int]:
    """The numbers of new events, not sealed."""
    return [
        record(
            by=by or Somebody(),
            action="report_saved",
            object_type="report",
            object_id=f"r-{number}",
            data={"version": number, "cells": ["d1.w02.k3"], "share": 1.5},
        )
        for number in range(count)
    ]


def sealed(*sizes: int) -> list[int]:
    """The numbers of new events, a seal for each of the sizes."""
    numbers = []
    for size in sizes:
        numbers += events(size)
        seal_events()
    return numbers


def attack(statement: str, *values: object) -> None:
    """As the database's superuser: no trigger is in the way."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(statement, values)
        cursor.execute("SET LOCAL session_replication_role = origin")


def found() -> tuple[str, int, int]:
    """What the verification names: kind, seal, event."""
    fault = verify().fault
    return (fault.kind.name, fault.seal, fault.event) if fault else ("", 0, 0)
