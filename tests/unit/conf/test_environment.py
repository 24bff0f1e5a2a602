# SPDX-License-Identifier: EUPL-1.2
from pathlib import Path

import pytest

from shared.encryption import Keyring, new_key
from shared.environment import BadEnvironmentError, Mode
from shared.mail import django_mail
from shared.postgres.address import PLANS_KEPT, django_database
from ssoz.conf.environment import read

PRODUCTION = {
    "SSOZ_MODE": "production",
    "SSOZ_URL": "https://ssoz.example.org",
    "SSOZ_SECRET_KEY": "x9Kq" + "abcdefghijklmnopqrstuvwxyz" * 2,
    "SSOZ_ENCRYPTION_KEYS": new_key("2026"),
    "SSOZ_LOOKUP_KEY": "y" * 60,
    "SSOZ_OIDC_ISSUER": "https://login.example.org",
    "SSOZ_OIDC_CLIENT_SECRET": "z" * 60,
    "DATABASE_URL": "postgresql://ssoz:tajne@db.example.org/ssoz",
}


def problems(source: dict[str, str]) -> str:
    with pytest.raises(BadEnvironmentError) as caught:
        read(source)
    return "\n".join(caught.value.problems)


def test_an_empty_environment_is_a_demo() -> None:
    environment = read({})
    assert environment.mode is Mode.DEMO
    assert environment.url == "http://ssoz.localhost:8000"
    assert Keyring.parse(environment.encryption_keys)


def test_a_complete_production_environment_is_accepted() -> None:
    environment = read(PRODUCTION)
    assert environment.is_secure
    assert environment.hosts == ("ssoz.example.org",)


@pytest.mark.parametrize(
    "name", ["SSOZ_SECRET_KEY", "SSOZ_ENCRYPTION_KEYS", "SSOZ_LOOKUP_KEY", "SSOZ_OIDC_CLIENT_SECRET"]
)
def test_production_has_no_secret_by_default(name: str) -> None:
    assert f"{name} musi być ustawiona" in problems({key: value for key, value in PRODUCTION.items() if key != name})


@pytest.mark.parametrize(
    "name", ["SSOZ_SECRET_KEY", "SSOZ_ENCRYPTION_KEYS", "SSOZ_LOOKUP_KEY", "SSOZ_OIDC_CLIENT_SECRET"]
)
def test_production_refuses_the_secrets_of_the_demo(name: str) -> None:
    demo = read({})
    known = {"SSOZ_ENCRYPTION_KEYS": demo.encryption_keys}.get(name, demo.secret)
    assert "z demonstracji" in problems({**PRODUCTION, name: known})


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("SSOZ_URL", "http://ssoz.example.org", "SSOZ_URL musi zaczynać się od https://"),
        ("SSOZ_URL", "https://ssoz.localhost", "SSOZ_URL wskazuje na ten komputer"),
        ("SSOZ_OIDC_ISSUER", "https://login.localhost", "SSOZ_OIDC_ISSUER wskazuje na ten komputer"),
        ("SSOZ_HOSTS", "*", "SSOZ_HOSTS zawiera „*”"),
        ("SSOZ_HOSTS", "a.localhost", "SSOZ_HOSTS zawiera „a.localhost”"),
    ],
)
def test_production_refuses_the_hosts_of_the_demo(name: str, value: str, sentence: str) -> None:
    assert sentence in problems({**PRODUCTION, name: value})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SSOZ_MODE", "produkcja"),
        ("DATABASE_URL", "mysql://localhost/ssoz"),
        ("SSOZ_URL", "ssoz.localhost"),
        ("SSOZ_SMTP_URL", "localhost:25"),
        ("SSOZ_LOG_LEVEL", "LOUD"),
    ],
)
def test_a_variable_that_makes_no_sense_is_named(name: str, value: str) -> None:
    assert name in problems({name: value})


def test_all_mistakes_are_told_at_once() -> None:
    assert len(problems({"SSOZ_URL": "a", "DATABASE_URL": "b", "SSOZ_SMTP_URL": "c"}).splitlines()) == 3


def test_commands_beside_a_running_demo_find_its_database(tmp_path: Path) -> None:
    (tmp_path / "database-url").write_text("postgresql://ssoz:haslo@127.0.0.1:54321/ssoz\n")
    assert read({"SSOZ_HOME": str(tmp_path)}).database_url.endswith(":54321/ssoz")


def test_a_database_address_becomes_djangos_entry() -> None:
    entry = django_database("postgresql://u%40x:p%2Fw@db.example.org:6543/name?sslmode=require")
    assert (entry["USER"], entry["PASSWORD"], entry["HOST"], entry["PORT"], entry["NAME"]) == (
        "u@x",
        "p/w",
        "db.example.org",
        "6543",
        "name",
    )
    assert entry["OPTIONS"] == {"sslmode": "require", **PLANS_KEPT}


@pytest.mark.parametrize(
    ("url", "port", "ssl", "tls"),
    [
        ("smtp://h", 25, False, False),
        ("smtps://u:p@h", 465, True, False),
        ("smtp+starttls://h:2525", 2525, False, True),
    ],
)
def test_a_mail_address_becomes_djangos_settings(url: str, port: int, ssl: bool, tls: bool) -> None:
    mail = django_mail(url)
    assert (mail["EMAIL_PORT"], mail["EMAIL_USE_SSL"], mail["EMAIL_USE_TLS"]) == (port, ssl, tls)


def test_sessions_last_as_the_manual_says_unless_a_deployment_makes_them_shorter() -> None:
    assert (read({}).session_idle, read({}).session_longest, read({}).session_warning) == (1800, 43_200, 120)
    assert read({"SSOZ_SESSION_IDLE": "600"}).session_idle == 600


@pytest.mark.parametrize("value", ["0", "-5", "1801", "pół godziny"])
def test_sessions_cannot_be_made_longer_or_without_sense(value: str) -> None:
    assert "SSOZ_SESSION_IDLE musi być liczbą sekund od 1 do 1800" in problems({"SSOZ_SESSION_IDLE": value})
