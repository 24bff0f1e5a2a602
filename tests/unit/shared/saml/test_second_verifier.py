# SPDX-License-Identifier: EUPL-1.2
"""Two implementations agree on what is signed; what is changed at random is read as it was, or not at all."""

from copy import deepcopy

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from shared.saml import Message, SamlError, Status
from shared.saml.documents import q
from tests.factories.saml import HALINA, NOW, Memory, exchange, key_pair, node, service
from tests.unit.shared.saml import second_verifier
from tests.unit.shared.saml.forging import Scene, scene, soap, without_signature
from tests.unit.shared.saml.vectors import VECTORS, WRAPPINGS

ANSWER = exchange()
NODES = sum(1 for _ in etree.fromstring(ANSWER.raw).iter())


def test_xmlsec_accepts_what_the_node_signs() -> None:
    assert second_verifier.both_levels_hold(ANSWER.raw)
    logout = etree.fromstring(node().logout_response("ID-1", now=NOW))
    assert second_verifier.holds(next(logout.iter(q("saml2p:LogoutResponse"))))
    request = node().read_authn_request(service().authn_request(now=NOW).xml, now=NOW)
    assert second_verifier.holds(etree.fromstring(node().refusal(request, Status.RESPONDER, now=NOW)))


@pytest.mark.parametrize(
    "message",
    [
        service().authn_request(now=NOW),
        service().artifact_resolve("AAQA", now=NOW),
        service().logout_request("x", "_s", now=NOW),
    ],
    ids=["authn_request", "artifact_resolve", "logout_request"],
)
def test_xmlsec_accepts_what_the_service_signs(message: Message) -> None:
    root = etree.fromstring(message.xml)
    found = next(element for element in root.iter() if element.get("ID"))
    assert second_verifier.holds(found, key_pair("ueoz-sign"))
    assert not second_verifier.holds(found, key_pair("evil"))


@pytest.mark.parametrize("prefixes", [True, False], ids=["with_prefixes", "without_prefixes"])
def test_we_accept_what_xmlsec_signs(*, prefixes: bool) -> None:
    stage = scene()
    pair = key_pair("node-sign")
    response = second_verifier.sign(stage.response(stage.encrypted(stage.assertion())), pair, prefixes=prefixes)
    raw = soap(second_verifier.sign(stage.outer(response), pair, prefixes=prefixes))
    assert second_verifier.both_levels_hold(raw)
    assert stage.answer.read(raw) == HALINA


@pytest.mark.parametrize("prefixes", [True, False], ids=["with_prefixes", "without_prefixes"])
def test_the_node_accepts_what_xmlsec_signs(*, prefixes: bool) -> None:
    bare = without_signature(etree.fromstring(service().authn_request(now=NOW).xml))
    raw = etree.tostring(second_verifier.sign(bare, key_pair("ueoz-sign"), prefixes=prefixes))
    assert node().read_authn_request(raw, now=NOW).id == bare.get("ID")


@pytest.mark.parametrize("name", {**WRAPPINGS, **{name: attack for name, (attack, _) in VECTORS.items()}})
def test_what_xmlsec_refuses_we_refuse(name: str) -> None:
    attack = WRAPPINGS[name] if name in WRAPPINGS else VECTORS[name][0]
    stage = scene()
    raw = attack(stage)
    assert second_verifier.both_levels_hold(raw) or not accepted(stage, raw)


def accepted(stage: Scene, raw: bytes) -> bool:
    """Whether the service takes it; any exception but SamlError fails the test."""
    try:
        stage.answer.read(raw)
    except SamlError:
        return False
    return True


def read_or_refused(raw: bytes) -> None:
    """What is accepted says what was meant, and xmlsec accepts it too."""
    try:
        read = ANSWER.read(raw, seen=Memory())
    except SamlError:
        return
    assert read == HALINA
    assert second_verifier.both_levels_hold(raw)


@pytest.mark.parametrize("part", [b"<ds:SignatureValue>", b"<ds:DigestValue>"])
@pytest.mark.parametrize("sign", [b":", b"\xc2\xa0", b"===="])
def test_a_sign_that_is_none_of_base64_is_refused_and_not_skipped(part: bytes, sign: bytes) -> None:
    raw = ANSWER.raw.replace(part, part + sign, 1)
    assert raw != ANSWER.raw
    assert not second_verifier.both_levels_hold(raw)
    with pytest.raises(SamlError):
        ANSWER.read(raw, seen=Memory())


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.integers(0, len(ANSWER.raw) - 1), st.integers(0, 255)), min_size=1, max_size=4))
def test_bytes_changed_at_random_change_nothing_that_is_read(changes: list[tuple[int, int]]) -> None:
    raw = bytearray(ANSWER.raw)
    for place, value in changes:
        raw[place] = value
    read_or_refused(bytes(raw))


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.tuples(st.integers(1, NODES - 1), st.integers(0, NODES - 1), st.integers(0, 5), st.booleans()),
        min_size=1,
        max_size=3,
    )
)
def test_elements_moved_or_copied_at_random_change_nothing_that_is_read(
    moves: list[tuple[int, int, int, bool]],
) -> None:
    root = etree.fromstring(ANSWER.raw)
    for which, where, at, copied in moves:
        nodes = list(root.iter())
        element, parent = nodes[which % len(nodes)], nodes[where % len(nodes)]
        if element is root or (not copied and parent in list(element.iter())):
            continue
        parent.insert(at, deepcopy(element) if copied else element)
    read_or_refused(etree.tostring(root))


@settings(max_examples=100, deadline=None)
@given(st.integers(0, len(ANSWER.raw)), st.integers(0, 400), st.binary(max_size=40))
def test_parts_cut_and_put_in_at_random_change_nothing_that_is_read(place: int, length: int, new: bytes) -> None:
    read_or_refused(ANSWER.raw[:place] + new + ANSWER.raw[place + length :])


REQUEST = service().authn_request(now=NOW)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(REQUEST.xml) - 1), st.integers(0, 255)), min_size=1, max_size=3))
def test_a_request_changed_at_random_asks_for_the_same_or_is_refused(changes: list[tuple[int, int]]) -> None:
    honest = node().read_authn_request(REQUEST.xml, now=NOW)
    raw = bytearray(REQUEST.xml)
    for place, value in changes:
        raw[place] = value
    try:
        assert node().read_authn_request(bytes(raw), now=NOW) == honest
    except SamlError:
        return
