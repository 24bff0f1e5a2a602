# SPDX-License-Identifier: EUPL-1.2
"""`check --deploy`: keys and addresses of the national node as they have to be where real people sign in."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from cryptography.x509 import Certificate
from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, Tags, Warning, register

from shared import clock
from shared.environment import is_local
from shared.keys import is_of_demo
from shared.saml import SamlError, ServiceProvider, SigningKey, load_certificates
from ueoz.node.configuration import NodeConfiguration
from ueoz.node.profile import configuration, service

SANDBOX = "sandbox"
SOON = timedelta(days=30)
OTHERS = 0o077


@register(Tags.security, deploy=True)
def node_is_real(app_configs: Sequence[AppConfig] | None, **options: object) -> list[CheckMessage]:
    """Refuse what belongs to the sandbox, keys others may read, certificates that end."""
    known = configuration()
    found = [*_addresses(known), *_secrecy(known)]
    try:
        found += _keys(known, service())
    except (SamlError, OSError) as error:
        found.append(Error(f"Kluczy do węzła krajowego nie da się użyć: {error}", id="node.E001"))
    return found


def _addresses(known: NodeConfiguration) -> Iterator[CheckMessage]:
    if known.preset == SANDBOX:
        yield Error("WK_PRESET wskazuje na piaskownicę; ustaw symulator, int albo prod.", id="node.E002")
    for url in (known.sso_url, known.ars_url, known.slo_url, known.acs_url, *filter(None, [known.backchannel])):
        if is_local(urlsplit(url).hostname or "") or not url.startswith("https://"):
            yield Error(f"Adres {url} nie jest adresem https:// poza tym komputerem.", id="node.E003")


def _secrecy(known: NodeConfiguration) -> Iterator[CheckMessage]:
    for path in (known.signing_key, *known.decryption_keys):
        if path.is_file() and path.stat().st_mode & OTHERS:
            yield Error(f"Klucz {path} mogą czytać inni; zrób: chmod 600 {path}", id="node.E004")


def _keys(known: NodeConfiguration, provider: ServiceProvider) -> Iterator[CheckMessage]:
    signing = provider.signing.key.public_key()
    if any(key.public_key() == signing for key in provider.decryption_keys):
        yield Error("Podpis i odszyfrowanie mają ten sam klucz; węzeł krajowy wymaga osobnych.", id="node.E005")
    for key, certificate in zip(known.decryption_keys, known.decryption_certificates, strict=True):
        SigningKey.load(key.read_bytes(), certificate.read_bytes())  # another's would say nothing of this key
    for path in (known.signing_certificate, *known.decryption_certificates, *known.certificates):
        for each in load_certificates(path.read_bytes()):
            yield from _certificate(path, each)


def _certificate(path: Path, certificate: Certificate) -> Iterator[CheckMessage]:
    if is_of_demo(certificate):
        yield Error(f"Certyfikat {path} jest z demonstracji.", id="node.E006")
    left = certificate.not_valid_after_utc - clock.now()
    if left <= timedelta():
        yield Error(f"Certyfikat {path} stracił ważność.", id="node.E007")
    elif left < SOON:
        yield Warning(f"Certyfikat {path} straci ważność za {left.days} dni.", id="node.W001")
