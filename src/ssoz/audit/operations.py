# SPDX-License-Identifier: EUPL-1.2
"""The one door to the audit trail."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from ssoz.audit.models import Event


class Who(Protocol):
    """Whoever acts: a natural person in a profile, or the system itself."""

    @property
    def person_id(self) -> int | None: ...
    @property
    def person_name(self) -> str: ...
    @property
    def profile_id(self) -> int | None: ...
    @property
    def roles(self) -> Sequence[str]: ...
    @property
    def address(self) -> str | None: ...


def record(
    *, by: Who, action: str, object_type: str, object_id: str, data: Mapping[str, object] | None = None
) -> Event:
    """Write one event. Inside a transaction it stands or falls with what it tells about."""
    return Event.objects.create(
        person_id=by.person_id,
        person_name=by.person_name,
        profile_id=by.profile_id,
        roles=list(by.roles),
        address=by.address or None,
        action=action,
        object_type=object_type,
        object_id=object_id,
        data=dict(data or {}),
    )


def record_look(*, by: Who, object_type: str, object_id: str = "", people: Iterable[int] = ()) -> None:
    """Write down that somebody looked at data of other people; a list of fifty is one event.

    `people` are the ids of the persons shown. Looking at oneself is nobody's business.
    """
    others = sorted(set(people) - {by.person_id})
    if others:
        data = {"people": others, "count": len(others)}
        record(by=by, action="people_viewed", object_type=object_type, object_id=object_id, data=data)
