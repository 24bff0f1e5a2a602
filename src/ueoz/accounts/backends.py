# SPDX-License-Identifier: EUPL-1.2
"""Who is signed in: an active account, whoever it was that let them in."""

from django.contrib.auth.backends import BaseBackend

from shared.postgres.questions import Question
from ueoz.accounts.enums import AccountState
from ueoz.accounts.models import Account

BACKEND = "ueoz.accounts.backends.AccountBackend"
_ACTIVE = Question(lambda pk: Account.objects.filter(pk=pk, state=AccountState.ACTIVE), pk=-1)


class AccountBackend(BaseBackend):
    """Finds accounts; authenticates nobody: that is the national node's work."""

    def get_user(self, user_id: int) -> Account | None:
        found: Account | None = _ACTIVE.instance(pk=user_id)
        return found
