# SPDX-License-Identifier: EUPL-1.2
"""What no database can keep as text, handed in at every address of a site: in the path, the query, the form."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

PARAMETER = re.compile(r"<(?:(\w+):)?\w+>")
UUID = "0197b1de-6f3c-7c3b-8f3e-0d1c2b3a4f5e"
USUAL = {"int": "1", "uuid": UUID, "secret_uuid": UUID, "slug": "a", "date": "2026-01-31"}
FREE = {"str", "path", "secret", ""}  # what a NUL comes through
HALF = b"+2AA-"  # in UTF-7: the first half of a character of two
UTF_7 = 'multipart/form-data; charset="utf-7"; boundary=x'


@dataclass(frozen=True)
class Door:
    """An address, and what stands in it where it takes text as it comes."""

    route: str

    def path(self, text: str) -> str:
        """The address with that text wherever any text may stand."""
        return "/" + PARAMETER.sub(lambda found: self._value(found[1] or "", text), self.route)

    @property
    def is_free(self) -> bool:
        """Whether its path takes any text."""
        return any((found or "") in FREE for found in PARAMETER.findall(self.route))

    @staticmethod
    def _value(converter: str, text: str) -> str:
        return text if converter in FREE else USUAL.get(converter, "a")


def doors(urlconf: str) -> list[Door]:
    """Every address of a site."""
    return [Door(route) for route in _routes(get_resolver(urlconf), "")]


def knock(client: Client, door: Door, **headers: Any) -> Iterator[tuple[str, HttpResponse]]:
    """Everything that is no text, by every way into one address, and what it answers."""
    client.raise_request_exception = False
    plain = door.path("a")
    if door.is_free:
        yield "path", client.get(door.path("%00"), headers=headers)
    yield "query", client.get(f"{plain}?state=%00", headers=headers)
    yield "name of a parameter", client.get(f"{plain}?%00=a", headers=headers)
    yield "form", client.post(plain, "state=%00", "application/x-www-form-urlencoded", headers=headers)
    yield "form in parts", client.post(plain, {"state": "a\0"}, headers=headers)
    yield "half a character", client.post(plain, _in_parts(HALF), UTF_7, headers=headers)
    yield (
        "half a character in the query",
        client.get(f"{plain}?state={HALF.decode()}", headers=headers, CONTENT_TYPE=UTF_7),
    )


def _in_parts(value: bytes) -> bytes:
    return b'--x\r\nContent-Disposition: form-data; name="state"\r\n\r\n' + value + b"\r\n--x--\r\n"


def _routes(resolver: URLResolver, outer: str) -> Iterator[str]:
    for entry in resolver.url_patterns:
        route = outer + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield route
        else:
            yield from _routes(entry, route)
