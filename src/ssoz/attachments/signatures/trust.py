# SPDX-License-Identifier: EUPL-1.2
"""Whom to believe: a folder of certificates (PEM or DER) and revocation lists, one such file, or an ETSI trust list."""

from base64 import b64decode
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from asn1crypto import crl, pem, x509
from lxml import etree

LISTS = frozenset({".crl"})
ETSI = "{http://uri.etsi.org/02231/v2#}"
GRANTED = ("/granted", "/undersupervision", "/accredited", "/recognisedatnationallevel")
SERVICES = ("/CA/QC", "/TSA/QTST", "/TSA")


@dataclass(frozen=True)
class TrustList:
    """Issuers that are believed, and what they have taken back."""

    issuers: tuple[x509.Certificate, ...] = ()
    revocations: tuple[crl.CertificateList, ...] = ()


class BadTrustList(Exception):
    """The list cannot be read; nobody is believed until it can."""


def load(place: Path | None) -> TrustList:
    """Read the list; without one nobody is believed."""
    if place is None:
        return TrustList()
    files = sorted(path for path in place.iterdir() if path.is_file()) if place.is_dir() else [place]
    issuers: list[x509.Certificate] = []
    revocations: list[crl.CertificateList] = []
    for path in files:
        try:
            _take(path, issuers, revocations)
        except (ValueError, TypeError, etree.XMLSyntaxError) as error:
            raise BadTrustList(f"{path.name}: {error}") from error
    return TrustList(tuple(issuers), tuple(revocations))


def _take(path: Path, issuers: list[x509.Certificate], revocations: list[crl.CertificateList]) -> None:
    content = path.read_bytes()
    if path.suffix.lower() == ".xml":
        issuers += _listed(content)
        return
    for part in _parts(content):
        if path.suffix.lower() in LISTS:
            taken_back = crl.CertificateList.load(part, strict=True)
            taken_back["tbs_cert_list"]["this_update"].native  # noqa: B018  read lazily; now it has to be there
            revocations.append(taken_back)
        else:
            issuer = x509.Certificate.load(part, strict=True)
            issuer.subject.native  # noqa: B018  as above
            issuers.append(issuer)


def _parts(content: bytes) -> Iterator[bytes]:
    if not pem.detect(content):
        yield content
        return
    for _kind, _headers, part in pem.unarmor(content, multiple=True):
        yield part


def _listed(content: bytes) -> Iterator[x509.Certificate]:
    """Certificates of the qualified services of an ETSI TS 119 612 list that are in force."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    for service in etree.fromstring(content, parser).iter(f"{ETSI}ServiceInformation"):
        kind = service.findtext(f"{ETSI}ServiceTypeIdentifier", "")
        status = service.findtext(f"{ETSI}ServiceStatus", "")
        if kind.endswith(SERVICES) and status.endswith(GRANTED):
            for node in service.iter(f"{ETSI}X509Certificate"):
                yield x509.Certificate.load(b64decode("".join(node.itertext())), strict=True)
