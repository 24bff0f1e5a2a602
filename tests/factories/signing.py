# SPDX-License-Identifier: EUPL-1.2
"""A small public-key infrastructure and signatures of every kind, made here by code."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from io import BytesIO
from typing import Any

from asn1crypto import crl as asn1_crl
from asn1crypto import keys
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.pdf_utils import incremental_writer
from pyhanko.sign import fields, signers, timestamps
from pyhanko_certvalidator import registry

from ssoz.attachments.signatures import TrustList

NOW = datetime(2026, 5, 4, 10, 30, tzinfo=UTC)
PESEL = "44051401359"
writer_of: Any = incremental_writer.IncrementalPdfFileWriter  # pyHanko is typed in part
signer_of: Any = signers.SimpleSigner
store_of: Any = registry.SimpleCertificateStore


@dataclass(frozen=True)
class Holder:
    """A certificate with its key."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey

    @property
    def asn1(self) -> asn1.Certificate:
        return asn1.Certificate.load(self.certificate.public_bytes(serialization.Encoding.DER))

    @property
    def asn1_key(self) -> keys.PrivateKeyInfo:
        form, none = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        return keys.PrivateKeyInfo.load(self.key.private_bytes(serialization.Encoding.DER, form, none))


@dataclass(frozen=True)
class Subject:
    """Whom a certificate is for, and from when till when."""

    name: str = "Jan Próbny"
    given_name: str = "Jan"
    family_name: str = "Próbny"
    serial: str = f"PNOPL-{PESEL}"
    begins: datetime = NOW - timedelta(days=200)
    ends: datetime = NOW + timedelta(days=500)
    usage: frozenset[str] = field(default_factory=lambda: frozenset({"content_commitment"}))

    def but(self, **changes: Any) -> "Subject":
        return replace(self, **changes)


JAN = Subject()
HEAD = Subject(name="Anna Kierownik", given_name="Anna", family_name="Kierownik", serial="PNOPL-02070803628")
USAGES = (
    "digital_signature",
    "content_commitment",
    "key_encipherment",
    "data_encipherment",
    "key_agreement",
    "key_cert_sign",
    "crl_sign",
    "encipher_only",
    "decipher_only",
)


def issue(
    subject: Subject, issuer: Holder | None = None, *, is_authority: bool = False, stamps: bool = False
) -> Holder:
    """Issue a certificate; by itself where nobody issues it."""
    key = rsa.generate_private_key(65537, 2048) if stamps else ec.generate_private_key(ec.SECP256R1())
    name = _name(subject)
    builder = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(issuer.certificate.subject if issuer else name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(subject.begins)
        .not_valid_after(subject.ends)
        .add_extension(x509.BasicConstraints(ca=is_authority, path_length=None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.KeyUsage(**{usage: usage in subject.usage for usage in USAGES}), critical=True)
    )
    if stamps:
        builder = builder.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
    return Holder(builder.sign(issuer.key if issuer else key, hashes.SHA256()), key)


def _name(subject: Subject) -> x509.Name:
    parts = {
        NameOID.COUNTRY_NAME: "PL",
        NameOID.COMMON_NAME: subject.name,
        NameOID.GIVEN_NAME: subject.given_name,
        NameOID.SURNAME: subject.family_name,
        NameOID.SERIAL_NUMBER: subject.serial,
    }
    return x509.Name([x509.NameAttribute(oid, value) for oid, value in parts.items() if value])


def authority_named(name: str) -> Subject:
    years = timedelta(days=3650)
    usage = frozenset({"key_cert_sign", "crl_sign"})
    return Subject(name, "", "", "", NOW - years, NOW + years, usage)


@cache
def root() -> Holder:
    return issue(authority_named("Zaufany wystawca"), is_authority=True)


@cache
def branch() -> Holder:
    return issue(authority_named("Oddział wystawcy"), root(), is_authority=True)


@cache
def stranger() -> Holder:
    return issue(authority_named("Nieznany wystawca"), is_authority=True)


@cache
def clockmaker() -> Holder:
    subject = authority_named("Znacznik czasu").but(usage=frozenset({"digital_signature"}))
    return issue(subject, root(), stamps=True)


def trust(*revoked: Holder) -> TrustList:
    return TrustList((root().asn1,), (revocations(*revoked),) if revoked else ())


def revocations(*revoked: Holder) -> asn1_crl.CertificateList:
    """A list of what the issuer has taken back."""
    builder = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(root().certificate.subject)
        .last_update(NOW - timedelta(days=2))
        .next_update(NOW + timedelta(days=2))
    )
    for holder in revoked:
        entry = x509.RevokedCertificateBuilder().serial_number(holder.certificate.serial_number)
        builder = builder.add_revoked_certificate(entry.revocation_date(NOW - timedelta(days=1)).build())
    signed = builder.sign(root().key, hashes.SHA256())
    return asn1_crl.CertificateList.load(signed.public_bytes(serialization.Encoding.DER))


def signed(
    content: bytes, holder: Holder, *, field: str = "Podpis", stamped: datetime | None = None, **how: Any
) -> bytes:
    """The file with one more signature; `stamped`: with a time stamp of that moment."""
    known: Any = store_of()
    known.register_multiple([root().asn1, branch().asn1])
    signer = signer_of(signing_cert=holder.asn1, signing_key=holder.asn1_key, cert_registry=known)
    keeper = clockmaker()
    stamper = stamped and timestamps.DummyTimeStamper(
        keeper.asn1, keeper.asn1_key, certs_to_embed=known, fixed_dt=stamped
    )
    usual = {"md_algorithm": "sha256", "subfilter": fields.SigSeedSubFilter.PADES}
    metadata: Any = signers.PdfSignatureMetadata(field_name=field, **{**usual, **how})
    made = BytesIO()
    sign: Any = signers.sign_pdf
    sign(writer_of(BytesIO(content)), metadata, signer=signer, timestamper=stamper, output=made)
    return made.getvalue()


def updated(content: bytes, key: str = "/Zmiana") -> bytes:
    """The file with another revision behind it."""
    from pyhanko.pdf_utils.generic import NameObject, TextStringObject

    writer = writer_of(BytesIO(content))
    writer.root[NameObject(key)] = TextStringObject("zmiana")
    writer.update_root()
    made = BytesIO()
    writer.write(made)
    return made.getvalue()
