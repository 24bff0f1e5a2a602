# SPDX-License-Identifier: EUPL-1.2
"""SOAP to the node, past the browser: bounded in time and size, following nobody elsewhere."""

import ssl
import time
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import requests
from requests.adapters import HTTPAdapter

from shared.environment import is_local
from shared.saml import MAX_BYTES
from ueoz.node.profile import configuration

CONNECT, READ, ALTOGETHER = 3.05, 8.0, 10.0  # seconds
CHUNK = 16 * 1024
HEADERS = {"Content-Type": "text/xml; charset=utf-8", "SOAPAction": '""', "Accept": "text/xml"}


class NodeSilentError(Exception):
    """The node did not answer, or not in a way that could be read."""


class _Ciphers(HTTPAdapter):
    """HTTPS with the ciphers the node's operator asks for; certificates are checked as ever."""

    def __init__(self, ciphers: str) -> None:
        self.context = ssl.create_default_context()
        self.context.set_ciphers(ciphers)
        super().__init__()

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs, ssl_context=self.context)


def send(url: str, xml: bytes) -> bytes:
    """Post a message to the node and return what it answers."""
    known = configuration()
    target, host = _target(url, known.backchannel)
    try:
        with requests.Session() as session:
            session.trust_env = not is_local(urlsplit(target).hostname or "")  # a proxy leads out, not to ourselves
            if known.tls_ciphers:
                session.mount("https://", _Ciphers(known.tls_ciphers))
            return _read(session, target, {**HEADERS, "Host": host}, xml)
    except (requests.RequestException, OSError) as error:
        raise NodeSilentError(type(error).__name__) from error


def _read(session: requests.Session, target: str, headers: dict[str, str], xml: bytes) -> bytes:
    until = time.monotonic() + ALTOGETHER
    given = (CONNECT, READ)
    with session.post(target, xml, headers=headers, timeout=given, allow_redirects=False, stream=True) as response:
        if response.status_code != requests.codes.ok:
            raise NodeSilentError(f"HTTP {response.status_code}")
        body = b""
        for chunk in response.iter_content(CHUNK):
            body += chunk
            if len(body) > MAX_BYTES:
                raise NodeSilentError("too large")
            if time.monotonic() > until:
                raise NodeSilentError("too slow")
    return body


def _target(url: str, backchannel: str) -> tuple[str, str]:
    """Where to connect, and whom to ask for there: a server often reaches the node by another name."""
    parts = urlsplit(url)
    if not backchannel:
        return url, parts.netloc
    other = urlsplit(backchannel)
    return urlunsplit((other.scheme, other.netloc, parts.path, parts.query, "")), parts.netloc
