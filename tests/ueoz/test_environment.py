# SPDX-License-Identifier: EUPL-1.2
"""What the outside tells UEOZ: everything has a value in the demo, nothing secret has one in production."""

from pathlib import Path

import pytest

from shared.environment import SANDBOX_KEYS, SANDBOX_SECRET, BadEnvironmentError, Mode
from ueoz.conf.environment import read

PRODUCTION = {
    "SSOZ_MODE": "production",
    "SSOZ_URL": "https://ssoz2.ezdrowie.gov.pl",
    "UEOZ_URL": "https://ueoz.ezdrowie.gov.pl/",
    "UEOZ_SECRET_KEY": "a" * 50,
    "UEOZ_LOOKUP_KEY": "b" * 50,
    "UEOZ_ENCRYPTION_KEYS": "first:" + "A" * 43 + "=",
    "UEOZ_DATABASE_URL": "postgresql://ueoz@db.internal/ueoz",
    "WK_PRESET": "prod",
    **dict.fromkeys(("WK_ENTITY_ID", "WK_CERTS", "WK_ISSUER", "WK_PROVIDER_NAME", "WK_SIGN_KEY", "WK_ENC_KEYS"), "x"),
}


def test_a_demo_needs_to_be_told_nothing(tmp_path: Path) -> None:
    environment = read({"SSOZ_HOME": str(tmp_path)})
    assert environment.mode is Mode.DEMO
    assert environment.url == "http://ueoz.localhost:8002"
    assert environment.database_url.endswith("/ueoz")
    assert not environment.is_secure


def test_its_database_stands_beside_that_of_ssoz() -> None:
    assert read({"DATABASE_URL": "postgresql://a:b@db:5433/ssoz"}).database_url == "postgresql://a:b@db:5433/ueoz"


def test_production_is_read_whole() -> None:
    environment = read(PRODUCTION)
    assert environment.is_secure
    assert environment.hosts == ("ueoz.ezdrowie.gov.pl",)
    assert environment.ssoz_backchannel == "https://ssoz2.ezdrowie.gov.pl"


@pytest.mark.parametrize("name", ["UEOZ_SECRET_KEY", "UEOZ_LOOKUP_KEY", "UEOZ_ENCRYPTION_KEYS"])
def test_a_secret_that_is_missing_is_told(name: str) -> None:
    with pytest.raises(BadEnvironmentError) as refused:
        read({key: value for key, value in PRODUCTION.items() if key != name})
    assert refused.value.problems[0].startswith(name)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("UEOZ_SECRET_KEY", SANDBOX_SECRET),
        ("UEOZ_LOOKUP_KEY", SANDBOX_SECRET),
        ("UEOZ_ENCRYPTION_KEYS", SANDBOX_KEYS),
        ("UEOZ_URL", "http://ueoz.ezdrowie.gov.pl"),
        ("UEOZ_URL", "https://ueoz.localhost"),
        ("SSOZ_URL", "https://127.0.0.1"),
        ("UEOZ_HOSTS", "*"),
        ("UEOZ_SMTP_URL", "http://mail"),
        ("UEOZ_LOG_LEVEL", "LOUD"),
    ],
)
def test_what_belongs_to_a_demo_or_makes_no_sense_is_refused(name: str, value: str) -> None:
    with pytest.raises(BadEnvironmentError) as refused:
        read({**PRODUCTION, name: value})
    assert any(problem.startswith(name) for problem in refused.value.problems)


def test_all_mistakes_are_told_at_once() -> None:
    with pytest.raises(BadEnvironmentError) as refused:
        read({**PRODUCTION, "UEOZ_URL": "x", "UEOZ_HOSTS": "*", "UEOZ_SECRET_KEY": ""})
    assert len(refused.value.problems) >= 3
