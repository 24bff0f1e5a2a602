# SPDX-License-Identifier: EUPL-1.2
"""Reads."""

from django.db.models import QuerySet

from shared.postgres.questions import Question
from ueoz.accounts.entrances import Entrance
from ueoz.accounts.models import Account
from ueoz.provider.models import Administrator, Client, ClientEvent

_NAMED = Question(lambda client_id: Client.objects.filter(client_id=client_id), client_id="a system")


def clients() -> QuerySet[Client]:
    """Every client, by name."""
    return Client.objects.all()


def client_named(client_id: str) -> Client | None:
    """The client of this identifier, disabled or not."""
    found: Client | None = None if "\0" in client_id else _NAMED.instance(client_id=client_id)
    return found


def entrances() -> list[Entrance]:
    """The ways into systems of our own that are open to people."""
    ours = clients().filter(disabled_at=None, skip_authorization=True).exclude(initiate_login_uri="")
    return [Entrance(one.client_id, str(one), one.initiate_login_uri) for one in ours]


def usable_client(client_id: str) -> Client | None:
    """The client of this identifier, if it may ask for anything."""
    found = client_named(client_id)
    return found if found and found.disabled_at is None else None


def is_administrator(account: Account) -> bool:
    """Whether an account may add and change clients."""
    return Administrator.objects.filter(account=account).exists()


def events_of(client: Client) -> QuerySet[ClientEvent]:
    """What was done to a client, newest first."""
    return ClientEvent.objects.filter(client=client)
