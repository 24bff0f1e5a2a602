# SPDX-License-Identifier: EUPL-1.2
"""People signed in to UEOZ, systems that send them there, and the steps between the two."""

import base64
import hashlib
import json
from dataclasses import dataclass, field
from datetime import date
from itertools import count
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.test import Client as Browser
from joserfc import jwt
from joserfc.jwk import KeySet
from lxml import html

from shared import clock
from ueoz.accounts.enums import AccountState
from ueoz.accounts.models import Account, Session
from ueoz.accounts.operations import hidden_pesel, open_session
from ueoz.node.citizen import Citizen
from ueoz.provider.claims import LEVELS
from ueoz.provider.models import Client
from ueoz.provider.operations import ClientData, Who, add_client

CALLBACK = "https://system.example/powrot/"
AFTER_LOGOUT = "https://system.example/"
VERIFIER = "v" * 43
PESELS = ("44051401359", "02070803628", "90090515836", "74031281842")
_numbers = count(1)


def challenge(verifier: str = VERIFIER) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()


def account(**fields: Any) -> Account:
    """Somebody with an active account."""
    number = next(_numbers)
    usual = {
        "subject": f"subject-{number}",
        "given_name": "Anna",
        "family_name": "Żak",
        "birth_date": date(1944, 5, 14),
        "email": f"anna{number}@example.test",
        "email_verified_at": clock.now(),
        "state": AccountState.ACTIVE,
        **hidden_pesel(fields.pop("pesel", PESELS[number % len(PESELS)])),
    }
    return Account.objects.create(**{**usual, **fields})


def sign_in(browser: Browser, who: Account, assurance: str = LEVELS[1]) -> Session:
    """The person has been to the node and back, in this browser."""
    request = HttpRequest()
    request.META = {"REMOTE_ADDR": "192.0.2.1", "HTTP_USER_AGENT": "próbna"}
    request.session, request.user = browser.session, AnonymousUser()
    citizen = Citizen(
        pesel=who.pesel,
        given_name=who.given_name,
        family_name=who.family_name,
        birth_date=who.birth_date or date(1944, 5, 14),
        assurance=assurance,
        authority="Profil zaufany",
        name_id="n",
        session_index="i",
    )
    row = open_session(request=request, account=who, citizen=citizen)
    request.session.save()
    browser.cookies[settings.SESSION_COOKIE_NAME] = request.session.session_key or ""
    return row


@dataclass
class System:
    """A client with its secret, doing what a client does."""

    client: Client
    secret: str
    state: str = "stan"
    nonce: str = "raz"
    scope: str = "openid profile email pesel"
    browser: Browser = field(default_factory=Browser)

    @property
    def id(self) -> str:
        return str(self.client.client_id)

    def question(self, **changes: str | None) -> dict[str, str]:
        """An authorization request; a parameter that is None is left out."""
        usual = {
            "response_type": "code",
            "client_id": self.id,
            "redirect_uri": CALLBACK,
            "scope": self.scope,
            "state": self.state,
            "nonce": self.nonce,
            "code_challenge": challenge(),
            "code_challenge_method": "S256",
        }
        return {name: value for name, value in {**usual, **changes}.items() if value is not None}

    def ask(self, **changes: str | None) -> HttpResponse:
        answer: Any = self.browser.get("/o/authorize/", self.question(**changes))
        return answer

    def code(self, **changes: str | None) -> str:
        answer = self.ask(**changes)
        assert answer.status_code == 302, answer.content.decode()
        return query(answer)["code"]

    def redeem(self, code: str | None, secret: str | None = None, **changes: str | None) -> HttpResponse:
        """The code for tokens, with the secret in the header as is preferred."""
        usual = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": CALLBACK,
            "code_verifier": VERIFIER,
        }
        values = {name: value for name, value in {**usual, **changes}.items() if value is not None}
        answer: Any = Browser().post("/o/token/", values, headers=basic(self.id, secret or self.secret))
        return answer

    def tokens(self, **changes: str | None) -> dict[str, Any]:
        return body(self.redeem(self.code(**changes)))

    def refresh(self, token: str, **changes: str) -> HttpResponse:
        values = {"grant_type": "refresh_token", "refresh_token": token, **changes}
        answer: Any = Browser().post("/o/token/", values, headers=basic(self.id, self.secret))
        return answer

    def userinfo(self, token: str) -> HttpResponse:
        answer: Any = Browser().get("/o/userinfo/", headers={"Authorization": f"Bearer {token}"})
        return answer


def system(client_id: str = "system", *, pesel: bool = True, own: bool = True, backchannel: str = "") -> System:
    """A client of its own."""
    data = ClientData(
        name=client_id.title(),
        redirect_uris=[CALLBACK],
        post_logout_redirect_uris=[AFTER_LOGOUT],
        backchannel_logout_uri=backchannel,
        may_know_pesel=pesel,
        is_own=own,
    )
    client, secret = add_client(by=Who(), client_id=client_id, data=data)
    return System(client, secret, scope="openid profile email pesel" if pesel else "openid profile email")


def entered(who: Account | None = None, **about: Any) -> System:
    """A system in whose browser somebody is signed in to UEOZ."""
    made = system(**about)
    sign_in(made.browser, who or account())
    return made


def basic(name: str, secret: str) -> dict[str, str]:
    return {"Authorization": f"Basic {base64.b64encode(f'{name}:{secret}'.encode()).decode()}"}


def query(answer: HttpResponse) -> dict[str, str]:
    """The query of the address the answer leads to."""
    return {name: values[0] for name, values in parse_qs(urlsplit(answer["Location"]).query).items()}


def body(answer: HttpResponse) -> dict[str, Any]:
    said: dict[str, Any] = json.loads(answer.content)
    return said


def published() -> KeySet:
    return KeySet.import_key_set(Browser().get("/o/.well-known/jwks.json").json())


def verified(token: str) -> jwt.Token:
    """The token as a client reads it: by the published keys, RS256 only."""
    return jwt.decode(token, published(), algorithms=["RS256"])


def error_of(answer: HttpResponse) -> str:
    """The error an authorization request came back with; it must name us and bear the state."""
    said = query(answer)
    assert answer["Location"].startswith(CALLBACK)
    assert said["iss"] == settings.BASE_URL
    assert "code" not in said
    return said["error"]


def leads_to_sign_in(answer: HttpResponse) -> bool:
    """Whether it is the sign-in page itself, which leads back to the question."""
    shown = answer.status_code == 200 and "Zaloguj się do Systemu" in answer.content.decode()
    return shown and way_back(answer).startswith("/o/authorize/?")


def way_back(page: HttpResponse) -> str:
    """Where the sign-in page leads once somebody has signed in."""
    [door] = html.document_fromstring(page.content).xpath("//a[starts-with(@href, '/wk/start/')]/@href")
    return parse_qs(urlsplit(door).query)["next"][0]
