# SPDX-License-Identifier: EUPL-1.2
"""Steps of building the country. Each is done whole and once; a start that was cut short goes on where it stopped."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction

from ssoz.access.actors import SYSTEM
from ssoz.audit.operations import record
from ssoz.audit.queries import events_of

OBJECT = "demo"


@dataclass(frozen=True)
class Step:
    """A piece of work, told to people by its title."""

    name: str
    title: str
    work: Callable[[], None]


def is_done(name: str) -> bool:
    """Whether the audit trail knows of the step."""
    return events_of(OBJECT, name).exists()


def run(step: Step) -> bool:
    """Do the step unless it was done; says whether it was done now."""
    if is_done(step.name):
        return False
    with transaction.atomic():
        step.work()
        record(by=SYSTEM, action="demo_step", object_type=OBJECT, object_id=step.name)
    return True
