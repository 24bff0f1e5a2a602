# SPDX-License-Identifier: EUPL-1.2
"""Wrapping: the signed element is moved to where it is verified, another one stands where it is read."""

from collections.abc import Callable
from copy import deepcopy

from lxml import etree

from shared.saml.documents import q
from tests.unit.shared.saml.forging import (
    Scene,
    inner_of,
    outer_of,
    without_signature,
)
from tests.unit.shared.saml.listing import Vector

Shape = Callable[[etree._Element, etree._Element, etree._Element], object]


def _signature(element: etree._Element) -> etree._Element:
    return deepcopy(element.find(q("ds:Signature")))


def _takes_signature_with_original_inside(root: etree._Element, real: etree._Element, evil: etree._Element) -> None:
    signature, copy = _signature(real), without_signature(real)
    real.getparent().replace(real, evil)
    evil.insert(1, signature)
    signature.append(copy)


def _original_before_the_signature(root: etree._Element, real: etree._Element, evil: etree._Element) -> None:
    signature, copy = _signature(real), without_signature(real)
    real.getparent().replace(real, evil)
    evil.insert(1, copy)
    evil.insert(2, signature)


def _evil_sibling_first(root: etree._Element, real: etree._Element, evil: etree._Element) -> None:
    real.addprevious(evil)


def _evil_sibling_last(root: etree._Element, real: etree._Element, evil: etree._Element) -> None:
    real.addnext(evil)


def _original_is_a_child(root: etree._Element, real: etree._Element, evil: etree._Element) -> None:
    real.getparent().replace(real, evil)
    evil.append(real)


def _original_at_the_end_of_the_message(root: etree._Element, real: etree._Element, evil: etree._Element) -> None:
    signature, copy = _signature(real), without_signature(real)
    real.getparent().replace(real, evil)
    evil.insert(1, signature)
    root.append(copy)


def _original_in_an_object_of_the_signature(root: etree._Element, real: etree._Element, evil: etree._Element) -> None:
    signature, copy = _signature(real), without_signature(real)
    real.getparent().replace(real, evil)
    evil.insert(1, signature)
    etree.SubElement(signature, q("ds:Object")).append(copy)


def _original_in_extensions(root: etree._Element, real: etree._Element, evil: etree._Element) -> None:
    real.getparent().replace(real, evil)
    extensions = etree.Element(q("saml2p:Extensions"))
    evil.insert(1, extensions)
    extensions.append(real)


def _same_identifier_twice(root: etree._Element, real: etree._Element, evil: etree._Element) -> None:
    evil.set("ID", real.get("ID"))
    real.addprevious(evil)


def _same_identifier_and_the_original_in_a_header(
    root: etree._Element, real: etree._Element, evil: etree._Element
) -> None:
    evil.set("ID", real.get("ID"))
    signature, copy = _signature(real), without_signature(real)
    real.getparent().replace(real, evil)
    evil.insert(1, signature)
    header = etree.Element(q("soap:Header"))
    header.append(copy)
    root.insert(0, header)


SHAPES: list[Shape] = [
    _takes_signature_with_original_inside,
    _original_before_the_signature,
    _evil_sibling_first,
    _evil_sibling_last,
    _original_is_a_child,
    _original_at_the_end_of_the_message,
    _original_in_an_object_of_the_signature,
    _original_in_extensions,
    _same_identifier_twice,
    _same_identifier_and_the_original_in_a_header,
]


def wrapping(shape: Shape, level: str) -> Vector:
    """Wrap one of the two signed levels."""

    def attack(scene: Scene) -> bytes:
        root = scene.root
        evil = scene.outer(scene.evil()) if level == "outer" else scene.evil()
        shape(root, outer_of(root) if level == "outer" else inner_of(root), evil)
        written: bytes = etree.tostring(root)
        return written

    return attack


WRAPPINGS = {f"{level}{shape.__name__}": wrapping(shape, level) for level in ("outer", "inner") for shape in SHAPES}
