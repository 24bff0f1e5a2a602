# SPDX-License-Identifier: EUPL-1.2
"""`WK_*`: which national node UEOZ speaks with, and as whom. A preset knows the addresses; the rest is said."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from shared.environment import Reader, unsafe_addresses
from shared.saml import Assurance
from ueoz.node.configuration import NodeConfiguration

SSO = "/login/SingleSignOnService"
ARS = "/login-services/idpArtifactResolutionService"
SLO = "/login-services/singleLogoutService"
ACS = "/wk/acs/"
SANDBOX = "sandbox"
PRESETS = {
    SANDBOX: "",  # where SANDBOX_URL says
    "symulator": "https://symulator.login.gov.pl",
    "int": "https://int.login.gov.pl",
    "prod": "https://login.gov.pl",
}
LEVELS = {level.name.lower(): level for level in Assurance}


@dataclass(frozen=True)
class _Needed:
    """Reads what only the sandbox has without being told."""

    reader: Reader
    sandbox: bool

    def text(self, name: str, default: str) -> str:
        said = self.reader.source.get(name) or (default if self.sandbox else "")
        if not said:
            self.reader.problems.append(f"{name} musi być ustawiona, gdy WK_PRESET jest inny niż {SANDBOX}")
        return said

    def paths(self, name: str, default: Path) -> tuple[Path, ...]:
        words = self.text(name, str(default)).split(",")
        return tuple(Path(word.strip()).expanduser().absolute() for word in words if word.strip())


def read(reader: Reader, *, home: Path, url: str) -> NodeConfiguration:
    """Read everything; what is missing or wrong is added to the reader's problems."""
    preset = reader.convert("WK_PRESET", _preset, SANDBOX, f"musi być jednym z: {', '.join(PRESETS)}")
    base = PRESETS[preset] or reader.url("SANDBOX_URL", "http://login.localhost:8001", {"http", "https"})
    needed = _Needed(reader, preset == SANDBOX)
    keys = Path(reader.source.get("SANDBOX_KEYS") or home / "keys")
    key = needed.paths("WK_SIGN_KEY", keys / "ueoz-sign.key")[:1] or (Path(),)
    return NodeConfiguration(
        preset=preset,
        node=needed.text("WK_ENTITY_ID", "sandbox.wk"),
        sso_url=reader.url("WK_SSO_URL", base.rstrip("/") + SSO, {"http", "https"}),
        ars_url=reader.url("WK_ARS_URL", base.rstrip("/") + ARS, {"http", "https"}),
        slo_url=reader.url("WK_SLO_URL", base.rstrip("/") + SLO, {"http", "https"}),
        backchannel=reader.source.get("WK_BACKCHANNEL") or (_loopback(base) if preset == SANDBOX else ""),
        certificates=needed.paths("WK_CERTS", keys / "node-sign.pem"),
        entity_id=needed.text("WK_ISSUER", "ueoz"),
        provider_name=needed.text("WK_PROVIDER_NAME", "UEOZ"),
        sp_type=reader.convert("WK_SP_TYPE", _sp_type, "public", "musi mieć wartość „public” albo „private”"),
        assurance=reader.convert("WK_LOA", _level, Assurance.SUBSTANTIAL, f"musi być jednym z: {', '.join(LEVELS)}"),
        acs_url=url.rstrip("/") + ACS,
        signing_key=key[0],
        signing_certificate=Path(
            reader.source.get("WK_SIGN_CERT") or key[0].with_suffix(".pem") if key[0].name else ""
        ),
        decryption_keys=needed.paths("WK_ENC_KEYS", keys / "ueoz-encrypt.key"),
        tls_ciphers=reader.source.get("WK_TLS_CIPHERS", ""),
    )


def sandbox_in_production(node: NodeConfiguration) -> Iterator[str]:
    """Say what of the demo was left in a site that works with real people's data."""
    if node.preset == SANDBOX:
        yield f"WK_PRESET={SANDBOX} wskazuje na piaskownicę"
    else:
        addresses = {"WK_SSO_URL": node.sso_url, "WK_ARS_URL": node.ars_url, "WK_SLO_URL": node.slo_url}
        yield from unsafe_addresses(addresses)


def _loopback(base: str) -> str:
    """The sandbox on this machine, where names under localhost are not found by Python."""
    parts = urlsplit(base)
    port = f":{parts.port}" if parts.port else ""
    return f"{parts.scheme}://127.0.0.1{port}" if (parts.hostname or "").endswith(".localhost") else ""


def _preset(text: str) -> str:
    if text not in PRESETS:
        raise ValueError(text)
    return text


def _level(text: str) -> Assurance:
    return LEVELS[text] if text in LEVELS else Assurance(text)


def _sp_type(text: str) -> str:
    if text not in {"public", "private"}:
        raise ValueError(text)
    return text
