# SPDX-License-Identifier: EUPL-1.2
"""Who is signed in: an active account, whoever it was that let them in."""

from django.contrib.auth.backends import BaseBackend

from ueoz.accounts.enums import AccountState
from ueoz.accounts.models import Account

BACKEND = "ueoz.accounts.backends.AccountBackend"


class AccountBackend(BaseBackend):
    """Finds accounts; authenticates nobody: that is the national node's work."""

    def get_user(self, user_id: int) -> Account | None:
        return Account.objects.filter(pk=user_id, state=AccountState.ACTIVE).first()
