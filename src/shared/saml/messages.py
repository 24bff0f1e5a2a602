# SPDX-License-Identifier: EUPL-1.2
"""What the two sides say to each other, and the rules every message keeps whoever sends it."""

from base64 import b64encode
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from lxml import etree

from shared.saml.documents import add, instant, instant_of, new_id, one, q, start, text_of
from shared.saml.errors import Reason, SamlError

MAX_AGE = timedelta(minutes=5)
SKEW = timedelta(seconds=60)
ARTIFACT_BINDING = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Artifact"
UNSPECIFIED = "urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified"
BEARER = "urn:oasis:names:tc:SAML:2.0:cm:bearer"


class Assurance(StrEnum):
    """How sure one is of who signs in, weakest first."""

    LOW = "http://eidas.europa.eu/LoA/low"
    SUBSTANTIAL = "http://eidas.europa.eu/LoA/substantial"
    HIGH = "http://eidas.europa.eu/LoA/high"

    def covers(self, least: "Assurance") -> bool:
        """Whether this is as much as was asked for."""
        order = list(Assurance)
        return order.index(self) >= order.index(least)


class Status(StrEnum):
    """How a message says that it went well, or why not."""

    SUCCESS = "urn:oasis:names:tc:SAML:2.0:status:Success"
    REQUESTER = "urn:oasis:names:tc:SAML:2.0:status:Requester"
    RESPONDER = "urn:oasis:names:tc:SAML:2.0:status:Responder"
    AUTHN_FAILED = "urn:oasis:names:tc:SAML:2.0:status:AuthnFailed"
    REQUEST_DENIED = "urn:oasis:names:tc:SAML:2.0:status:RequestDenied"
    NO_AUTHN_CONTEXT = "urn:oasis:names:tc:SAML:2.0:status:NoAuthnContext"
    UNKNOWN_PRINCIPAL = "urn:oasis:names:tc:SAML:2.0:status:UnknownPrincipal"


GIVEN_UP = {Status.AUTHN_FAILED, Status.REQUEST_DENIED}


class Message(NamedTuple):
    """What to send, and by which identifier the answer will refer to it."""

    id: str
    xml: bytes

    @property
    def form_value(self) -> str:
        """The message as a field of a form."""
        return b64encode(self.xml).decode()


class AuthnRequest(NamedTuple):
    """What a client asks of the node."""

    id: str
    issuer: str
    acs_url: str
    assurance: Assurance
    force: bool


class ArtifactResolve(NamedTuple):
    """Who wants to know what an artifact stands for."""

    client: str
    id: str
    artifact: str


class LogoutRequest(NamedTuple):
    """Whose session a client wants ended."""

    client: str
    id: str
    name_id: str
    session_index: str


@dataclass(frozen=True)
class Assertion:
    """Who signed in, how, and by whose word. `pesel` is None for a foreign means of identification."""

    given_name: str
    family_name: str
    birth_date: date
    identifier: str
    assurance: Assurance
    authority: str
    name_id: str
    session_index: str

    @property
    def pesel(self) -> str | None:
        """PESEL, which is how the node identifies everybody who has one."""
        return self.identifier if self.identifier.isdecimal() else None


def begin(name: str, issuer: str, now: datetime, **attributes: str) -> etree._Element:
    """Begin a message of ours."""
    message = start(name, {"ID": new_id(), "Version": "2.0", "IssueInstant": instant(now), **attributes})
    add(message, "saml2:Issuer", issuer)
    return message


def issuer_of(message: etree._Element) -> str:
    """Return who says it."""
    return text_of(one(message, "saml2:Issuer"))


def check_fresh(message: etree._Element, now: datetime) -> None:
    """Refuse an old message and one from the future."""
    if message.get("Version") != "2.0":
        raise SamlError(Reason.MALFORMED, "version")
    if abs(now - instant_of(message, "IssueInstant")) > MAX_AGE:
        raise SamlError(Reason.TIME, "issued too long ago, or in the future")


def check_status(message: etree._Element) -> None:
    """Refuse whatever is no success; tell giving up from failing."""
    outer = one(one(message, "saml2p:Status"), "saml2p:StatusCode")
    if outer.get("Value") == Status.SUCCESS and not len(outer):
        return
    inner = outer.find(q("saml2p:StatusCode"))
    code = (outer if inner is None else inner).get("Value", "")
    raise SamlError(Reason.CANCELLED if code in GIVEN_UP else Reason.STATUS, code[:200])
