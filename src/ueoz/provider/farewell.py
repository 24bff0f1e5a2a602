# SPDX-License-Identifier: EUPL-1.2
"""Back-channel logout: telling a system, server to server, that somebody's session is over."""

import json

import requests
from jwcrypto.jwt import JWT

from shared import clock
from ueoz.accounts.models import Visit
from ueoz.provider import claims
from ueoz.provider.errors import NotDelivered
from ueoz.provider.keys import signing_key
from ueoz.provider.operations import logout_refused
from ueoz.provider.queries import usable_client

TAKEN = frozenset({200, 204})
PATIENCE = 5  # seconds


def deliver(visit_id: int) -> None:
    """Send a logout token; raises when it has to be sent again. A client that refuses it is written down."""
    visit = Visit.objects.select_related("session__account").get(pk=visit_id)
    client = usable_client(visit.client_id)
    if client is None or not client.backchannel_logout_uri:
        return
    try:
        token = {"logout_token": logout_token(visit)}
        answer = requests.post(client.backchannel_logout_uri, data=token, timeout=PATIENCE, allow_redirects=False)
    except requests.RequestException as error:
        raise NotDelivered(f"{client.client_id}: {type(error).__name__}") from error
    if answer.status_code == 400:
        logout_refused(client=client, status=answer.status_code)
    elif answer.status_code not in TAKEN:
        raise NotDelivered(f"{client.client_id}: {answer.status_code}")


def logout_token(visit: Visit) -> str:
    """Make the token; `typ` tells it from an ID token, and it is over in two minutes."""
    key = signing_key()
    said = claims.of_logout(
        subject=visit.session.account.subject, client_id=visit.client_id, visit=visit.pk, now=clock.now()
    )
    token = JWT(
        header=json.dumps({"alg": "RS256", "typ": "logout+jwt", "kid": key.thumbprint()}), claims=json.dumps(said)
    )
    token.make_signed_token(key)
    return str(token.serialize())
