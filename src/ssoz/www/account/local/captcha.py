# SPDX-License-Identifier: EUPL-1.2
"""That somebody, or at least their computer, took trouble: a computation by script, a sum in words without (ADR 0089).

Nobody else is asked, nothing has to be seen or heard, and each solution serves once.
"""

import base64
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from altcha import v1 as altcha
from django.conf import settings
from django.core.signing import BadSignature, TimestampSigner
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from shared import clock
from ssoz.access.operations import spend

LASTS = timedelta(minutes=30)
HARDEST = 60_000  # hashes at most: about a second in a browser
SALT = "ssoz.www.account.captcha"
BIGGEST = 12


@dataclass(frozen=True)
class Question:
    """A sum in words, and the signed answer."""

    text: str
    token: str


def challenge() -> str:
    """A computation for the page's script, as JSON."""
    made = altcha.create_challenge(
        altcha.ChallengeOptions(max_number=HARDEST, hmac_key=_key(), expires=clock.now() + LASTS)
    )
    return json.dumps(
        {"algorithm": made.algorithm, "challenge": made.challenge, "salt": made.salt, "signature": made.signature}
        | {"maxnumber": HARDEST}
    )


def question() -> Question:
    """A sum for people whose browser runs no scripts; as words, which a screen reader says."""
    one, other = (secrets.randbelow(BIGGEST - 1) + 2 for _number in range(2))
    words = _("zero|jeden|dwa|trzy|cztery|pięć|sześć|siedem|osiem|dziewięć|dziesięć|jedenaście|dwanaście").split("|")
    nonce = secrets.token_hex(16)
    token = TimestampSigner(salt=SALT).sign(f"{nonce}.{_sealed(nonce, str(one + other))}")
    text = _("Ile to jest {one} dodać {other}? Wpisz liczbę cyframi.").format(one=words[one], other=words[other])
    return Question(text, token)


def is_computed(data: Mapping[str, Any]) -> bool:
    """Whether the answer is the script's."""
    return bool(data.get("altcha"))


def is_solved(data: Mapping[str, Any]) -> bool:
    """Whether either was solved, in time and for the first time."""
    return _computed(str(data.get("altcha", ""))) if is_computed(data) else _answered(data)


def _computed(text: str) -> bool:
    try:
        payload = json.loads(base64.b64decode(text, validate=True))
        solved, _error = altcha.verify_solution(payload, _key(), check_expires=True)
    except (ValueError, TypeError, KeyError, AttributeError):
        return False
    return bool(solved) and spend(mark=f"altcha {payload['challenge']}", until=clock.now() + LASTS)


def _answered(data: Mapping[str, Any]) -> bool:
    try:
        signed = TimestampSigner(salt=SALT).unsign(str(data.get("question", "")), max_age=LASTS)
    except BadSignature:
        return False
    nonce, _dot, seal = signed.partition(".")
    right = constant_time_compare(seal, _sealed(nonce, str(data.get("answer", "")).strip()))
    return spend(mark=f"question {nonce}", until=clock.now() + LASTS) and right


def _sealed(nonce: str, answer: str) -> str:
    return salted_hmac(SALT, f"{nonce} {answer}", algorithm="sha256").hexdigest()


def _key() -> str:
    return salted_hmac(SALT, "altcha", secret=settings.SECRET_KEY, algorithm="sha256").hexdigest()
