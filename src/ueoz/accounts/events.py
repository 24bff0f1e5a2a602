# SPDX-License-Identifier: EUPL-1.2
"""What happened, for the jobs that follow."""

from dataclasses import dataclass


@dataclass(frozen=True)
class LetterWanted:
    """A link waits to be sent to its address."""

    verification_id: int


@dataclass(frozen=True)
class EmailChanged:
    """The old address is to be told."""

    account_id: int
    old_address: str


@dataclass(frozen=True)
class SessionOver:
    """The national node is to be told that a session is over."""

    session_id: int


@dataclass(frozen=True)
class CitizenGone:
    """The national node is to be told that somebody is gone who never came to have a session here."""

    node_encrypted: str


@dataclass(frozen=True)
class AccountActivated:
    """The person has an account from now on, and needs no other password."""

    account_id: int
