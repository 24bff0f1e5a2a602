# SPDX-License-Identifier: EUPL-1.2
"""The list of dishonest answers, and what several of them are made with."""

from collections.abc import Callable

from lxml import etree

from shared.saml import Reason
from shared.saml.documents import q
from tests.unit.shared.saml.forging import Scene

Vector = Callable[[Scene], bytes]
VECTORS: dict[str, tuple[Vector, Reason]] = {}


def vector(reason: Reason) -> Callable[[Vector], Vector]:
    """Put an attack on the list."""

    def listed(attack: Vector) -> Vector:
        VECTORS[attack.__name__] = (attack, reason)
        return attack

    return listed


def changed(tag: str, change: Callable[[etree._Element], object]) -> Vector:
    def attack(scene: Scene) -> bytes:
        root = scene.root
        for element in list(root.iter(q(tag))):
            change(element)
        written: bytes = etree.tostring(root)
        return written

    return attack


def text(value: str | None) -> Callable[[etree._Element], object]:
    return lambda element: setattr(element, "text", value)


def algorithm(value: str) -> Callable[[etree._Element], object]:
    return lambda element: element.set("Algorithm", value)
