# SPDX-License-Identifier: EUPL-1.2
"""A node and a service that know each other, with keys made once for the whole run."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from shared.saml import Assertion, Assurance, Client, IdentityProvider, ServiceProvider, SigningKey

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
NODE = "http://login.localhost:8001"
ACS = "http://ueoz.localhost:8002/wk/acs/"
HALINA = Assertion(
    given_name="Halina",
    family_name="Wrona",
    birth_date=date(1974, 3, 12),
    identifier="74031281842",
    assurance=Assurance.SUBSTANTIAL,
    authority="pz.gov.pl",
    name_id="wk-7f2c",
    session_index="_s-1",
)


@cache
def key_pair(name: str) -> SigningKey:
    """Make a key with a certificate of its own, valid around NOW."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(NOW - timedelta(days=365))
        .not_valid_after(NOW + timedelta(days=365))
        .sign(key, hashes.SHA256())
    )
    return SigningKey(key, certificate)


def node(**changes: object) -> IdentityProvider:
    """Make the side that knows who people are."""
    client = Client(
        entity_id="ueoz",
        provider_name="UEOZ",
        acs_urls=(ACS,),
        certificates=(key_pair("ueoz-sign").certificate,),
        encryption_certificate=key_pair("ueoz-encrypt").certificate,
    )
    settings: dict[str, object] = {
        "entity_id": "sandbox.wk",
        "sso_url": NODE + "/login/SingleSignOnService",
        "ars_url": NODE + "/login-services/idpArtifactResolutionService",
        "slo_url": NODE + "/login-services/singleLogoutService",
        "signing": key_pair("node-sign"),
        "clients": {"ueoz": client},
    }
    return IdentityProvider(**{**settings, **changes})  # type: ignore[arg-type]  # a test names what it changes


def service(**changes: object) -> ServiceProvider:
    """Make the side that asks."""
    settings: dict[str, object] = {
        "entity_id": "ueoz",
        "provider_name": "UEOZ",
        "acs_url": ACS,
        "assurance": Assurance.SUBSTANTIAL,
        "sp_type": "public",
        "signing": key_pair("ueoz-sign"),
        "decryption_keys": (key_pair("ueoz-encrypt").key,),
        "node": "sandbox.wk",
        "sso_url": NODE + "/login/SingleSignOnService",
        "ars_url": NODE + "/login-services/idpArtifactResolutionService",
        "slo_url": NODE + "/login-services/singleLogoutService",
        "certificates": (key_pair("node-sign").certificate,),
    }
    return ServiceProvider(**{**settings, **changes})  # type: ignore[arg-type]  # a test names what it changes


class Memory:
    """Remembers assertions for as long as a test lasts."""

    def __init__(self) -> None:
        self.known: dict[str, datetime] = {}

    def __call__(self, identifier: str, until: datetime) -> bool:
        """Say whether it was here before, and remember it."""
        before = identifier in self.known
        self.known[identifier] = until
        return before


@dataclass(frozen=True)
class Exchange:
    """One sign-in up to the answer the service has still to read."""

    service: ServiceProvider
    request_id: str
    resolve_id: str
    raw: bytes

    def read(self, raw: bytes | None = None, **changes: object) -> Assertion:
        """Let the service read the answer, or what somebody made of it."""
        known: dict[str, object] = {"resolve_id": self.resolve_id, "request_id": self.request_id, "now": NOW}
        known["seen"] = Memory()
        return self.service.read_artifact_response(
            self.raw if raw is None else raw,
            **{**known, **changes},  # type: ignore[arg-type]  # a test names what it changes
        )


def exchange(
    who: Assertion = HALINA, *, of: ServiceProvider | None = None, by: IdentityProvider | None = None
) -> Exchange:
    """Let somebody sign in."""
    asking, answering = of or service(), by or node()
    request = asking.authn_request(now=NOW)
    resolve = asking.artifact_resolve(answering.new_artifact(), now=NOW)
    response = answering.response(answering.read_authn_request(request.xml, now=NOW), who, now=NOW)
    resolved = answering.read_artifact_resolve(resolve.xml, now=NOW)
    return Exchange(asking, request.id, resolve.id, answering.artifact_response(resolved.id, response, now=NOW))
