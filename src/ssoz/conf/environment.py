# SPDX-License-Identifier: EUPL-1.2
"""Everything the outside tells the system, read once, typed, with all mistakes told at once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from shared.environment import (
    SANDBOX_KEYS,
    SANDBOX_SECRET,
    BadEnvironmentError,
    Mode,
    Reader,
    hosts,
    sandbox_keys,
    sandbox_secrets,
    unsafe_addresses,
    unsafe_hosts,
)
from shared.postgres.address import APPLICATION_ROLE, embedded_database

ROOT = Path(__file__).resolve().parents[3]


@dataclass(frozen=True, kw_only=True)
class Environment:
    """What the settings are made from."""

    mode: Mode
    home: Path
    url: str
    hosts: tuple[str, ...]
    secret: str
    encryption_keys: str
    lookup_key: str
    audit_roots: Path
    database_url: str
    database_role: str
    smtp_url: str
    mail_from: str
    oidc_issuer: str
    oidc_backchannel: str
    oidc_client_id: str
    oidc_client_secret: str
    session_idle: int
    session_longest: int
    session_warning: int
    transfer_years: int
    local_accounts: bool
    log_level: str
    attachment_limit: int
    clamd: str
    trust_list: Path | None
    s3_bucket: str
    s3_endpoint: str
    office: str
    office_email: str
    office_address: str

    @property
    def is_demo(self) -> bool:
        """Whether sandbox keys and hosts are in their place."""
        return self.mode is Mode.DEMO

    @property
    def is_secure(self) -> bool:
        """Whether people reach the system by HTTPS."""
        return self.url.startswith("https://")


def read(source: Mapping[str, str]) -> Environment:
    """Read the environment; in demo mode everything has a value, in production nothing secret has one."""
    reader = Reader(source)
    demo = reader.is_demo
    place = Path(source.get("SSOZ_HOME") or ROOT / ".ssoz").expanduser().absolute()
    url = reader.url("SSOZ_URL", "http://ssoz.localhost:8000", {"http", "https"})
    issuer = reader.url("SSOZ_OIDC_ISSUER", "http://ueoz.localhost:8002", {"http", "https"})
    environment = Environment(
        mode=reader.mode,
        home=place,
        url=url.rstrip("/"),
        hosts=hosts(source.get("SSOZ_HOSTS", ""), url, demo=demo),
        secret=reader.secret("SSOZ_SECRET_KEY", SANDBOX_SECRET),
        encryption_keys=reader.secret("SSOZ_ENCRYPTION_KEYS", SANDBOX_KEYS),
        lookup_key=reader.secret("SSOZ_LOOKUP_KEY", SANDBOX_SECRET),
        audit_roots=Path(source.get("SSOZ_AUDIT_ROOTS") or place / "audit" / "roots.jsonl").expanduser().absolute(),
        database_role=source.get("SSOZ_DATABASE_ROLE") or APPLICATION_ROLE,
        database_url=reader.url("DATABASE_URL", embedded_database(place), {"postgres", "postgresql"}),
        smtp_url=reader.url("SSOZ_SMTP_URL", "smtp://127.0.0.1:8025", {"smtp", "smtps", "smtp+starttls"}),
        mail_from=source.get("SSOZ_MAIL_FROM", "SSOZ <nie-odpowiadaj@ssoz.localhost>"),
        oidc_issuer=issuer.rstrip("/"),
        oidc_backchannel=reader.url(
            "SSOZ_OIDC_BACKCHANNEL", "http://127.0.0.1:8002" if demo else issuer, {"http", "https"}
        ).rstrip("/"),
        oidc_client_id=source.get("SSOZ_OIDC_CLIENT_ID", "ssoz"),
        oidc_client_secret=reader.secret("SSOZ_OIDC_CLIENT_SECRET", SANDBOX_SECRET),
        session_idle=_seconds(reader, "SSOZ_SESSION_IDLE", 30 * 60),
        session_longest=_seconds(reader, "SSOZ_SESSION_LONGEST", 12 * 60 * 60),
        session_warning=_seconds(reader, "SSOZ_SESSION_WARNING", 2 * 60),
        transfer_years=reader.convert("SSOZ_TRANSFER_YEARS", _years, 10, "musi być liczbą lat od 0 do 100"),
        local_accounts=reader.convert("SSOZ_LOCAL_ACCOUNTS", _switch, demo, "musi mieć wartość 1 albo 0"),
        log_level=reader.log_level("SSOZ_LOG_LEVEL"),
        attachment_limit=reader.convert("SSOZ_ATTACHMENT_LIMIT", _megabytes, 10, "musi być liczbą MB od 1 do 50"),
        clamd=reader.optional_url("SSOZ_CLAMD", {"tcp", "unix"}),
        trust_list=reader.convert("SSOZ_TRUST_LIST", _existing, None, "musi wskazywać istniejący plik albo katalog"),
        s3_bucket=source.get("SSOZ_S3_BUCKET", ""),
        s3_endpoint=reader.optional_url("SSOZ_S3_ENDPOINT", {"http", "https"}),
        office=source.get("SSOZ_OFFICE", "Centrum e-Zdrowia"),
        office_email=source.get("SSOZ_OFFICE_EMAIL", "statystyka@cez.gov.pl"),
        office_address=source.get("SSOZ_OFFICE_ADDRESS", "ul. Stanisława Dubois 5A, 00-184 Warszawa"),
    )
    problems = reader.problems + ([] if demo else list(sandbox_in_production(environment)))
    if problems:
        raise BadEnvironmentError(problems)
    return environment


def _seconds(reader: Reader, name: str, longest: int) -> int:
    """Return one of a session's times; a deployment may shorten what the manual promises, not lengthen it."""

    def convert(text: str) -> int:
        if not 1 <= int(text) <= longest:
            raise ValueError(text)
        return int(text)

    return reader.convert(name, convert, longest, f"musi być liczbą sekund od 1 do {longest}")


def _megabytes(text: str) -> int:
    if not 1 <= int(text) <= 50:
        raise ValueError(text)
    return int(text)


def _switch(text: str) -> bool:
    if text not in {"0", "1"}:
        raise ValueError(text)
    return text == "1"


def _years(text: str) -> int:
    if not 0 <= int(text) <= 100:
        raise ValueError(text)
    return int(text)


def _existing(text: str) -> Path | None:
    path = Path(text).expanduser().absolute()
    if not path.exists():
        raise ValueError(text)
    return path


def file_storage(environment: Environment) -> dict[str, Any]:
    """Return Django's storage of attached files: S3 where a bucket is named (keys as AWS names them), else a folder."""
    if not environment.s3_bucket:
        folder = {"location": str(environment.home / "files"), "file_permissions_mode": 0o600}
        private = {**folder, "directory_permissions_mode": 0o700}
        return {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": private}
    options = {"bucket_name": environment.s3_bucket, "file_overwrite": False, "default_acl": None}
    endpoint = {"endpoint_url": environment.s3_endpoint} if environment.s3_endpoint else {}
    return {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": {**options, **endpoint}}


def sandbox_in_production(environment: Environment) -> Iterator[str]:
    """Say what of the demo was left in a system that works with real people's data."""
    yield from sandbox_secrets(
        {
            "SSOZ_SECRET_KEY": environment.secret,
            "SSOZ_LOOKUP_KEY": environment.lookup_key,
            "SSOZ_OIDC_CLIENT_SECRET": environment.oidc_client_secret,
        }
    )
    yield from sandbox_keys("SSOZ_ENCRYPTION_KEYS", environment.encryption_keys)
    yield from unsafe_addresses({"SSOZ_URL": environment.url, "SSOZ_OIDC_ISSUER": environment.oidc_issuer})
    yield from unsafe_hosts("SSOZ_HOSTS", environment.hosts)
