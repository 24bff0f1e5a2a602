# SPDX-License-Identifier: EUPL-1.2
"""Local accounts for tests: registered, activated, signed in; forms as a browser fills them in."""

import base64
import json
from typing import Any

from altcha import v1 as altcha
from django.http import HttpResponse
from django.test import Client

from ssoz.access.actors import SYSTEM
from ssoz.access.models import LocalAccount
from ssoz.access.operations import (
    Registration,
    activate_local_account,
    register,
)
from ssoz.registers.models import Unit
from ssoz.www.account.local import captcha
from tests.factories.access import actor

WORDS = [
    "zero",
    "jeden",
    "dwa",
    "trzy",
    "cztery",
    "pięć",
    "sześć",
    "siedem",
    "osiem",
    "dziewięć",
    "dziesięć",
    "jedenaście",
    "dwanaście",
]
NUMBERS = [{"nip": "782-160-47-48"}, {"regon": "123456785"}, {"register_number": "000000016159"}]
PASSWORD, OTHER = "konik-wiśnia-traktor-9", "parasol-jezioro-kamień-4"
ADDRESSES = (
    "/logowanie/",
    "/rejestracja/",
    "/rejestracja/jednostki/",
    "/rejestracja/przyjeta/",
    "/haslo/",
    "/haslo/x/",
)


def account(place: Unit, *, active: bool = True, **fields: Any) -> LocalAccount:
    usual = {
        "login": "halina",
        "password": PASSWORD,
        "given_name": "Halina",
        "family_name": "Wrona",
        "email": "halina@example.test",
        "phone": "+48 501369856",
        "financial": False,
    }
    made = register(by=actor(), registration=Registration(unit=place, **{**usual, **fields}))
    return activate_local_account(by=SYSTEM, account=made.public_id) if active else made


def page(answer: HttpResponse) -> str:
    return answer.content.decode()


def tried(client: Client, login: str = "halina", password: str = PASSWORD, **more: Any) -> HttpResponse:
    return client.post("/logowanie/", {"login": login, "password": password, **more})


def solved(challenge: str | None = None) -> str:
    """What the page's script sends."""
    made = json.loads(challenge or captcha.challenge())
    solution = altcha.solve_challenge(
        challenge=made["challenge"], salt=made["salt"], algorithm=made["algorithm"], max_number=made["maxnumber"]
    )
    assert solution is not None
    answer = {name: made[name] for name in ("algorithm", "challenge", "salt", "signature")}
    return base64.b64encode(json.dumps({**answer, "number": solution.number}).encode()).decode()


def filled(place: Unit, **values: str) -> dict[str, str]:
    usual = {
        "given_name": "Halina",
        "family_name": "Wrona",
        "email": "halina@example.test",
        "phone": "501 369 856",
        "login": "halina",
        "password": PASSWORD,
        "again": PASSWORD,
        "kind": place.kind,
        "regon": place.regon,
        "unit": str(place.public_id),
    }
    return {**usual, **values}
