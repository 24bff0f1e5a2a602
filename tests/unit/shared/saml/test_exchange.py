# SPDX-License-Identifier: EUPL-1.2
"""What one side says the other reads; keys change without anybody being locked out."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from shared.saml import Assurance, Reason, SamlError, SigningKey, Status, load_certificates, load_key
from shared.saml.documents import NAMESPACES, q
from shared.saml.encryption import encrypt
from tests.factories.saml import ACS, HALINA, NOW, Memory, exchange, key_pair, node, service
from tests.unit.shared.saml.forging import scene

NAMES = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Zs", "Zl", "Zp")), min_size=1)


def test_the_service_reads_what_the_node_says() -> None:
    assert exchange().read() == HALINA


@settings(max_examples=40, deadline=None)
@given(given_name=NAMES, family_name=NAMES, born=st.dates(date(1900, 1, 1)), level=st.sampled_from(Assurance))
def test_whatever_somebody_is_called(given_name: str, family_name: str, born: date, level: Assurance) -> None:
    who = replace(HALINA, given_name=given_name, family_name=family_name, birth_date=born, assurance=level)
    assert exchange(who, of=service(assurance=Assurance.LOW)).read() == who


def test_the_node_reads_what_is_asked_for() -> None:
    message = service(assurance=Assurance.HIGH).authn_request(now=NOW)
    request = node().read_authn_request(message.xml, now=NOW)
    assert request == (message.id, "ueoz", ACS, Assurance.HIGH, True)


def test_the_node_reads_which_artifact_and_whose() -> None:
    artifact = node().new_artifact()
    message = service().artifact_resolve(artifact, now=NOW)
    assert node().read_artifact_resolve(message.xml, now=NOW) == ("ueoz", message.id, artifact)


def test_artifacts_are_of_type_four_and_never_the_same() -> None:
    artifacts = {node().new_artifact() for _ in range(100)}
    assert len(artifacts) == 100
    assert all(artifact.startswith("AAQAA") and len(artifact) == 60 for artifact in artifacts)


def test_logging_out_is_asked_for_and_confirmed() -> None:
    message = service().logout_request("wk-7f2c", "_s-1", now=NOW)
    request = node().read_logout_request(message.xml, now=NOW)
    assert request == ("ueoz", message.id, "wk-7f2c", "_s-1")
    service().read_logout_response(node().logout_response(request.id, now=NOW), request_id=message.id, now=NOW)


def test_a_logout_that_failed_is_no_logout() -> None:
    answer = node().logout_response("ID-1", Status.RESPONDER, now=NOW)
    with pytest.raises(SamlError, match="status"):
        service().read_logout_response(answer, request_id="ID-1", now=NOW)


@pytest.mark.parametrize("identifier", ["", "CZ/PL/8304121234", "DE/PL/x-9"])
def test_a_foreign_means_of_identification_has_no_pesel(identifier: str) -> None:
    read = exchange(replace(HALINA, identifier=identifier)).read()
    assert read.pesel is None
    assert read.family_name == "Wrona"


@pytest.mark.parametrize("identifier", ["74031281843", "7403128184", "740312-81842", "PL/74031281842", "x"])
def test_what_is_neither_pesel_nor_foreign_is_refused(identifier: str) -> None:
    with pytest.raises(SamlError) as refusal:
        exchange(replace(HALINA, identifier=identifier)).read()
    assert refusal.value.reason is Reason.ATTRIBUTES
    assert identifier not in str(refusal.value)


def test_an_answer_holds_for_its_time_and_a_minute() -> None:
    answer = exchange()
    seen = Memory()
    answer.read(seen=seen)
    assert list(seen.known.values()) == [NOW + timedelta(minutes=31)]


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        (Status.AUTHN_FAILED, Reason.CANCELLED),
        (Status.REQUEST_DENIED, Reason.CANCELLED),
        (Status.NO_AUTHN_CONTEXT, Reason.STATUS),
        (Status.RESPONDER, Reason.STATUS),
    ],
)
def test_giving_up_is_told_from_failing(status: Status, reason: Reason) -> None:
    asking, answering = service(), node()
    request = asking.authn_request(now=NOW)
    refusal = answering.refusal(answering.read_authn_request(request.xml, now=NOW), status, now=NOW)
    raw = answering.artifact_response("ID-r", refusal, now=NOW)
    with pytest.raises(SamlError) as refused:
        asking.read_artifact_response(raw, resolve_id="ID-r", request_id=request.id, now=NOW, seen=Memory())
    assert refused.value.reason is reason


def test_the_nodes_signing_key_changes_without_a_gap() -> None:
    old, new = key_pair("node-sign"), key_pair("node-sign-2")
    meanwhile = service(certificates=(old.certificate, new.certificate))
    assert exchange(of=meanwhile, by=node(signing=old)).read() == HALINA
    assert exchange(of=meanwhile, by=node(signing=new)).read() == HALINA
    with pytest.raises(SamlError, match="signature"):
        exchange(of=service(certificates=(new.certificate,)), by=node(signing=old)).read()


def test_the_services_signing_key_changes_without_a_gap() -> None:
    old, new = key_pair("ueoz-sign"), key_pair("ueoz-sign-2")
    client = replace(node().clients["ueoz"], certificates=(old.certificate, new.certificate))
    meanwhile = node(clients={"ueoz": client})
    assert exchange(of=service(signing=old), by=meanwhile).read() == HALINA
    assert exchange(of=service(signing=new), by=meanwhile).read() == HALINA


def test_the_services_encryption_key_changes_without_a_gap() -> None:
    old, new = key_pair("ueoz-encrypt"), key_pair("ueoz-encrypt-2")
    meanwhile = service(decryption_keys=(new.key, old.key))
    for certificate in (old.certificate, new.certificate):
        client = replace(node().clients["ueoz"], encryption_certificate=certificate)
        assert exchange(of=meanwhile, by=node(clients={"ueoz": client})).read() == HALINA


def test_a_certificate_counts_only_in_its_time() -> None:
    with pytest.raises(SamlError, match="signature"):
        service().read_logout_response(
            node().logout_response("ID-1", now=NOW + timedelta(days=400)),
            request_id="ID-1",
            now=NOW + timedelta(days=400),
        )


@pytest.mark.parametrize("size", [16, 32], ids=["128_bits", "256_bits"])
@pytest.mark.parametrize("named", ["aes128-gcm", "aes256-gcm"])
def test_either_length_of_a_data_key_is_read_whatever_it_is_called(size: int, named: str) -> None:
    stage = scene()
    encrypted = encrypt(stage.assertion(), key_pair("ueoz-encrypt").key.public_key(), ("sandbox.wk", "ueoz"), size)
    encrypted[0][0].set("Algorithm", NAMESPACES["xenc11"] + named)
    assert stage.answer.read(stage.signed_by_node(encrypted)) == HALINA


def test_a_date_may_say_that_it_is_in_utc() -> None:
    def in_utc(assertion: etree._Element) -> None:
        values = assertion.iter(q("saml2:AttributeValue"))
        next(value for value in values if value.text == "1974-03-12").text = "1974-03-12Z"

    stage = scene()
    assert stage.answer.read(stage.honest(in_utc)).birth_date == date(1974, 3, 12)


def test_keys_and_certificates_are_read_from_files_that_hold_several() -> None:
    pairs = [key_pair("node-sign"), key_pair("node-sign-2")]
    pems = [pair.certificate.public_bytes(Encoding.PEM) for pair in pairs]
    assert load_certificates(b"".join(pems)) == load_certificates(*pems) == tuple(pair.certificate for pair in pairs)
    key = pairs[0].key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    assert SigningKey.load(key, pems[0]).certificate == pairs[0].certificate


def test_what_is_no_key_or_of_another_kind_is_refused() -> None:
    other = rsa.generate_private_key(65537, 2048)
    curve = ec.generate_private_key(ec.SECP384R1())
    pem = key_pair("node-sign").certificate.public_bytes(Encoding.PEM)
    own = key_pair("evil").key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    for key in (other, curve):
        with pytest.raises(SamlError, match="P-256"):
            load_key(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    for reading in (lambda: load_key(b"x"), lambda: load_certificates(b"x"), lambda: SigningKey.load(own, pem)):
        with pytest.raises(SamlError) as refusal:
            reading()
        assert refusal.value.reason is Reason.CONFIGURATION


@pytest.mark.parametrize("artifact", ["\x00", "\x0b", "a\ud800"])
def test_what_xml_cannot_hold_is_refused(artifact: str) -> None:
    with pytest.raises(SamlError) as refusal:
        service().artifact_resolve(artifact, now=NOW)
    assert refusal.value.reason is Reason.MALFORMED
