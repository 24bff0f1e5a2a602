# SPDX-License-Identifier: EUPL-1.2
"""Clients and keys change here, and nowhere else; every change leaves an event."""

import secrets
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import check_password
from django.db import IntegrityError, transaction
from oauth2_provider.models import clear_expired, get_access_token_model, get_refresh_token_model

from shared import clock
from shared.events import tell
from ueoz.accounts.models import Account, Session, Visit
from ueoz.accounts.origins import SYSTEM, Origin
from ueoz.provider import keys
from ueoz.provider.enums import ClientEventKind
from ueoz.provider.errors import ClientExists
from ueoz.provider.events import VisitOver
from ueoz.provider.models import Administrator, Authorization, Client, ClientEvent, SigningKey
from ueoz.provider.policies import check_addresses, check_client_id
from ueoz.provider.toolkit import LONGEST

AccessToken, RefreshToken = get_access_token_model(), get_refresh_token_model()
CONSOLE = "system"


@dataclass(frozen=True)
class Who:
    """The administrator who acts, or the console."""

    account: Account | None = None
    origin: Origin = SYSTEM

    @property
    def name(self) -> str:
        return self.account.name if self.account else CONSOLE


@dataclass(frozen=True, kw_only=True)
class ClientData:
    """What can be said about a client and changed later."""

    name: str
    redirect_uris: list[str]
    post_logout_redirect_uris: list[str] = field(default_factory=list)
    initiate_login_uri: str = ""
    backchannel_logout_uri: str = ""
    may_know_pesel: bool = False
    is_own: bool = True

    def fields(self) -> dict[str, Any]:
        """Return the data as the model keeps it."""
        return {
            "name": self.name,
            "redirect_uris": " ".join(self.redirect_uris),
            "post_logout_redirect_uris": " ".join(self.post_logout_redirect_uris),
            "initiate_login_uri": self.initiate_login_uri,
            "backchannel_logout_uri": self.backchannel_logout_uri,
            "may_know_pesel": self.may_know_pesel,
            "skip_authorization": self.is_own,
        }

    def check(self) -> None:
        """Refuse addresses that could lead people or tokens astray."""
        only_https = settings.BASE_URL.startswith("https://")
        single = [address for address in (self.initiate_login_uri, self.backchannel_logout_uri) if address]
        check_addresses(self.redirect_uris, [*self.post_logout_redirect_uris, *single], only_https=only_https)


@transaction.atomic
def add_client(*, by: Who, client_id: str, data: ClientData, secret: str = "") -> tuple[Client, str]:
    """Add a client; returns it with its secret, which is shown once and kept as a hash."""
    check_client_id(client_id)
    data.check()
    secret = secret or _new_secret()
    try:
        with transaction.atomic():
            client = Client.objects.create(
                client_id=client_id,
                client_secret=secret,
                client_type=Client.CLIENT_CONFIDENTIAL,
                authorization_grant_type=Client.GRANT_AUTHORIZATION_CODE,
                algorithm=Client.RS256_ALGORITHM,
                **data.fields(),
            )
    except IntegrityError as error:
        raise ClientExists(client_id) from error
    _write_down(ClientEventKind.ADDED, by, client, **data.fields())
    return client, secret


@transaction.atomic
def change_client(*, by: Who, client: Client, data: ClientData) -> bool:
    """Change names, addresses and what a client may know; returns whether anything is different."""
    data.check()
    locked = Client.objects.select_for_update().get(pk=client.pk)
    changed = {name: value for name, value in data.fields().items() if getattr(locked, name) != value}
    if not changed:
        return False
    before = {name: getattr(locked, name) for name in changed}
    Client.objects.filter(pk=locked.pk).update(**changed, updated=clock.now())
    client.refresh_from_db()
    _write_down(ClientEventKind.CHANGED, by, client, before=before, after=changed)
    return True


@transaction.atomic
def renew_secret(*, by: Who, client: Client, secret: str = "") -> str:
    """Give a client another secret, which is shown once; the old one is dead at once."""
    secret = secret or _new_secret()
    client.client_secret = secret
    client.save(update_fields=["client_secret", "updated"])
    _write_down(ClientEventKind.SECRET, by, client)
    return secret


def renew_secret_unless_same(*, by: Who, client: Client, secret: str) -> None:
    """Make a secret from the settings the client's, unless it is already."""
    if not check_password(secret, client.client_secret):
        renew_secret(by=by, client=client, secret=secret)


@transaction.atomic
def disable_client(*, by: Who, client: Client) -> None:
    """Shut a client out, at once: its codes and tokens are void, too."""
    if Client.objects.filter(pk=client.pk, disabled_at=None).update(disabled_at=clock.now()):
        client.refresh_from_db()
        families = Authorization.objects.filter(client=client, family__isnull=False)
        _revoke(list(families.values_list("family", flat=True)))
        client.grant_set.all().delete()
        _write_down(ClientEventKind.DISABLED, by, client)


@transaction.atomic
def enable_client(*, by: Who, client: Client) -> None:
    """Let a client in again."""
    if Client.objects.filter(pk=client.pk, disabled_at__isnull=False).update(disabled_at=None):
        client.refresh_from_db()
        _write_down(ClientEventKind.ENABLED, by, client)


@transaction.atomic
def code_replayed(*, authorization: Authorization) -> None:
    """Somebody has a code that was used already: what it gave is taken back."""
    _revoke([authorization.family])
    _write_down(ClientEventKind.CODE_REPLAYED, Who(), authorization.client, authorization=authorization.pk)


@transaction.atomic
def rotate_key(*, by: Who, withdraw: bool = False) -> SigningKey:
    """Make the next key. It is published now and signs a little later; `withdraw` shuts out all before it at once."""
    now = clock.now()
    if withdraw:
        gone = SigningKey.objects.filter(withdrawn_at=None)
        names = list(gone.values_list("kid", flat=True))
        gone.update(withdrawn_at=now)
        _write_down(ClientEventKind.KEY_WITHDRAWN, by, None, keys=names)
    else:
        keys.signing_key()
    key = keys.make(signs_from=now if withdraw else now + keys.AHEAD)
    _write_down(ClientEventKind.KEY_MADE, by, None, key=key.kid, signs_from=key.signs_from.isoformat())
    return key


@transaction.atomic
def set_administrator(*, by: Who, account: Account, granted: bool) -> None:
    """Let an account add and change systems, or no longer."""
    if granted:
        Administrator.objects.get_or_create(account=account, defaults={"granted_at": clock.now()})
    else:
        Administrator.objects.filter(account=account).delete()
    kind = ClientEventKind.ADMINISTRATOR_GRANTED if granted else ClientEventKind.ADMINISTRATOR_REVOKED
    _write_down(kind, by, None, account=account.subject)


@transaction.atomic
def session_over(session: Session) -> None:
    """Take back the tokens of a session that is over, and have every system told that was entered in it."""
    visits = Visit.objects.filter(session=session)
    families = Authorization.objects.filter(visit__in=visits, family__isnull=False)
    _revoke(list(families.values_list("family", flat=True)))
    to_tell = Client.objects.exclude(backchannel_logout_uri="").filter(disabled_at=None)
    for visit in visits.filter(client_id__in=to_tell.values("client_id")):
        tell(VisitOver(visit.pk))


def forget() -> None:
    """Remove codes and tokens that are over, and what they were bound to."""
    clear_expired()
    Authorization.objects.filter(made_at__lt=clock.now() - LONGEST).delete()


def logout_refused(*, client: Client, status: int) -> None:
    """Write down that a client answered a logout token with a refusal."""
    _write_down(ClientEventKind.LOGOUT_REFUSED, Who(), client, status=status)


@transaction.atomic
def _revoke(families: list[Any]) -> None:
    """Delete the access tokens of these families and revoke their refresh tokens."""
    refresh = RefreshToken.objects.filter(token_family__in=families)
    AccessToken.objects.filter(pk__in=refresh.values("access_token")).delete()
    refresh.filter(revoked=None).update(revoked=clock.now())


def _new_secret() -> str:
    return secrets.token_urlsafe(32)


def _write_down(kind: ClientEventKind, by: Who, client: Client | None, **data: object) -> None:
    ClientEvent.objects.create(
        kind=kind, client=client, account=by.account, by=by.name, at=clock.now(), address=by.origin.address, data=data
    )
