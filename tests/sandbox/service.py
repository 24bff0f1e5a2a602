# SPDX-License-Identifier: EUPL-1.2
"""A service that lets people sign in at the node, by the other side of the SAML module."""

from dataclasses import dataclass, field
from typing import Any

from django.http import HttpResponse
from django.test import Client

from shared import clock
from shared.saml import Assertion, ServiceProvider
from tests.factories import saml
from tests.sandbox.browsing import LOGIN, Browser, Page

BACK = {"host": "127.0.0.1:8001"}


@dataclass
class Service:
    """What UEOZ does, without UEOZ."""

    provider: ServiceProvider = field(default_factory=saml.service)
    client: Client = field(default_factory=Client)
    seen: saml.Memory = field(default_factory=saml.Memory)
    requests: list[str] = field(default_factory=list)

    def send(self, browser: Browser, *, relay_state: str = "tab-1", raw: bytes | None = None) -> Page:
        """Send somebody to the node."""
        request = self.provider.authn_request(now=clock.now())
        self.requests.append(request.id)
        value = request.form_value if raw is None else raw
        data = {"SAMLRequest": value, "RelayState": relay_state}
        return browser.post(f"{LOGIN}/login/SingleSignOnService", data)

    def answer_of(self, page: Page) -> dict[str, Any]:
        """What the last page of the node would post to the service."""
        assert page.heading == "Powrót do usługi", page.text
        form, _button = page.form("Dalej")
        assert form.get("action") == self.provider.acs_url
        return dict(form.form_values())

    def soap(self, path: str, body: bytes) -> HttpResponse:
        """Speak to the node past the browser."""
        return self.client.post(path, body, content_type="text/xml", headers=BACK)

    def read(self, page: Page, *, request: int = -1) -> Assertion:
        """Who signed in, by the artifact on the page."""
        resolve = self.provider.artifact_resolve(self.answer_of(page)["SAMLart"], now=clock.now())
        answer = self.soap("/login-services/idpArtifactResolutionService", resolve.xml)
        return self.provider.read_artifact_response(
            answer.content,
            resolve_id=resolve.id,
            request_id=self.requests[request],
            now=clock.now(),
            seen=self.seen,
        )
