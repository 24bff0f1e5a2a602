# SPDX-License-Identifier: EUPL-1.2
"""Persons, profiles and roles change here, and nowhere else; every change leaves an event."""

from ssoz.access.operations.legacy import Imported, import_legacy_accounts
from ssoz.access.operations.local import (
    Registration,
    activate_local_account,
    ask_reset,
    change_password,
    refuse_local_account,
    register,
    reset_password,
    sign_in_locally,
    spend,
    write_reset,
)
from ssoz.access.operations.managing import block_profile, revoke_role, tell, unblock_profile
from ssoz.access.operations.people import (
    Identity,
    ProviderLogout,
    create_person,
    end_sessions,
    follow_issuer,
    forget_spent_tokens,
    note_introduced,
    refuse_access,
    refuse_sign_in,
    sign_in,
    sign_out,
)
from ssoz.access.operations.personal import forget_person, rotate_keys
from ssoz.access.operations.profiles import choose_profile, create_profile, grant_role, open_profile
from ssoz.access.operations.transfer import Carried, transfer

__all__ = [
    "Carried",
    "Identity",
    "Imported",
    "ProviderLogout",
    "Registration",
    "activate_local_account",
    "ask_reset",
    "block_profile",
    "change_password",
    "choose_profile",
    "create_person",
    "create_profile",
    "end_sessions",
    "follow_issuer",
    "forget_person",
    "forget_spent_tokens",
    "grant_role",
    "import_legacy_accounts",
    "note_introduced",
    "open_profile",
    "refuse_access",
    "refuse_local_account",
    "refuse_sign_in",
    "register",
    "reset_password",
    "revoke_role",
    "rotate_keys",
    "sign_in",
    "sign_in_locally",
    "sign_out",
    "spend",
    "tell",
    "transfer",
    "unblock_profile",
    "write_reset",
]
