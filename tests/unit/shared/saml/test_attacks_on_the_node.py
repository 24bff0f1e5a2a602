# SPDX-License-Identifier: EUPL-1.2
"""The node lets nobody sign in for a service that did not ask, or to an address it does not know."""

from collections.abc import Callable
from copy import deepcopy
from datetime import timedelta

import pytest
from lxml import etree

from shared.saml import IdentityProvider, Reason, SamlError, SigningKey
from shared.saml.documents import instant, q
from tests.factories.saml import NODE, NOW, key_pair, node, service
from tests.unit.shared.saml.forging import signed, soap, without_signature

Edit = Callable[[etree._Element], object]
HOUR = timedelta(hours=1)


def message_of(kind: str) -> etree._Element:
    """Take an honest message apart."""
    made = {
        "authn": lambda: service().authn_request(now=NOW),
        "resolve": lambda: service().artifact_resolve("AAQAAA==", now=NOW),
        "logout": lambda: service().logout_request("x", "_s", now=NOW),
    }[kind]()
    root = etree.fromstring(made.xml)
    return next(element for element in root.iter() if element.get("ID"))


def read(kind: str, message: etree._Element | bytes, by: IdentityProvider | None = None) -> object:
    """Let the node read it."""
    answering = by or node()
    if kind == "authn":
        return answering.read_authn_request(message if isinstance(message, bytes) else etree.tostring(message), now=NOW)
    raw = message if isinstance(message, bytes) else soap(message)
    reader = answering.read_artifact_resolve if kind == "resolve" else answering.read_logout_request
    return reader(raw, now=NOW)


def changed(edit: Edit, pair: SigningKey | None = None) -> Callable[[str], etree._Element]:
    """Change a message and sign it again, as the service or as somebody else."""

    def make(kind: str) -> etree._Element:
        bare = without_signature(message_of(kind))
        edit(bare)
        return signed(bare, pair or key_pair("ueoz-sign"))

    return make


def set_to(attribute: str, value: str) -> Edit:
    """Set an attribute of the message."""
    return lambda message: message.set(attribute, value)


def after_signing(edit: Edit) -> Callable[[str], etree._Element]:
    """Change a message that is signed already."""

    def make(kind: str) -> etree._Element:
        message = message_of(kind)
        edit(message)
        return message

    return make


def wrapped_inside(message: etree._Element) -> None:
    """Put the real message into a false one with the same signature."""
    copy = deepcopy(message)
    message.set("ID", "ID-evil")
    etree.SubElement(message, q("saml2p:Extensions")).append(copy)


EVERY_KIND: dict[str, tuple[Callable[[str], etree._Element], Reason]] = {
    "another_key": (changed(lambda _: None, key_pair("evil")), Reason.SIGNATURE),
    "unsigned": (lambda kind: without_signature(message_of(kind)), Reason.SIGNATURE),
    "unknown_service": (changed(lambda m: setattr(m[0], "text", "inny")), Reason.UNKNOWN_SENDER),
    "no_issuer": (after_signing(lambda m: m.remove(m[0])), Reason.MALFORMED),
    "stale": (changed(set_to("IssueInstant", instant(NOW - HOUR))), Reason.TIME),
    "from_the_future": (changed(set_to("IssueInstant", instant(NOW + HOUR))), Reason.TIME),
    "no_time": (changed(lambda m: m.attrib.pop("IssueInstant")), Reason.MALFORMED),
    "wrong_destination": (changed(set_to("Destination", NODE + "/inny")), Reason.ADDRESSEE),
    "changed_after_signing": (after_signing(set_to("Destination", NODE + "/inny")), Reason.SIGNATURE),
    "another_identifier": (after_signing(set_to("ID", "ID-evil")), Reason.SIGNATURE),
    "wrapped": (after_signing(wrapped_inside), Reason.SIGNATURE),
    "another_version": (changed(set_to("Version", "1.1")), Reason.MALFORMED),
}


@pytest.mark.parametrize("kind", ["authn", "resolve", "logout"])
@pytest.mark.parametrize("name", EVERY_KIND)
def test_a_forged_message_is_refused(name: str, kind: str) -> None:
    make, reason = EVERY_KIND[name]
    with pytest.raises(SamlError) as refusal:
        read(kind, make(kind))
    assert refusal.value.reason is reason


@pytest.mark.parametrize("kind", ["authn", "resolve", "logout"])
@pytest.mark.parametrize(
    "raw",
    [b"", b"x", b"<a/>", b"\xff", b"<!DOCTYPE a><a/>", b"<a>" * 9999],
    ids=["empty", "x", "a", "ff", "dtd", "deep"],
)
def test_what_is_no_message_is_refused(raw: bytes, kind: str) -> None:
    with pytest.raises(SamlError) as refusal:
        read(kind, raw)
    assert refusal.value.reason is Reason.MALFORMED


@pytest.mark.parametrize(("kind", "other"), [("authn", "logout"), ("resolve", "logout"), ("logout", "resolve")])
def test_a_message_of_another_kind_is_refused(kind: str, other: str) -> None:
    with pytest.raises(SamlError) as refusal:
        read(kind, message_of(other))
    assert refusal.value.reason is Reason.MALFORMED


def context(message: etree._Element) -> etree._Element:
    """Find what level is asked for."""
    return next(message.iter(q("saml2:AuthnContextClassRef")))


REQUESTS: dict[str, tuple[Edit, Reason]] = {
    "wrong_acs": (set_to("AssertionConsumerServiceURL", "http://evil.localhost/acs"), Reason.ADDRESSEE),
    "acs_with_a_tail": (set_to("AssertionConsumerServiceURL", "http://ueoz.localhost:8002/wk/acs/x"), Reason.ADDRESSEE),
    "no_acs": (lambda m: m.attrib.pop("AssertionConsumerServiceURL"), Reason.ADDRESSEE),
    "no_destination": (lambda m: m.attrib.pop("Destination"), Reason.ADDRESSEE),
    "answer_by_post": (
        set_to("ProtocolBinding", "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST"),
        Reason.ADDRESSEE,
    ),
    "another_name": (set_to("ProviderName", "SSOZ"), Reason.UNKNOWN_SENDER),
    "unknown_level": (lambda m: setattr(context(m), "text", "urn:x"), Reason.ASSURANCE),
    "two_levels": (lambda m: context(m).addnext(deepcopy(context(m))), Reason.MALFORMED),
    "no_level": (lambda m: context(m).getparent().remove(context(m)), Reason.MALFORMED),
}


@pytest.mark.parametrize("name", REQUESTS)
def test_a_request_outside_what_is_registered_is_refused(name: str) -> None:
    edit, reason = REQUESTS[name]
    with pytest.raises(SamlError) as refusal:
        read("authn", changed(edit)("authn"))
    assert refusal.value.reason is reason


def test_an_artifact_used_before_stands_for_nothing() -> None:
    request = service().authn_request(now=NOW)
    raw = node().artifact_response("ID-r", None, now=NOW)
    with pytest.raises(SamlError) as refusal:
        service().read_artifact_response(
            raw, resolve_id="ID-r", request_id=request.id, now=NOW, seen=lambda _id, _until: False
        )
    assert refusal.value.reason is Reason.MALFORMED
