# SPDX-License-Identifier: EUPL-1.2
"""Production changes settings and nothing else; what belongs to the sandbox is refused there."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from shared import clock, keys
from shared.environment import BadEnvironmentError, Reader
from shared.saml import Assurance
from ueoz.conf import environment, node
from ueoz.node.checks import node_is_real
from ueoz.node.configuration import NodeConfiguration

OWN = {
    "WK_ENTITY_ID": "wezel",
    "WK_CERTS": "/etc/ueoz/wk.pem, /etc/ueoz/wk-2.pem",
    "WK_ISSUER": "ueoz.cez",
    "WK_PROVIDER_NAME": "UEOZ CeZ",
    "WK_SIGN_KEY": "/etc/ueoz/ueoz-sign.key",
    "WK_ENC_KEYS": "/etc/ueoz/ueoz-encrypt-2.key,/etc/ueoz/ueoz-encrypt.key",
}


def read(source: dict[str, str]) -> tuple[NodeConfiguration, list[str]]:
    """Read the environment; returns what was made of it and the problems."""
    reader = Reader(source)
    return node.read(reader, home=Path("/srv/ssoz"), url="https://ueoz.example.pl"), reader.problems


@pytest.mark.parametrize(
    ("preset", "host"),
    [("symulator", "symulator.login.gov.pl"), ("int", "int.login.gov.pl"), ("prod", "login.gov.pl")],
)
def test_a_preset_knows_the_addresses(preset: str, host: str) -> None:
    known, problems = read({"WK_PRESET": preset, **OWN})
    assert problems == []
    assert known.sso_url == f"https://{host}/login/SingleSignOnService"
    assert known.ars_url == f"https://{host}/login-services/idpArtifactResolutionService"
    assert known.slo_url == f"https://{host}/login-services/singleLogoutService"
    assert known.acs_url == "https://ueoz.example.pl/wk/acs/"
    assert known.backchannel == ""
    assert (known.node, known.entity_id, known.provider_name) == ("wezel", "ueoz.cez", "UEOZ CeZ")


def test_lists_are_lists_and_the_certificate_lies_beside_its_key() -> None:
    known, _problems = read({"WK_PRESET": "prod", **OWN})
    assert known.certificates == (Path("/etc/ueoz/wk.pem"), Path("/etc/ueoz/wk-2.pem"))
    assert known.decryption_keys == (Path("/etc/ueoz/ueoz-encrypt-2.key"), Path("/etc/ueoz/ueoz-encrypt.key"))
    assert known.signing_certificate == Path("/etc/ueoz/ueoz-sign.pem")
    assert read({"WK_PRESET": "prod", **OWN, "WK_SIGN_CERT": "/x.pem"})[0].signing_certificate == Path("/x.pem")


def test_the_sandbox_needs_nothing() -> None:
    known, problems = read({})
    assert problems == []
    assert known.sso_url == "http://login.localhost:8001/login/SingleSignOnService"
    assert known.backchannel == "http://127.0.0.1:8001"
    assert known.signing_key == Path("/srv/ssoz/keys/ueoz-sign.key")
    assert known.certificates == (Path("/srv/ssoz/keys/node-sign.pem"),)


def test_the_sandbox_may_be_elsewhere() -> None:
    known, _problems = read({"SANDBOX_URL": "http://login.localhost:9001/", "SANDBOX_KEYS": "/keys"})
    assert known.ars_url == "http://login.localhost:9001/login-services/idpArtifactResolutionService"
    assert known.backchannel == "http://127.0.0.1:9001"
    assert known.decryption_keys == (Path("/keys/ueoz-encrypt.key"),)
    assert read({"SANDBOX_URL": "http://login.localhost"})[0].backchannel == "http://127.0.0.1"
    assert read({"SANDBOX_URL": "https://szkolenie.example.pl"})[0].backchannel == ""


def test_each_thing_may_be_said_otherwise() -> None:
    said = {"WK_SSO_URL": "https://a.pl/x", "WK_ARS_URL": "https://b.pl/y", "WK_SLO_URL": "https://c.pl/z"}
    other = {"WK_BACKCHANNEL": "https://10.0.0.1", "WK_TLS_CIPHERS": "HIGH", "WK_SP_TYPE": "private", "WK_LOA": "high"}
    known, problems = read({"WK_PRESET": "int", **OWN, **said, **other})
    assert problems == []
    assert (known.sso_url, known.ars_url, known.slo_url) == tuple(said.values())
    assert (known.backchannel, known.tls_ciphers, known.sp_type) == ("https://10.0.0.1", "HIGH", "private")
    assert known.assurance is Assurance.HIGH


@pytest.mark.parametrize("missing", OWN)
def test_outside_the_sandbox_what_is_missing_is_told(missing: str) -> None:
    said = {name: value for name, value in OWN.items() if name != missing}
    _known, problems = read({"WK_PRESET": "prod", **said})
    assert problems == [f"{missing} musi być ustawiona, gdy WK_PRESET jest inny niż sandbox"]


@pytest.mark.parametrize(
    ("name", "value"),
    [("WK_PRESET", "test"), ("WK_SP_TYPE", "x"), ("WK_LOA", "bardzo"), ("WK_SSO_URL", "login.gov.pl")],
)
def test_what_cannot_be_read_is_told(name: str, value: str) -> None:
    _known, problems = read({**OWN, name: value})
    assert len(problems) == 1
    assert problems[0].startswith(name)


def production(**changes: str) -> dict[str, str]:
    """Make an environment of production."""
    return {
        "SSOZ_MODE": "production",
        "UEOZ_URL": "https://ueoz.example.pl",
        "SSOZ_URL": "https://ssoz.example.pl",
        "UEOZ_SECRET_KEY": "s" * 50,
        "UEOZ_LOOKUP_KEY": "l" * 50,
        "UEOZ_ENCRYPTION_KEYS": "k1:" + "QUFB" * 10 + "QUE=",
        "WK_PRESET": "prod",
        **OWN,
        **changes,
    }


def test_production_starts_with_a_real_node() -> None:
    assert environment.read(production()).node.preset == "prod"


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"WK_PRESET": "sandbox"}, "WK_PRESET=sandbox wskazuje na piaskownicę"),
        ({"WK_SSO_URL": "http://login.gov.pl/x"}, "WK_SSO_URL musi zaczynać się od https://"),
        ({"WK_ARS_URL": "https://login.localhost/x"}, "WK_ARS_URL wskazuje na ten komputer"),
    ],
)
def test_production_refuses_the_sandbox(changes: dict[str, str], problem: str) -> None:
    with pytest.raises(BadEnvironmentError) as refused:
        environment.read(production(**changes))
    assert refused.value.problems == [problem]


@pytest.fixture
def real(tmp_path: Path, settings: Any) -> NodeConfiguration:
    """UEOZ set up for a real node, with keys of its own."""
    keys.make(tmp_path, ["ueoz-sign", "ueoz-encrypt", "wk"], demo=False)
    settings.NODE = replace(
        settings.NODE,
        preset="prod",
        sso_url="https://login.gov.pl/login/SingleSignOnService",
        ars_url="https://login.gov.pl/a",
        slo_url="https://login.gov.pl/b",
        acs_url="https://ueoz.example.pl/wk/acs/",
        backchannel="",
        certificates=(tmp_path / "wk.pem",),
        signing_key=tmp_path / "ueoz-sign.key",
        signing_certificate=tmp_path / "ueoz-sign.pem",
        decryption_keys=(tmp_path / "ueoz-encrypt.key",),
    )
    known: NodeConfiguration = settings.NODE
    return known


def complaints() -> list[str]:
    """What the deploy check finds."""
    return sorted(str(message.id) for message in node_is_real(None))


def test_a_real_node_passes_the_deploy_check(real: NodeConfiguration) -> None:
    assert complaints() == []


def test_the_deploy_check_is_one_of_djangos() -> None:
    from django.core.checks.registry import registry

    assert node_is_real in registry.get_checks(include_deployment_checks=True)


def test_the_sandbox_does_not_pass_the_deploy_check(tmp_path: Path, settings: Any) -> None:
    keys.make(tmp_path)
    known, _problems = read({"SANDBOX_KEYS": str(tmp_path)})
    settings.NODE = known
    assert set(complaints()) == {"node.E002", "node.E003", "node.E006"}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"sso_url": "https://login.localhost/x"}, ["node.E003"]),
        ({"backchannel": "http://10.0.0.1"}, ["node.E003"]),
        ({"signing_key": Path("/nie-ma.key")}, ["node.E001"]),
    ],
)
def test_a_wrong_setting_does_not_pass(
    real: NodeConfiguration, settings: Any, change: dict[str, Any], expected: list[str]
) -> None:
    settings.NODE = replace(real, **change)
    assert complaints() == expected


def test_one_key_for_both_does_not_pass(real: NodeConfiguration, settings: Any) -> None:
    settings.NODE = replace(real, decryption_keys=(*real.decryption_keys, real.signing_key))
    assert complaints() == ["node.E005"]


def test_a_key_of_the_sandbox_does_not_pass_for_decryption_either(
    real: NodeConfiguration, settings: Any, tmp_path: Path
) -> None:
    keys.make(tmp_path, ["ueoz-encrypt-2"], demo=True)
    settings.NODE = replace(real, decryption_keys=(*real.decryption_keys, tmp_path / "ueoz-encrypt-2.key"))
    assert complaints() == ["node.E006"]


def test_a_decryption_key_without_its_certificate_does_not_pass(real: NodeConfiguration) -> None:
    certificate = real.decryption_certificates[0]
    certificate.write_bytes(real.signing_certificate.read_bytes())
    assert complaints() == ["node.E001"]
    certificate.unlink()
    assert complaints() == ["node.E001"]


def test_a_key_others_may_read_does_not_pass(real: NodeConfiguration) -> None:
    real.signing_key.chmod(0o640)
    assert complaints() == ["node.E004"]


@pytest.mark.parametrize(("days", "expected"), [(1000, []), (1080, ["node.W001"] * 3), (1100, ["node.E007"] * 3)])
def test_a_certificate_that_ends_is_told_in_time(real: NodeConfiguration, days: int, expected: list[str]) -> None:
    with clock.advanced(timedelta(days=days)):
        assert complaints() == expected
