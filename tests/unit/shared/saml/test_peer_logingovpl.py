# SPDX-License-Identifier: EUPL-1.2
"""A client made for the real national node speaks with our node: django-logingovpl, unchanged."""

import warnings
from base64 import b64decode
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from django.template import Context, Engine
from django.test import override_settings

from shared.saml import Assurance, AuthnRequest, Client, IdentityProvider, Status
from shared.saml.documents import in_soap, parse
from shared.saml.encryption import encrypt
from tests.factories.saml import ACS, HALINA, NODE, NOW, key_pair, node
from tests.unit.shared.saml.forging import signed

with warnings.catch_warnings(action="ignore", category=DeprecationWarning):  # defusedxml.lxml is all it knows
    from logingovpl import services, statuses, utils

TEMPLATES = Engine(dirs=[str(Path(services.__file__).parent / "templates")])
PEER = Client(
    entity_id="MinisterstwoCyfryzacji",
    provider_name="saml-emulator",
    acs_urls=(ACS,),
    certificates=(key_pair("peer").certificate,),
    encryption_certificate=key_pair("peer").certificate,
)


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    """Give the client its key and certificate as files, which it uses for signing and for decrypting."""
    pair = key_pair("peer")
    key, certificate = tmp_path / "enc.key", tmp_path / "enc.pem"
    key.write_bytes(pair.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    certificate.write_bytes(pair.certificate.public_bytes(Encoding.PEM))
    return str(key), str(certificate)


def serving() -> IdentityProvider:
    """Make a node that knows this client."""
    return node(clients={PEER.entity_id: PEER})


def request_of(files: tuple[str, str]) -> bytes:
    """Let the client write its request, from its own template, with its own signature."""
    context = {
        "authn_request_id": "ID-1",
        "authn_request_issue_instant": f"{NOW:%Y-%m-%dT%H:%M:%SZ}",
        "issuer": PEER.entity_id,
        "sso_url": NODE + "/login/SingleSignOnService",
        "acs_url": ACS,
    }
    written = TEMPLATES.get_template("AuthnRequest.xml").render(Context(context))
    sent: str = services.add_sign(written, *files)
    return sent.encode()


def test_its_request_is_accepted(files: tuple[str, str]) -> None:
    request = serving().read_authn_request(request_of(files), now=NOW)
    assert request == ("ID-1", PEER.entity_id, ACS, Assurance.LOW, True)


def test_its_resolving_of_an_artifact_is_accepted(files: tuple[str, str]) -> None:
    artifact = serving().new_artifact()
    context = {
        "artifact_resolve_issue_instant": f"{NOW:%Y-%m-%dT%H:%M:%SZ}",
        "artifact_resolve_artifact": artifact,
        "issuer": PEER.entity_id,
    }
    written = TEMPLATES.get_template("ArtifactResolve.xml").render(Context(context, autoescape=False))
    resolve = serving().read_artifact_resolve(services.add_sign(written, *files).encode(), now=NOW)
    assert (resolve.client, resolve.artifact) == (PEER.entity_id, artifact)


def answer(files: tuple[str, str]) -> bytes:
    """Let our node answer it."""
    request = serving().read_authn_request(request_of(files), now=NOW)
    who = replace(HALINA, family_name="Wróna-Żak")
    return serving().artifact_response("ID-r", serving().response(request, who, now=NOW), now=NOW)


def test_it_reads_who_signed_in(files: tuple[str, str]) -> None:
    raw = answer(files)
    with override_settings(LOGINGOVPL_ENC_KEY=files[0]):
        plain = services.decode_cipher_value(raw)
    user = utils.get_user(plain)
    read = (user.first_name, user.last_name, user.date_of_birth, user.pesel)
    assert read == ("Halina", "Wróna-Żak", "1974-03-12", "74031281842")
    assert utils.get_in_response_to(plain) == "ID-1"
    assert utils.get_status_code(raw) == statuses.SUCCESS


@pytest.mark.parametrize("size", [16, 32], ids=["128_bits", "256_bits"])
def test_it_reads_either_length_of_a_data_key(files: tuple[str, str], size: int) -> None:
    request = AuthnRequest("ID-1", PEER.entity_id, ACS, Assurance.LOW, force=True)
    plain = serving()._assertion(request, HALINA, NOW)
    response = serving()._answer("saml2p:Response", "ID-1", Status.SUCCESS, NOW)
    response.append(encrypt(plain, key_pair("peer").key.public_key(), ("sandbox.wk", PEER.entity_id), size))
    with override_settings(LOGINGOVPL_ENC_KEY=files[0]):
        assert b"74031281842" in services.decode_cipher_value(in_soap(signed(response)))


@pytest.mark.parametrize("status", [Status.AUTHN_FAILED, Status.REQUEST_DENIED, Status.UNKNOWN_PRINCIPAL])
def test_it_reads_why_nobody_signed_in(files: tuple[str, str], status: Status) -> None:
    request = serving().read_authn_request(request_of(files), now=NOW)
    refusal = serving().refusal(request, status, now=NOW)
    assert utils.get_status_code(serving().artifact_response("ID-r", refusal, now=NOW)) == status


def test_an_artifact_goes_through_a_form_as_it_is() -> None:
    artifact = serving().new_artifact()
    assert len(b64decode(artifact, validate=True)) == 44
    assert parse(b"<a>" + artifact.encode() + b"</a>").text == artifact
