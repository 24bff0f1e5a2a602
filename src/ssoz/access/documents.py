# SPDX-License-Identifier: EUPL-1.2
"""The map of permissions as a page to read: `docs/access/roles.md`, printed from the code."""

from collections.abc import Iterator, Mapping

from django.utils.translation import override

from ssoz.access.permissions import Permission
from ssoz.access.roles import ROLES, Role


def documents() -> Mapping[str, str]:
    """File names and their texts."""
    with override("pl"):
        return {"roles.md": "\n".join(_lines()) + "\n"}


def _lines() -> Iterator[str]:
    yield "# Role i uprawnienia"
    yield ""
    yield "Wydrukowane z `src/ssoz/access/{permissions,roles}.py`; zmienia się je tam."
    yield ""
    yield "## Uprawnienia"
    yield ""
    yield "| kod | nazwa | opis biznesowy | role |"
    yield "|---|---|---|---|"
    for permission in Permission:
        holders = ", ".join(f"„{role.name}”" for role in ROLES.values() if permission in role.permissions)
        yield f"| `{permission.code}` | {permission.label} | {permission.description} | {holders} |"
    yield ""
    yield "## Role"
    for role in ROLES.values():
        yield from _role(role)


def _role(role: Role) -> Iterator[str]:
    kinds = ", ".join(sorted(str(kind.label) for kind in role.kinds))
    yield ""
    yield f"### {role.name}"
    yield ""
    yield f"`{role.code}`, jednostka {role.character.label}{f' ({kinds})' if kinds else ''}. {role.description}."
    yield ""
    yield from (f"- {permission.label}" for permission in Permission if permission in role.permissions)
