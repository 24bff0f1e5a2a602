# SPDX-License-Identifier: EUPL-1.2
"""Everything the outside tells UEOZ, read once, typed, with all mistakes told at once.

What belongs to the national node (`WK_*`) is read by `ueoz.conf.node`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

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
from shared.postgres.address import beside, embedded_database
from ueoz.conf import node
from ueoz.node.configuration import NodeConfiguration

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
    database_url: str
    smtp_url: str
    mail_from: str
    ssoz_url: str
    ssoz_backchannel: str
    log_level: str
    node: NodeConfiguration

    @property
    def is_demo(self) -> bool:
        """Whether sandbox keys and hosts are in their place."""
        return self.mode is Mode.DEMO

    @property
    def is_secure(self) -> bool:
        """Whether people reach the site by HTTPS."""
        return self.url.startswith("https://")


def read(source: Mapping[str, str]) -> Environment:
    """Read the environment; in demo mode everything has a value, in production nothing secret has one."""
    reader = Reader(source)
    demo = reader.is_demo
    home = Path(source.get("UEOZ_HOME") or source.get("SSOZ_HOME") or ROOT / ".ssoz").expanduser().absolute()
    url = reader.url("UEOZ_URL", "http://ueoz.localhost:8002", {"http", "https"})
    client = reader.url("SSOZ_URL", "http://ssoz.localhost:8000", {"http", "https"})
    neighbour = beside(source.get("DATABASE_URL") or embedded_database(home), "ueoz")
    environment = Environment(
        mode=reader.mode,
        home=home,
        url=url.rstrip("/"),
        hosts=hosts(source.get("UEOZ_HOSTS", ""), url, demo=demo),
        secret=reader.secret("UEOZ_SECRET_KEY", SANDBOX_SECRET),
        encryption_keys=reader.secret("UEOZ_ENCRYPTION_KEYS", SANDBOX_KEYS),
        lookup_key=reader.secret("UEOZ_LOOKUP_KEY", SANDBOX_SECRET),
        database_url=reader.url("UEOZ_DATABASE_URL", neighbour, {"postgres", "postgresql"}),
        smtp_url=reader.url("UEOZ_SMTP_URL", "smtp://127.0.0.1:8025", {"smtp", "smtps", "smtp+starttls"}),
        mail_from=source.get("UEOZ_MAIL_FROM", "UEOZ <nie-odpowiadaj@ueoz.localhost>"),
        ssoz_url=client.rstrip("/"),
        ssoz_backchannel=reader.url(
            "UEOZ_SSOZ_BACKCHANNEL", "http://127.0.0.1:8000" if demo else client, {"http", "https"}
        ).rstrip("/"),
        log_level=reader.log_level("UEOZ_LOG_LEVEL"),
        node=node.read(reader, home=home, url=url),
    )
    problems = reader.problems + ([] if demo else list(sandbox_in_production(environment)))
    if problems:
        raise BadEnvironmentError(problems)
    return environment


def sandbox_in_production(environment: Environment) -> Iterator[str]:
    """Say what of the demo was left in a site that works with real people's data."""
    yield from sandbox_secrets({"UEOZ_SECRET_KEY": environment.secret, "UEOZ_LOOKUP_KEY": environment.lookup_key})
    yield from sandbox_keys("UEOZ_ENCRYPTION_KEYS", environment.encryption_keys)
    yield from unsafe_addresses({"UEOZ_URL": environment.url, "SSOZ_URL": environment.ssoz_url})
    yield from unsafe_hosts("UEOZ_HOSTS", environment.hosts)
    yield from node.sandbox_in_production(environment.node)
