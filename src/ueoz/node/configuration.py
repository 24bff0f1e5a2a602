# SPDX-License-Identifier: EUPL-1.2
"""What UEOZ has to know of the national node, and the node of UEOZ; `ueoz.conf.node` reads it from the environment."""

from dataclasses import dataclass
from pathlib import Path

from shared.saml import Assurance


@dataclass(frozen=True, kw_only=True)
class NodeConfiguration:
    """Addresses, names and files. Certificates of the node and our decryption keys are lists: old and new."""

    preset: str
    node: str
    sso_url: str
    ars_url: str
    slo_url: str
    backchannel: str
    certificates: tuple[Path, ...]
    entity_id: str
    provider_name: str
    sp_type: str
    assurance: Assurance
    acs_url: str
    signing_key: Path
    signing_certificate: Path
    decryption_keys: tuple[Path, ...]
    tls_ciphers: str

    @property
    def decryption_certificates(self) -> tuple[Path, ...]:
        """What the node encrypts with, each beside its key; UEOZ only looks whose they are and until when."""
        return tuple(key.with_suffix(".pem") for key in self.decryption_keys)

    @property
    def files(self) -> tuple[Path, ...]:
        """Everything that is read from disk."""
        return (*self.certificates, self.signing_key, self.signing_certificate, *self.decryption_keys)
