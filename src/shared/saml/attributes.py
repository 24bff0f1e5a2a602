# SPDX-License-Identifier: EUPL-1.2
"""What is said of a person: the four attributes that are asked for, given and read."""

import re
from datetime import date

from lxml import etree

from shared.identifiers import IdentifierError, clean_pesel
from shared.saml.documents import NAMESPACES, add, one, q, text_of
from shared.saml.errors import Reason, SamlError

PLACE = "http://eidas.europa.eu/attributes/naturalperson/"
NAMES = {
    "FirstName": "CurrentGivenName",
    "FamilyName": "CurrentFamilyName",
    "DateOfBirth": "DateOfBirth",
    "PersonIdentifier": "PersonIdentifier",
}
FORMAT = "urn:oasis:names:tc:SAML:2.0:attrname-format:uri"
FOREIGN = re.compile(r"[A-Z]{2}/[A-Z]{2}/\S+")
Person = tuple[str, str, date, str]


def ask(parent: etree._Element) -> None:
    """List what the service wants to know."""
    for friendly, name in NAMES.items():
        described = {"FriendlyName": friendly, "Name": PLACE + name, "NameFormat": FORMAT}
        add(parent, "eidas:RequestedAttribute", **described, isRequired="true")


def give(parent: etree._Element, person: Person) -> None:
    """Write what is known of a person."""
    for (friendly, name), value in zip(NAMES.items(), map(str, person), strict=True):
        if value:
            described = {"FriendlyName": friendly, "Name": PLACE + name, "NameFormat": FORMAT}
            content = add(add(parent, "saml2:Attribute", **described), "saml2:AttributeValue", value)
            content.set(f"{{{NAMESPACES['xsi']}}}type", f"naturalperson:{name}Type")


def read(parent: etree._Element) -> Person:
    """Read given name, family name, date of birth and identifier; each stands once, with one value."""
    found: dict[str, str] = {}
    for attribute in parent.findall(q("saml2:Attribute")):
        name = attribute.get("Name", "")
        if name in found:
            raise SamlError(Reason.ATTRIBUTES, "repeated")
        found[name] = text_of(one(attribute, "saml2:AttributeValue"))
    given_name, family_name, born, identifier = (found.get(PLACE + name, "") for name in NAMES.values())
    if not given_name or not family_name:
        raise SamlError(Reason.ATTRIBUTES, "no name")
    return given_name, family_name, _date(born), _identifier(identifier)


def _identifier(text: str) -> str:
    """Accept a PESEL, a foreign identifier as eIDAS writes it, or none."""
    if text and not FOREIGN.fullmatch(text):
        try:
            if clean_pesel(text) != text:
                raise SamlError(Reason.ATTRIBUTES, "PESEL with something around it")
        except IdentifierError as error:
            raise SamlError(Reason.ATTRIBUTES, "neither a PESEL nor a foreign identifier") from error
    return text


def _date(text: str) -> date:
    """Read a date, which may say that it is in UTC."""
    match = re.fullmatch(r"(\d{4}-\d\d-\d\d)Z?", text)
    try:
        return date.fromisoformat(match[1] if match else "")
    except ValueError as error:
        raise SamlError(Reason.ATTRIBUTES, "date of birth") from error
