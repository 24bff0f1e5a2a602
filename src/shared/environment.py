# SPDX-License-Identifier: EUPL-1.2
"""Reading what the outside tells a site: typed, with all mistakes told at once."""

from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from typing import TypeVar
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

T = TypeVar("T")
SANDBOX_SECRET = "sandbox-sekret-tylko-do-demonstracji-i-testow"  # noqa: S105  refused in production
SANDBOX_KEYS = "sandbox:c2FuZGJveC1rbHVjei10eWxrby1kby1kZW1vLTMyYmo="


class Mode(StrEnum):
    """How much a site may trust its surroundings."""

    DEMO = "demo"
    PRODUCTION = "production"


class BadEnvironmentError(ImproperlyConfigured):
    """The environment variables cannot be used; `problems` says which and why."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("Zmienne środowiska wymagają poprawy:\n" + "\n".join(f"- {problem}" for problem in problems))
        self.problems = problems


class Reader:
    """Collects mistakes instead of stopping at the first."""

    def __init__(self, source: Mapping[str, str]) -> None:
        self.source = source
        self.problems: list[str] = []
        self.mode = self.convert("SSOZ_MODE", Mode, Mode.DEMO, "musi mieć wartość „demo” albo „production”")

    @property
    def is_demo(self) -> bool:
        """Whether sandbox keys and hosts are in their place."""
        return self.mode is Mode.DEMO

    def convert(self, name: str, convert: Callable[[str], T], default: T, rule: str) -> T:
        """Return the variable as `convert` reads it; `rule` ends the sentence about a value it refuses."""
        text = self.source.get(name, "")
        if not text:
            return default
        try:
            return convert(text)
        except ValueError:
            self.problems.append(f"{name} {rule}, a ma „{text}”")
            return default

    def url(self, name: str, default: str, schemes: set[str]) -> str:
        """Return an address with a host."""
        text = self.source.get(name) or default
        parts = urlsplit(text)
        if parts.scheme not in schemes or not parts.hostname:
            self.problems.append(f"{name} musi być adresem zaczynającym się od {' lub '.join(sorted(schemes))}://")
        return text

    def optional_url(self, name: str, schemes: set[str]) -> str:
        """Return an address, or nothing where none is said; a socket's has a path instead of a host."""
        text = self.source.get(name, "")
        parts = urlsplit(text)
        if text and (parts.scheme not in schemes or not (parts.hostname or (parts.scheme == "unix" and parts.path))):
            self.problems.append(f"{name} musi być adresem zaczynającym się od {' lub '.join(sorted(schemes))}://")
        return text

    def secret(self, name: str, sandbox: str) -> str:
        """Return a secret; only a demo has one that is not said."""
        text = self.source.get(name) or (sandbox if self.is_demo else None)
        if text is None:
            self.problems.append(f"{name} musi być ustawiona, gdy SSOZ_MODE=production")
            return ""
        return text

    def log_level(self, name: str) -> str:
        """Return how much is to be logged."""
        return self.convert(name, _log_level, "INFO", "musi być poziomem dziennika, np. INFO")


def sandbox_secrets(secrets: Mapping[str, str]) -> Iterator[str]:
    """Say which of the named secrets are those that everybody knows."""
    yield from (f"{name} ma wartość z demonstracji" for name, value in secrets.items() if value == SANDBOX_SECRET)


def sandbox_keys(name: str, keys: str) -> Iterator[str]:
    """Say whether the key ring holds the key that everybody knows."""
    if any(word.strip().startswith("sandbox:") for word in keys.split(",")):
        yield f"{name} zawiera klucz z demonstracji"


def unsafe_addresses(addresses: Mapping[str, str]) -> Iterator[str]:
    """Say which addresses people could not reach safely, or at all."""
    for name, url in addresses.items():
        if not url.startswith("https://"):
            yield f"{name} musi zaczynać się od https://"
        if is_local(urlsplit(url).hostname or ""):
            yield f"{name} wskazuje na ten komputer"


def unsafe_hosts(name: str, hosts: tuple[str, ...]) -> Iterator[str]:
    """Say which hosts would answer to anybody or to this machine only."""
    yield from (f"{name} zawiera „{host}”" for host in hosts if host == "*" or is_local(host))


def is_local(host: str) -> bool:
    """Whether the host is this machine."""
    return host in {"localhost", "127.0.0.1", "::1", "[::1]"} or host.endswith(".localhost")


def hosts(named: str, url: str, *, demo: bool) -> tuple[str, ...]:
    """Return the hosts a site answers to: those named, its own, and in a demo this machine's."""
    found = [name.strip() for name in named.split(",") if name.strip()]
    own = urlsplit(url).hostname
    if own:
        found.append(own)
    if demo:
        found += [".localhost", "127.0.0.1", "[::1]"]
    return tuple(dict.fromkeys(found))


def _log_level(text: str) -> str:
    if text not in {"DEBUG", "INFO", "WARNING", "ERROR"}:
        raise ValueError(text)
    return text
