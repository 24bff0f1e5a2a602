# SPDX-License-Identifier: EUPL-1.2
"""Who acts: a person in the profile they chose, the system, or a visitor."""

from dataclasses import dataclass
from uuid import UUID

from ssoz.access.permissions import Permission
from ssoz.access.roles import SYSTEM_ROLE, permissions_of


@dataclass(frozen=True, kw_only=True)
class Actor:
    """A natural person in one profile, as of this request; without a profile only the person is known."""

    person_id: int | None = None
    person_name: str = ""
    profile_id: int | None = None
    profile_public_id: UUID | None = None
    unit_id: int | None = None
    unit_name: str = ""
    unit_public_id: UUID | None = None
    unit_kind: str = ""
    voivodeship: str = ""
    roles: tuple[str, ...] = ()
    address: str | None = None

    def may(self, *permissions: Permission) -> bool:
        """Whether any of the permissions is among those of the roles."""
        return not permissions_of(self.roles).isdisjoint(permissions)

    @property
    def is_system(self) -> bool:
        return SYSTEM_ROLE in self.roles


SYSTEM = Actor(person_name="System", roles=(SYSTEM_ROLE,))


def visitor(address: str | None) -> Actor:
    """Somebody who has not signed in."""
    return Actor(address=address)
