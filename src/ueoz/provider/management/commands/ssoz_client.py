# SPDX-License-Identifier: EUPL-1.2
"""`./ssoz ueoz ssoz-client`: SSOZ as a client, from the settings both sites are started with."""

import os
from typing import Any

from django.core.management.base import BaseCommand

from shared.environment import SANDBOX_SECRET, Mode
from ueoz.conf.environment import read
from ueoz.provider import operations
from ueoz.provider.operations import ClientData, Who
from ueoz.provider.queries import client_named


class Command(BaseCommand):
    help = "Zakłada albo uzgadnia system SSOZ według zmiennych środowiska; bez SSOZ_OIDC_CLIENT_SECRET nic nie robi."

    def handle(self, *args: Any, **options: Any) -> None:
        environment = read(os.environ)
        secret = os.environ.get("SSOZ_OIDC_CLIENT_SECRET") or (SANDBOX_SECRET if environment.mode is Mode.DEMO else "")
        if not secret:
            return
        client_id = os.environ.get("SSOZ_OIDC_CLIENT_ID") or "ssoz"
        data = ClientData(
            name="SSOZ",
            redirect_uris=[f"{environment.ssoz_url}/oidc/powrot/"],
            post_logout_redirect_uris=[f"{environment.ssoz_url}/"],
            initiate_login_uri=f"{environment.ssoz_url}/zaloguj/",
            backchannel_logout_uri=f"{environment.ssoz_backchannel}/oidc/koniec/",
            may_know_pesel=True,
        )
        client = client_named(client_id)
        if client is None:
            operations.add_client(by=Who(), client_id=client_id, data=data, secret=secret)
            return
        operations.change_client(by=Who(), client=client, data=data)
        operations.renew_secret_unless_same(by=Who(), client=client, secret=secret)
