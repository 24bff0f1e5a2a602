# SPDX-License-Identifier: EUPL-1.2
"""Everything the outside tells the system, read once, typed, with all mistakes told at once."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

T = TypeVar("T")
ROOT = Path(__file__).resolve().parents[3]
SANDBOX_SECRET = "sandbox-sekret-tylko-do-demonstracji-i-testow"  # noqa: S105  refused in production
SANDBOX_KEYS = "sandbox:c2FuZGJveC1rbHVjei10eWxrby1kby1kZW1vLTMyYmo="


class Mode(StrEnum):
    """How much the system may trust its surroundings."""

    DEMO = "demo"
    PRODUCTION = "production"


class BadEnvironmentError(ImproperlyConfigured):
    """The environment variables cannot be used; `problems` says which and why."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("Zmienne środowiska wymagają poprawy:\n" + "\n".join(f"- {problem}" for problem in problems))
        self.problems = problems


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
    database_url: str
    smtp_url: str
    mail_from: str
    oidc_issuer: str
    oidc_backchannel: str
    oidc_client_id: str
    oidc_client_secret: str
    log_level: str

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
    reader = _Reader(source)
    mode = reader.convert("SSOZ_MODE", Mode, Mode.DEMO, "musi mieć wartość „demo” albo „production”")
    place = Path(source.get("SSOZ_HOME") or ROOT / ".ssoz").expanduser().absolute()
    url = reader.url("SSOZ_URL", "http://ssoz.localhost:8000", {"http", "https"})
    demo = mode is Mode.DEMO
    issuer = reader.url("SSOZ_OIDC_ISSUER", "http://login.localhost:8001", {"http", "https"})
    environment = Environment(
        mode=mode,
        home=place,
        url=url.rstrip("/"),
        hosts=_hosts(source.get("SSOZ_HOSTS", ""), url, demo=demo),
        secret=reader.secret("SSOZ_SECRET_KEY", SANDBOX_SECRET if demo else None),
        encryption_keys=reader.secret("SSOZ_ENCRYPTION_KEYS", SANDBOX_KEYS if demo else None),
        lookup_key=reader.secret("SSOZ_LOOKUP_KEY", SANDBOX_SECRET if demo else None),
        database_url=reader.url("DATABASE_URL", _embedded(place), {"postgres", "postgresql"}),
        smtp_url=reader.url("SSOZ_SMTP_URL", "smtp://127.0.0.1:8025", {"smtp", "smtps", "smtp+starttls"}),
        mail_from=source.get("SSOZ_MAIL_FROM", "SSOZ <nie-odpowiadaj@ssoz.localhost>"),
        oidc_issuer=issuer.rstrip("/"),
        oidc_backchannel=reader.url(
            "SSOZ_OIDC_BACKCHANNEL", "http://127.0.0.1:8001" if demo else issuer, {"http", "https"}
        ).rstrip("/"),
        oidc_client_id=source.get("SSOZ_OIDC_CLIENT_ID", "ssoz"),
        oidc_client_secret=reader.secret("SSOZ_OIDC_CLIENT_SECRET", SANDBOX_SECRET if demo else None),
        log_level=reader.convert("SSOZ_LOG_LEVEL", _log_level, "INFO", "musi być poziomem dziennika, np. INFO"),
    )
    problems = reader.problems + ([] if demo else list(sandbox_in_production(environment)))
    if problems:
        raise BadEnvironmentError(problems)
    return environment


def sandbox_in_production(environment: Environment) -> Iterator[str]:
    """Say what of the demo was left in a system that works with real people's data."""
    secrets = {
        "SSOZ_SECRET_KEY": environment.secret,
        "SSOZ_LOOKUP_KEY": environment.lookup_key,
        "SSOZ_OIDC_CLIENT_SECRET": environment.oidc_client_secret,
    }
    yield from (f"{name} ma wartość z demonstracji" for name, value in secrets.items() if value == SANDBOX_SECRET)
    if any(word.strip().startswith("sandbox:") for word in environment.encryption_keys.split(",")):
        yield "SSOZ_ENCRYPTION_KEYS zawiera klucz z demonstracji"
    addresses = {
        "SSOZ_URL": environment.url,
        "SSOZ_OIDC_ISSUER": environment.oidc_issuer,
    }
    for name, url in addresses.items():
        if not url.startswith("https://"):
            yield f"{name} musi zaczynać się od https://"
        if _is_local(urlsplit(url).hostname or ""):
            yield f"{name} wskazuje na ten komputer"
    yield from (f"SSOZ_HOSTS zawiera „{host}”" for host in environment.hosts if host == "*" or _is_local(host))


def _is_local(host: str) -> bool:
    return host in {"localhost", "127.0.0.1", "::1", "[::1]"} or host.endswith(".localhost")


def _log_level(text: str) -> str:
    if text not in {"DEBUG", "INFO", "WARNING", "ERROR"}:
        raise ValueError(text)
    return text


def _embedded(home: Path) -> str:
    """Return the address the embedded server left for commands run beside it, else an address nobody answers."""
    note = home / "database-url"
    try:
        return note.read_text(encoding="utf-8").strip()
    except OSError:
        return "postgresql://ssoz@127.0.0.1:5432/ssoz"


def _hosts(named: str, url: str, *, demo: bool) -> tuple[str, ...]:
    hosts = [name.strip() for name in named.split(",") if name.strip()]
    own = urlsplit(url).hostname
    if own:
        hosts.append(own)
    if demo:
        hosts += [".localhost", "127.0.0.1", "[::1]"]
    return tuple(dict.fromkeys(hosts))


class _Reader:
    """Collects mistakes instead of stopping at the first."""

    def __init__(self, source: Mapping[str, str]) -> None:
        self.source = source
        self.problems: list[str] = []

    def convert(self, name: str, convert: Callable[[str], T], default: T, rule: str) -> T:
        text = self.source.get(name, "")
        if not text:
            return default
        try:
            return convert(text)
        except ValueError:
            self.problems.append(f"{name} {rule}, a ma „{text}”")
            return default

    def url(self, name: str, default: str, schemes: set[str]) -> str:
        text = self.source.get(name) or default
        parts = urlsplit(text)
        if parts.scheme not in schemes or not parts.hostname:
            self.problems.append(f"{name} musi być adresem zaczynającym się od {' lub '.join(sorted(schemes))}://")
        return text

    def secret(self, name: str, default: str | None) -> str:
        text = self.source.get(name) or default
        if text is None:
            self.problems.append(f"{name} musi być ustawiona, gdy SSOZ_MODE=production")
            return ""
        return text
