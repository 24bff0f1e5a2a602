# SPDX-License-Identifier: EUPL-1.2
"""OpenID Foundation, Config OP: the module of `oidcc-config-certification-test-plan`."""

import pytest
from django.test import Client as Browser
from django.urls import resolve
from pytest_django import Settings

from tests.ueoz.provider.world import published

pytestmark = pytest.mark.django_db


def test_oidcc_discovery_endpoint_verification(settings: Settings) -> None:
    settings.BASE_URL = "https://ueoz.example"
    answer = Browser().get("/.well-known/openid-configuration")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/json")
    said = answer.json()
    assert said["issuer"] == "https://ueoz.example"
    addresses = [value for name, value in said.items() if name.endswith("_endpoint") or name == "jwks_uri"]
    assert len(addresses) == 6
    for address in addresses:
        assert address.startswith("https://ueoz.example/")
        assert resolve(address.removeprefix("https://ueoz.example"))
    assert said["response_types_supported"] == ["code"]
    assert said["subject_types_supported"] == ["public"]
    assert "RS256" in said["id_token_signing_alg_values_supported"]
    assert "openid" in said["scopes_supported"]
    assert "authorization_code" in said["grant_types_supported"]
    assert "client_secret_basic" in said["token_endpoint_auth_methods_supported"]
    assert "sub" in said["claims_supported"]
    assert said["claims_parameter_supported"] is said["request_parameter_supported"] is False
    keys = [key.as_dict() for key in published().keys]
    assert all(key["use"] == "sig" and key["kid"] and "d" not in key for key in keys)
    assert len({key["kid"] for key in keys}) == len(keys)
