# SPDX-License-Identifier: EUPL-1.2
"""A national node in a thread of its own, answering over loopback; and a browser that goes there and back."""

import base64
import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from html import unescape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpResponse
from django.test import Client as Browser

from shared import clock
from shared.saml import Assertion, Client, IdentityProvider, SigningKey, Status, load_certificates
from tests.factories.saml import HALINA
from ueoz.node.configuration import NodeConfiguration

Answer = tuple[int, dict[str, str], bytes]


@dataclass
class PlayedNode:
    """What the node knows and how it behaves today."""

    keys: Path
    signing: str = "node-sign"
    encryption: str = "ueoz-encrypt"
    clients: tuple[str, ...] = ("ueoz-sign",)
    artifacts: dict[str, bytes] = field(default_factory=dict)
    logged_out: list[tuple[str, str]] = field(default_factory=list)
    hosts: list[str] = field(default_factory=list)
    misbehaves: Callable[[], Answer] | None = None
    port: int = 0

    @property
    def provider(self) -> IdentityProvider:
        """The node's side of SAML, with the keys of today."""
        known = settings.NODE
        client = Client(
            entity_id=known.entity_id,
            provider_name=known.provider_name,
            acs_urls=(known.acs_url,),
            certificates=load_certificates(*((self.keys / f"{name}.pem").read_bytes() for name in self.clients)),
            encryption_certificate=load_certificates((self.keys / f"{self.encryption}.pem").read_bytes())[0],
        )
        return IdentityProvider(
            entity_id=known.node,
            sso_url=known.sso_url,
            ars_url=known.ars_url,
            slo_url=known.slo_url,
            signing=SigningKey.load(
                (self.keys / f"{self.signing}.key").read_bytes(), (self.keys / f"{self.signing}.pem").read_bytes()
            ),
            clients={known.entity_id: client},
        )

    def sign_in(self, raw: bytes, who: Assertion | Status = HALINA) -> str:
        """Let somebody sign in, or not; returns the artifact."""
        provider, now = self.provider, clock.now()
        request = provider.read_authn_request(raw, now=now)
        refused = isinstance(who, Status)
        response = provider.refusal(request, who, now=now) if refused else provider.response(request, who, now=now)
        artifact = provider.new_artifact()
        self.artifacts[artifact] = response
        return artifact

    def answer(self, path: str, body: bytes) -> Answer:
        """Answer past the browser."""
        provider, now = self.provider, clock.now()
        if path.endswith("singleLogoutService"):
            logout = provider.read_logout_request(body, now=now)
            self.logged_out.append((logout.name_id, logout.session_index))
            return 200, {}, provider.logout_response(logout.id, now=now)
        resolve = provider.read_artifact_resolve(body, now=now)
        return 200, {}, provider.artifact_response(resolve.id, self.artifacts.pop(resolve.artifact, None), now=now)


@contextmanager
def playing(node: PlayedNode) -> Iterator[PlayedNode]:
    """Let the node answer."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            node.hosts.append(self.headers["Host"])
            body = self.rfile.read(int(self.headers["Content-Length"]))
            status, headers, answer = node.misbehaves() if node.misbehaves else node.answer(self.path, body)
            self.send_response(status)
            for name, value in {"Content-Length": str(len(answer)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    node.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield node
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def configured(known: NodeConfiguration, keys: Path, port: int) -> NodeConfiguration:
    """Point UEOZ at the node that is played."""
    return replace(
        known,
        backchannel=f"http://127.0.0.1:{port}",
        certificates=(keys / "node-sign.pem",),
        signing_key=keys / "ueoz-sign.key",
        signing_certificate=keys / "ueoz-sign.pem",
        decryption_keys=(keys / "ueoz-encrypt.key",),
    )


@dataclass
class Way:
    """One way to the node and back, step by step."""

    browser: Browser
    relay: str
    raw: bytes

    def arrive(self, artifact: str, relay: str | None = None) -> HttpResponse:
        """Let the node's page post to UEOZ: from another site, so without cookies."""
        fields = {"SAMLart": artifact, "RelayState": self.relay if relay is None else relay}
        stranger = Browser(enforce_csrf_checks=True, headers={"origin": "http://login.localhost:8001"})
        return led_on(stranger, stranger.post("/wk/acs/", fields, secure=False))

    def finish(self, parked: HttpResponse, browser: Browser | None = None) -> HttpResponse:
        """Follow the redirect in the browser that began, or in another."""
        browser = browser or self.browser
        return led_on(browser, browser.get(parked["Location"]))


def begin(browser: Browser, target: str = "/konto/") -> Way:
    """Open the way to the node."""
    page = browser.get("/wk/start/", {"next": target} if target else {}).content.decode()
    fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', page))
    return Way(browser, unescape(fields["RelayState"]), base64.b64decode(unescape(fields["SAMLRequest"])))


def led_on(browser: Browser, answer: Any) -> HttpResponse:
    """The page about a sign-in that did not happen, if the answer leads there; else the answer."""
    refused: bool = answer.status_code == 303 and where(answer).startswith("/wk/odmowa/")
    return browser.get(answer["Location"]) if refused else answer  # type: ignore[return-value]  # what the client adds


def slowly(seconds: float) -> Callable[[], Answer]:
    """Answer after a while."""

    def answer() -> Answer:
        time.sleep(seconds)
        return 200, {}, b""

    return answer


def where(response: HttpResponse) -> str:
    """The path a redirect leads to."""
    return urlsplit(response["Location"]).path
