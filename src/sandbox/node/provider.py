# SPDX-License-Identifier: EUPL-1.2
"""The node as SAML knows it: its keys, its addresses, the one service it serves."""

from functools import lru_cache
from pathlib import Path

from sandbox.environment import Environment, current
from sandbox.node.errors import NodeError
from shared.saml import Client, IdentityProvider, SigningKey, load_certificates

FILES = ("node-sign.key", "node-sign.pem", "ueoz-sign.pem", "ueoz-encrypt.pem")
SSO = "/login/SingleSignOnService"
ARS = "/login-services/idpArtifactResolutionService"
SLO = "/login-services/singleLogoutService"
ACS = "/wk/acs/"


def provider() -> IdentityProvider:
    """The node with the keys that lie in the folder now: they may be changed while it runs."""
    environment = current()
    try:
        stamps = tuple((environment.keys / name).stat().st_mtime_ns for name in FILES)
    except OSError as error:
        raise NodeError(f"W katalogu {environment.keys} brakuje kluczy węzła. Utwórz je: ./ssoz keys") from error
    return _provider(environment, stamps)


@lru_cache(maxsize=4)
def _provider(environment: Environment, stamps: tuple[int, ...]) -> IdentityProvider:
    key, certificate, client, encryption = (Path(environment.keys, name).read_bytes() for name in FILES)
    service = Client(
        entity_id=environment.service,
        provider_name=environment.service_name,
        acs_urls=(environment.ueoz_url + ACS,),
        certificates=load_certificates(client),
        encryption_certificate=load_certificates(encryption)[0],
    )
    return IdentityProvider(
        entity_id=environment.issuer,
        sso_url=environment.url + SSO,
        ars_url=environment.url + ARS,
        slo_url=environment.url + SLO,
        signing=SigningKey.load(key, certificate),
        clients={service.entity_id: service},
    )
