# SPDX-License-Identifier: EUPL-1.2
"""`./ssoz keys [--only NAME] [FOLDER]`: keys and certificates for talking with the national node; never overwrites one.

A key is linked to its place in one move, so of two processes the faster wins and both then use the same; the
certificate is made from whatever key lies there.
"""

import argparse
import os
import re
import sys
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import NamedTemporaryFile

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePrivateKey, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_pem_private_key
from cryptography.x509.oid import NameOID

from shared.caller import given

OURS = ("ueoz-sign", "ueoz-encrypt")
NODES = ("node-sign",)
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
DEMO = "Piaskownica SSOZ"
VALID_FOR = timedelta(days=3 * 365)
ROOT = Path(__file__).resolve().parents[2]
ADVICE = """\
Operatorowi węzła krajowego przekaż oba certyfikaty (pliki .pem) i adres {acs}.
Plików .key nie przekazuj nikomu. UEOZ wskaże je zmienna WK_SIGN_KEY (podpis) i WK_ENC_KEYS (odszyfrowanie).
Zmiana kluczy bez przerwy w pracy: docs/operations/identity.md
"""


def make(folder: Path, names: Iterable[str] = (*OURS, *NODES), *, demo: bool = True) -> list[str]:
    """Make what is missing; returns the names of those that were made now."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return [name for name in names if _pair(folder, name, demo=demo)]


def is_of_demo(certificate: x509.Certificate) -> bool:
    """Whether the certificate was made for a demo: its key may be known to everybody."""
    names = certificate.subject.get_attributes_for_oid(NameOID.ORGANIZATION_NAME)
    return DEMO in [name.value for name in names]


def _pair(folder: Path, name: str, *, demo: bool) -> bool:
    key_path, certificate_path = folder / f"{name}.key", folder / f"{name}.pem"
    new = not key_path.exists() and _place(key_path, _fresh_key(), 0o600)
    if not certificate_path.exists():
        _place(certificate_path, _certificate(key_path, name, demo=demo), 0o644)
    return new


def _fresh_key() -> bytes:
    return generate_private_key(SECP256R1()).private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def _certificate(path: Path, name: str, *, demo: bool) -> bytes:
    key = load_pem_private_key(path.read_bytes(), None)
    if not isinstance(key, EllipticCurvePrivateKey):
        raise ValueError(f"{path} nie jest kluczem na krzywej P-256")
    words = [x509.NameAttribute(NameOID.COMMON_NAME, name)]
    words += [x509.NameAttribute(NameOID.ORGANIZATION_NAME, DEMO)] if demo else []
    begins = datetime.now(UTC) - timedelta(minutes=5)
    builder = x509.CertificateBuilder().subject_name(x509.Name(words)).issuer_name(x509.Name(words))
    builder = builder.public_key(key.public_key()).serial_number(x509.random_serial_number())
    builder = builder.not_valid_before(begins).not_valid_after(begins + VALID_FOR)
    return builder.sign(key, SHA256()).public_bytes(Encoding.PEM)


def _place(path: Path, content: bytes, mode: int) -> bool:
    """Put a file where none is, whole or not at all; says whether it was this one that came first."""
    with NamedTemporaryFile(dir=path.parent, prefix=".", delete=False) as draft:
        draft.write(content)
    os.chmod(draft.name, mode)
    try:
        os.link(draft.name, path)
    except FileExistsError:
        return False
    finally:
        os.unlink(draft.name)
    return True


def _name(text: str) -> str:
    if not NAME.fullmatch(text):
        raise argparse.ArgumentTypeError(f"{text!r}: nazwa pary to litery, cyfry, kropki i łączniki, bez katalogu")
    return text


def main(arguments: list[str], source: Mapping[str, str] = os.environ) -> int:
    """Make the keys and say what to do with them."""
    home = Path(source.get("SSOZ_HOME") or ROOT / ".ssoz")
    parser = argparse.ArgumentParser(prog="./ssoz keys", description="Klucze i certyfikaty do węzła krajowego.")
    parser.add_argument("folder", nargs="?", type=given, default=home / "keys", metavar="KATALOG")
    only = "tylko ta para, np. ueoz-sign-2 przy zmianie klucza; można powtórzyć"
    parser.add_argument("--only", action="append", type=_name, metavar="NAZWA", help=only)
    chosen = parser.parse_args(arguments)
    demo = source.get("SSOZ_MODE") != "production"
    names = chosen.only or [*OURS, *(NODES if demo else ())]
    made = make(chosen.folder, names, demo=demo)
    for name in names:
        certificate = x509.load_pem_x509_certificate((chosen.folder / f"{name}.pem").read_bytes())
        until = f"{certificate.not_valid_after_utc:%d.%m.%Y}"
        state = "utworzono" if name in made else "już jest, bez zmian"
        sys.stdout.write(f"{chosen.folder / name}: {state}, ważny do {until}\n")
        sys.stdout.write(f"  SHA-256 {certificate.fingerprint(SHA256()).hex(':').upper()}\n")
    acs = f"{source.get('UEOZ_URL') or 'http://ueoz.localhost:8002'}/wk/acs/"
    sys.stdout.write(ADVICE.format(acs=acs))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
