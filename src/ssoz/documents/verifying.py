# SPDX-License-Identifier: EUPL-1.2
"""A receipt file looked into: what it says of itself, and what the system knows of that."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
from lxml import etree

from engine.answers import Sheet, digest
from ssoz.documents.queries import Genuine, facts_of_number, genuine_file
from ssoz.documents.receipts.enclosed import JSON_NAME, XML_NAME, as_json, as_xml
from ssoz.documents.receipts.facts import Facts

LARGEST = 50 * 1024 * 1024


class UnreadableReceipt(ValueError):
    """The file is no receipt of ours at all; a sentence says why."""


@dataclass(frozen=True)
class Finding:
    holds: bool
    sentence: str


@dataclass(frozen=True)
class Verified:
    """All that was looked at; genuine is only a file that is bit by bit the one that was issued."""

    genuine: Genuine | None
    findings: tuple[Finding, ...]

    @property
    def is_genuine(self) -> bool:
        return self.genuine is not None and all(finding.holds for finding in self.findings)


def verify(path: Path) -> Verified:
    if path.stat().st_size > LARGEST:
        raise UnreadableReceipt("Plik jest za duży na potwierdzenie.")
    content = path.read_bytes()
    enclosed = _enclosed(content)
    genuine = genuine_file(sha256(content).hexdigest())
    issued = Finding(genuine is not None, "plik jest bit po bicie taki, jaki wydał system")
    return Verified(genuine, (issued, *_findings(enclosed)))


def _enclosed(content: bytes) -> dict[str, bytes]:
    try:
        with pikepdf.open(BytesIO(content)) as document:
            found = {name: document.attachments[name].get_file().read_bytes() for name in document.attachments}
    except (pikepdf.PdfError, ValueError, KeyError) as error:
        raise UnreadableReceipt("To nie jest plik PDF, który da się odczytać.") from error
    if JSON_NAME not in found or XML_NAME not in found:
        raise UnreadableReceipt("W pliku nie ma treści sprawozdania, więc to nie jest potwierdzenie z tego systemu.")
    return found


def _findings(enclosed: dict[str, bytes]) -> Iterator[Finding]:
    told = _told(enclosed[JSON_NAME])
    answers, stated = told.get("answers"), str(told.get("digest"))
    yield Finding(_digest(answers) == stated, "skrót zgadza się z treścią, która jest w pliku")
    number = str(told.get("receipt"))
    facts = facts_of_number(number)
    yield Finding(facts is not None, f"system zna potwierdzenie {number}")
    if facts is not None:
        yield from _compared(facts, stated, enclosed)


def _compared(facts: Facts, stated: str, enclosed: dict[str, bytes]) -> Iterator[Finding]:
    yield Finding(facts.sending.digest == stated, "pod tym numerem wysłano właśnie tę treść")
    yield Finding(_same(enclosed[JSON_NAME], as_json(facts)), f"{JSON_NAME} mówi to, co przechowuje system")
    yield Finding(_canonical(enclosed[XML_NAME]) == _canonical(as_xml(facts)), f"{XML_NAME} mówi to samo")


def _same(content: bytes, ours: bytes) -> bool:
    """What the register says of the unit may have changed since."""
    said, known = (_told(text) | {"unit": None} for text in (content, ours))
    return said == known


def _told(content: bytes) -> dict[str, Any]:
    try:
        told = json.loads(content)
    except ValueError as error:
        raise UnreadableReceipt(f"Załącznika {JSON_NAME} nie da się odczytać.") from error
    return told if isinstance(told, dict) else {}


def _digest(answers: Any) -> str:
    try:
        return digest(Sheet.from_json(answers))
    except (AttributeError, TypeError):
        return ""


def _canonical(content: bytes) -> bytes:
    """Without the unit, as above; entities and the network are off."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_blank_text=True)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError:
        return b""
    for unit in root.findall("{*}jednostka"):
        root.remove(unit)
    return bytes(etree.tostring(root, method="c14n"))
