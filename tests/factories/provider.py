# SPDX-License-Identifier: EUPL-1.2
"""A dishonest identity provider: answers over HTTP whatever a test puts in its mouth."""

import base64
import hmac
import json
import secrets
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256
from joserfc import jwt
from joserfc.jwk import RSAKey
from joserfc.jws import JWSRegistry

Claims = dict[str, Any]
Sign = Callable[["Provider", Claims], str]
RSA_KEY = RSAKey.generate_key(2048, {"kid": "honest", "use": "sig"})
FOREIGN_KEY = RSAKey.generate_key(2048, {"kid": "honest", "use": "sig"})
NEXT_KEY = RSAKey.generate_key(2048, {"kid": "next", "use": "sig"})
LOGOUT_EVENT = "http://schemas.openid.net/event/backchannel-logout"
SUBSTANTIAL = "http://eidas.europa.eu/LoA/substantial"


def honest(provider: "Provider", claims: Claims) -> str:
    """Signed as it should be."""
    return jwt.encode({"alg": "RS256", "kid": provider.key.kid or ""}, claims, provider.key)


def foreign(provider: "Provider", claims: Claims) -> str:
    """Signed with a key of the attacker that bears the honest key's name."""
    return jwt.encode({"alg": "RS256", "kid": "honest"}, claims, FOREIGN_KEY)


def embedded(provider: "Provider", claims: Claims) -> str:
    """Signed with a key that the token brings along."""
    header = {"alg": "RS256", "jwk": FOREIGN_KEY.as_dict(private=False)}
    return jwt.encode(header, claims, FOREIGN_KEY)


def unknown(provider: "Provider", claims: Claims) -> str:
    """Signed with a key nobody has published."""
    return jwt.encode({"alg": "RS256", "kid": "unheard-of"}, claims, FOREIGN_KEY)


def unsigned(provider: "Provider", claims: Claims) -> str:
    """Not signed at all, and saying so."""
    header, body = encoded({"alg": "none"}), encoded(claims)
    return f"{header}.{body}."


def confused(provider: "Provider", claims: Claims) -> str:
    """Signed by HMAC with the public key, which everybody has, as its secret."""
    return by_hmac({"alg": "HS256", "kid": "honest"}, claims)


def by_hmac(header: Claims, claims: Claims) -> str:
    """By hand: no library makes such a token any more."""
    signed = f"{encoded(header)}.{encoded(claims)}"
    digest = hmac.new(RSA_KEY.as_pem(private=False), signed.encode(), "sha256").digest()
    return f"{signed}.{base64.urlsafe_b64encode(digest).rstrip(b'=').decode()}"


def headed(**header: object) -> Sign:
    """Signed by a stranger, with this in the header."""
    whole = {"alg": "RS256", "kid": "honest", **header}

    def sign(provider: "Provider", claims: Claims) -> str:
        signed = f"{encoded(whole)}.{encoded(claims)}"
        key = FOREIGN_KEY.private_key
        assert key is not None
        signature = key.sign(signed.encode(), PKCS1v15(), SHA256())
        return f"{signed}.{base64.urlsafe_b64encode(signature).rstrip(b'=').decode()}"

    return sign


def altered(provider: "Provider", claims: Claims) -> str:
    """Signed honestly, then changed."""
    head, _body, signature = honest(provider, claims).split(".")
    return f"{head}.{encoded({**claims, 'sub': 'bogdan'})}.{signature}"


def nested(provider: "Provider", claims: Claims) -> str:
    """So deep that a reader that calls itself falls over."""
    deep = base64.urlsafe_b64encode(b"[" * 5000).rstrip(b"=").decode()
    return f"{deep}.{deep}.AAAA"


def stripped(provider: "Provider", claims: Claims) -> str:
    """The honest token without its signature."""
    return honest(provider, claims).rpartition(".")[0] + "."


def encoded(part: Claims) -> str:
    return base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=").decode()


@dataclass
class Provider:
    """What it will say; `nonce` is what the client asked with."""

    url: str = ""
    nonce: str = ""
    claims: Claims = field(default_factory=dict)
    without: tuple[str, ...] = ()
    sign: Sign = honest
    key: RSAKey = field(default_factory=lambda: RSA_KEY)
    token: Claims = field(default_factory=dict)
    details: Claims = field(default_factory=dict)
    status: int = 200
    asked_for_keys: int = 0
    asked_for_details: int = 0
    garbage: dict[str, object] = field(default_factory=dict)

    def id_token(self) -> str:
        moment = int(time.time())
        usual: Claims = {
            "iss": self.url,
            "aud": "ssoz",
            "sub": "anna",
            "nonce": self.nonce,
            "iat": moment,
            "exp": moment + 300,
            "auth_time": moment,
            "sid": "session-at-the-provider",
            "acr": SUBSTANTIAL,
            "given_name": "Anna",
            "family_name": "Żak",
        }
        kept = {name: value for name, value in {**usual, **self.claims}.items() if name not in self.without}
        return self.sign(self, kept)

    def logout_token(self, header: Claims | None = None, **claims: object) -> str:
        """What it sends when a session is over; a claim that is None is left out."""
        moment = int(time.time())
        usual: Claims = {
            "iss": self.url,
            "aud": "ssoz",
            "sub": "anna",
            "sid": "session-at-the-provider",
            "iat": moment,
            "exp": moment + 120,
            "jti": secrets.token_hex(16),
            "events": {LOGOUT_EVENT: {}},
        }
        kept = {name: value for name, value in {**usual, **claims}.items() if value is not None}
        whole = {"alg": "RS256", "kid": self.key.kid or "", "typ": "logout+jwt", **(header or {})}
        return jwt.encode(whole, kept, self.key, registry=JWSRegistry(strict_check_header=False))

    def answer(self, path: str) -> object:
        said = self.said(path)
        return self.garbage.get(path, said)

    def said(self, path: str) -> Claims:
        if path == "/jwks":
            self.asked_for_keys += 1
            return {"keys": [self.key.as_dict(private=False)]}
        if path == "/userinfo":
            self.asked_for_details += 1
            return {"sub": "anna", "pesel": "44051401359", **self.details}
        said = {"access_token": "at", "token_type": "Bearer", "expires_in": 300, "id_token": self.id_token()}
        return {name: value for name, value in {**said, **self.token}.items() if value is not None}

    def settings(self) -> dict[str, str]:
        return {
            "BASE_URL": "http://testserver",
            "OIDC_ISSUER": self.url,
            "OIDC_AUTHORIZE_URL": f"{self.url}/authorize",
            "OIDC_TOKEN_URL": f"{self.url}/token",
            "OIDC_JWKS_URL": f"{self.url}/jwks",
            "OIDC_USERINFO_URL": f"{self.url}/userinfo",
        }


@contextmanager
def running_provider() -> Iterator[Provider]:
    """The provider, answering on the loopback."""
    provider = Provider()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = json.dumps(provider.answer(self.path)).encode()
            self.send_response(provider.status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", "0")))
            self.do_GET()

        def log_message(self, *_: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        provider.url = f"http://127.0.0.1:{server.server_address[1]}"
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        yield provider
        server.shutdown()
        thread.join()
