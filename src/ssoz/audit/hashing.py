# SPDX-License-Identifier: EUPL-1.2
"""What is hashed, and how: the one definition, for sealing and for verifying.

Every value is taken as PostgreSQL's own text, so that nothing can be altered between what is stored and what is
hashed; `data` is parsed and written again with sorted keys, so that a digest outlives the spacing of jsonb.
"""

import hashlib
import json
from collections.abc import Sequence
from typing import Any, NamedTuple

from shared.encryption import lookup_hash

SIZE = hashlib.sha256().digest_size
_write = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode
_read = json.JSONDecoder(parse_float="\0{}".format).decode  # 1.10 stays 1.10; no string of jsonb has a NUL


class Row(NamedTuple):
    """An event as text; `name` is the digest of the name, not the name."""

    id: int
    at: str
    person_id: str | None
    name: str | None
    profile_id: str | None
    roles: str
    address: str | None
    action: str
    object_type: str
    object_id: str
    data: str


class SealRow(NamedTuple):
    """A seal as text, without what is computed from it."""

    number: int
    sealed_at: str
    horizon: int
    total: int
    events: str
    missing: str
    running: int
    digests: str
    previous: str


def canonical(values: Sequence[Any]) -> bytes:
    """A list as JSON that is written in one way only."""
    return _write(values).encode()


def row_digest(row: Row) -> bytes:
    """The digest of one event. Raises ValueError or RecursionError for data nobody could have recorded."""
    return hashlib.sha256(_write([*row[:-1], _read(row.data)]).encode()).digest()


def digests_digest(digests: bytes) -> str:
    """One digest for those of a seal's events, in the order of their numbers."""
    return hashlib.sha256(digests).hexdigest()


def root(seal: SealRow) -> str:
    """The digest of a seal, which holds that of the seal before: one value for everything up to here."""
    return hashlib.sha256(canonical(seal)).hexdigest()


def name_digest(salt: str, person_id: int, name: str) -> str:
    """What an event holds in place of a name: tells nothing of it once the salt is gone."""
    return hashlib.sha256(canonical([salt, person_id, name])).hexdigest()


def signature(seal_root: str, key: str) -> str:
    """What only the application can say of a root, not whoever has but the database."""
    return lookup_hash(f"audit-seal:{seal_root}", key)
