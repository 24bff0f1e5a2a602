# SPDX-License-Identifier: EUPL-1.2
"""What one side says the other reads; keys change without anybody being locked out."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.saml import Assurance, Reason, SamlError, Status
from tests.factories.saml import ACS, HALINA, NOW, Memory, exchange, key_pair, node, service

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
