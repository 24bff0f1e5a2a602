# SPDX-License-Identifier: EUPL-1.2
"""The sandbox as a process of its own, and a browser that walks through it."""

import json
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import requests

from sandbox.environment import ROOT, beside

CLIENT_URL = "http://testserver"
ANNA = {
    "sub": "anna",
    "given_name": "Anna",
    "family_name": "Żak",
    "pesel": "44051401359",
    "email": "anna@example.test",
    "role": "Wypełniający sprawozdania niefinansowe",
    "unit": "Szpital Powiatowy w Mławie",
    "hint": "wypełnia MZ-29",
}
BOB = {
    "sub": "bogdan",
    "given_name": "Bogdan",
    "family_name": "Łyś",
    "pesel": "02070803628",
    "email": "bogdan@example.test",
    "role": "Administrator UW",
    "unit": "Mazowiecki Urząd Wojewódzki",
    "hint": "",
}


@dataclass(frozen=True)
class SandboxSite:
    """Where the running sandbox answers."""

    url: str
    back: str
    client_url: str = CLIENT_URL

    def settings(self) -> dict[str, str]:
        """What `ssoz` must be told to trust it."""
        return {
            "BASE_URL": self.client_url,
            "OIDC_ISSUER": self.url,
            "OIDC_AUTHORIZE_URL": f"{self.url}/o/authorize/",
            "OIDC_TOKEN_URL": f"{self.back}/o/token/",
            "OIDC_JWKS_URL": f"{self.back}/o/.well-known/jwks.json",
            "OIDC_USERINFO_URL": f"{self.back}/o/userinfo/",
            "OIDC_END_SESSION_URL": f"{self.url}/o/logout/",
        }


@dataclass
class Browser:
    """Somebody at the provider's pages."""

    session: requests.Session = field(default_factory=requests.Session)

    def open(self, address: str) -> requests.Response:
        return self.session.get(address, timeout=10)

    def choose(self, page: requests.Response, sub: str) -> requests.Response:
        """Click on a person; stops at the redirect that leaves the sandbox."""
        form = dict(re.findall(r'<input type="hidden" name="(csrfmiddlewaretoken|next)" value="([^"]*)"', page.text))
        values = {name: value.replace("&amp;", "&") for name, value in form.items()}
        chosen = self.session.post(page.url.split("?")[0], {**values, "sub": sub}, timeout=10, allow_redirects=False)
        if chosen.status_code != 302:
            return chosen
        host = "{0.scheme}://{0.netloc}".format(urlsplit(page.url))
        return self.session.get(host + chosen.headers["Location"], timeout=10, allow_redirects=False)

    def sign_in(self, authorize_address: str, sub: str) -> str:
        """From the provider's door to the address one is sent back to."""
        return self.choose(self.open(authorize_address), sub).headers["Location"]


def query_of(address: str) -> dict[str, str]:
    """The query of an address, one value each."""
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}


@contextmanager
def running_sandbox(
    place: Path, people: list[dict[str, str]], *, host: str = "127.0.0.1", client_url: str = CLIENT_URL
) -> Iterator[SandboxSite]:
    """The sandbox under gunicorn, with a database of its own on the server of the tests.

    A browser reaches it by any `host` below localhost; Python knows the loopback only.
    """
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    (place / "people.json").write_text(json.dumps(people), encoding="utf-8")
    site = SandboxSite(f"http://{host}:{port}", f"http://127.0.0.1:{port}", client_url)
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT / "src"),
        "DJANGO_SETTINGS_MODULE": "sandbox.settings",
        "SSOZ_HOME": str(place),
        "SSOZ_URL": client_url,
        "SANDBOX_URL": site.url,
        "SANDBOX_PEOPLE": str(place / "people.json"),
        "SANDBOX_DATABASE_URL": beside(os.environ["DATABASE_URL"], f"sandbox_{os.getpid()}_{port}"),
    }
    subprocess.run([sys.executable, "-m", "django", "prepare"], env=environment, check=True)
    command = [sys.executable, "-m", "gunicorn", "sandbox.wsgi", "--bind", f"127.0.0.1:{port}", "--log-level", "error"]
    with subprocess.Popen(command, env=environment) as process:
        try:
            _wait_for(f"{site.back}/o/.well-known/jwks.json")
            yield site
        finally:
            process.terminate()


def _wait_for(address: str, seconds: float = 20) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            requests.get(address, timeout=1).raise_for_status()
            return
        except requests.RequestException:
            time.sleep(0.1)
    raise TimeoutError(address)
