# SPDX-License-Identifier: EUPL-1.2
"""Signed by the node, in the right shape, and yet not for us, not now, or not enough."""

from copy import deepcopy
from datetime import timedelta

from lxml import etree

from shared.saml import Reason
from shared.saml.documents import instant, q
from tests.factories.saml import NOW
from tests.unit.shared.saml.forging import (
    Scene,
    signed,
    soap,
)
from tests.unit.shared.saml.listing import VECTORS, Vector


def _set(tag: str, attribute: str, value: str) -> Vector:
    return lambda scene: scene.honest(lambda assertion: next(assertion.iter(q(tag))).set(attribute, value))


def _say(tag: str, value: str) -> Vector:
    return lambda scene: scene.honest(lambda assertion: setattr(next(assertion.iter(q(tag))), "text", value))


def _drop(tag: str) -> Vector:
    def edit(assertion: etree._Element) -> None:
        element = next(assertion.iter(q(tag)))
        element.getparent().remove(element)

    return lambda scene: scene.honest(edit)


def _repeat(tag: str) -> Vector:
    def edit(assertion: etree._Element) -> None:
        element = next(assertion.iter(q(tag)))
        element.addnext(deepcopy(element))

    return lambda scene: scene.honest(edit)


def _blank_date(assertion: etree._Element) -> None:
    next(value for value in assertion.iter(q("saml2:AttributeValue")) if value.text == "1974-03-12").text = "1974-13-12"


HOUR = timedelta(hours=1)
SUBJECT = "saml2:SubjectConfirmationData"
for _name, _vector, _reason in (
    ("wrong_audience", _say("saml2:Audience", "inny"), Reason.ADDRESSEE),
    ("no_audience", _drop("saml2:Audience"), Reason.ADDRESSEE),
    ("no_restriction", _drop("saml2:AudienceRestriction"), Reason.MALFORMED),
    ("two_restrictions", _repeat("saml2:AudienceRestriction"), Reason.MALFORMED),
    ("wrong_recipient", _set(SUBJECT, "Recipient", "http://ueoz.localhost/"), Reason.ADDRESSEE),
    ("wrong_request", _set(SUBJECT, "InResponseTo", "ID-x"), Reason.ADDRESSEE),
    ("wrong_method", _set("saml2:SubjectConfirmation", "Method", "urn:x"), Reason.MALFORMED),
    ("two_confirmations", _repeat("saml2:SubjectConfirmation"), Reason.MALFORMED),
    ("not_before_in_the_subject", _set(SUBJECT, "NotBefore", instant(NOW)), Reason.MALFORMED),
    ("wrong_assertion_issuer", _say("saml2:Issuer", "evil"), Reason.UNKNOWN_SENDER),
    ("no_identifier_of_the_assertion", lambda s: s.honest(lambda a: a.attrib.pop("ID")), Reason.MALFORMED),
    ("expired", _set("saml2:Conditions", "NotOnOrAfter", instant(NOW - HOUR)), Reason.TIME),
    ("expired_subject", _set(SUBJECT, "NotOnOrAfter", instant(NOW - HOUR)), Reason.TIME),
    ("not_yet", _set("saml2:Conditions", "NotBefore", instant(NOW + HOUR)), Reason.TIME),
    ("time_with_a_zone", _set("saml2:Conditions", "NotOnOrAfter", "2026-11-22T11:00:00+01:00"), Reason.MALFORMED),
    ("time_in_no_month", _set("saml2:Conditions", "NotOnOrAfter", "2026-13-22T11:00:00Z"), Reason.MALFORMED),
    ("no_conditions", _drop("saml2:Conditions"), Reason.MALFORMED),
    ("assurance_too_low", _say("saml2:AuthnContextClassRef", "http://eidas.europa.eu/LoA/low"), Reason.ASSURANCE),
    ("assurance_unknown", _say("saml2:AuthnContextClassRef", "urn:x"), Reason.ASSURANCE),
    ("no_assurance", _drop("saml2:AuthnContextClassRef"), Reason.MALFORMED),
    ("no_subject", _drop("saml2:Subject"), Reason.MALFORMED),
    ("no_name", _drop("saml2:Attribute"), Reason.ATTRIBUTES),
    ("no_attributes", _drop("saml2:AttributeStatement"), Reason.MALFORMED),
    ("an_attribute_twice", _repeat("saml2:Attribute"), Reason.ATTRIBUTES),
    ("two_values", _repeat("saml2:AttributeValue"), Reason.MALFORMED),
    ("no_such_birthday", lambda s: s.honest(_blank_date), Reason.ATTRIBUTES),
):
    VECTORS[_name] = (_vector, _reason)


def _message(tag: str, attribute: str, value: str) -> Vector:
    """The node signs a message whose frame is wrong."""

    def attack(scene: Scene) -> bytes:
        response = scene.response(scene.encrypted(scene.assertion()))
        outer = scene.outer()
        for message in (response, outer):
            if message.tag == q(tag):
                message.set(attribute, value)
        outer.append(signed(response))
        return soap(signed(outer))

    return attack


def _issuer(level: str) -> Vector:
    def attack(scene: Scene) -> bytes:
        response, outer = scene.response(scene.encrypted(scene.assertion())), scene.outer()
        (response if level == "inner" else outer)[0].text = "evil"
        outer.append(signed(response))
        return soap(signed(outer))

    return attack


for _tag, _level in (("saml2p:ArtifactResponse", "outer"), ("saml2p:Response", "inner")):
    VECTORS[f"{_level}_to_another_request"] = (_message(_tag, "InResponseTo", "ID-x"), Reason.ADDRESSEE)
    VECTORS[f"{_level}_stale"] = (_message(_tag, "IssueInstant", instant(NOW - HOUR)), Reason.TIME)
    VECTORS[f"{_level}_from_the_future"] = (_message(_tag, "IssueInstant", instant(NOW + HOUR)), Reason.TIME)
    VECTORS[f"{_level}_of_another_version"] = (_message(_tag, "Version", "1.1"), Reason.MALFORMED)
    VECTORS[f"{_level}_by_another_issuer"] = (_issuer(_level), Reason.UNKNOWN_SENDER)
VECTORS["inner_to_another_address"] = (_message("saml2p:Response", "Destination", "http://evil/"), Reason.ADDRESSEE)
