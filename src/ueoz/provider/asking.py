# SPDX-License-Identifier: EUPL-1.2
"""What an authorization request asks of the sign-in: pure, apart from the signature under `since`.

`prompt=login` and an exceeded `max_age` send the person to the sign-in page and back. What comes back has to prove that
a sign-in has taken place since; taking `prompt` out of the address on its way would let people be let back in silently.
So the address that comes back says, signed, since when somebody must have signed in.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import chain

from django.core.signing import BadSignature, Signer
from django.http import QueryDict

from ueoz.provider.locales import LOCALES

SINCE = "since"
SIGNER = Signer(salt="provider.since")
PATIENCE = timedelta(hours=1)  # registering a trusted profile on the way takes its time
CHALLENGE = re.compile(r"[A-Za-z0-9_-]{43}")
AGAIN = frozenset({"login", "select_account"})
LONGEST = {"nonce": 255, "state": 2000, "client_id": 100, "redirect_uri": 500, "scope": 500, "id_token_hint": 8192}


class BadRequest(Exception):
    """A parameter we refuse; `error` is the code of the standard, the text what is wrong."""

    def __init__(self, error: str, description: str) -> None:
        super().__init__(description)
        self.error, self.description = error, description


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What the client wants to be sure of."""

    silent: bool = False
    again: bool = False
    consent: bool = False
    max_age: timedelta | None = None
    since: datetime | None = None


def read(parameters: Mapping[str, str]) -> Asked:
    """Read the parameters of the sign-in, or refuse them."""
    prompts = set(parameters.get("prompt", "").split())
    if "none" in prompts and len(prompts) > 1:
        raise BadRequest("invalid_request", "prompt=none stands alone")
    age = parameters.get("max_age", "")
    if age and not re.fullmatch(r"[0-9]{1,9}", age):
        raise BadRequest("invalid_request", "max_age is a number of seconds")
    return Asked(
        silent="none" in prompts,
        again=bool(prompts & AGAIN),
        consent="consent" in prompts,
        max_age=timedelta(seconds=int(age)) if age else None,
        since=_since(parameters.get(SINCE, "")),
    )


def check_profile(parameters: Mapping[str, str]) -> None:
    """Refuse what our profile of OpenID does not have, before anybody signs in for nothing."""
    for name in ("request", "request_uri", "registration"):
        if parameters.get(name):
            raise BadRequest(f"{name}_not_supported", f"{name} is not supported")
    if parameters.get("response_mode", "query") != "query":
        raise BadRequest("invalid_request", "response_mode is query")
    if "openid" not in parameters.get("scope", "").split():
        raise BadRequest("invalid_scope", "scope has to contain openid")
    if parameters.get("code_challenge_method") != "S256" or not CHALLENGE.fullmatch(
        parameters.get("code_challenge", "")
    ):
        raise BadRequest("invalid_request", "PKCE with S256 is required")


def plain(*parameters: QueryDict) -> dict[str, str]:
    """The parameters, one value each; refuses what no honest client sends."""
    said: dict[str, str] = {}
    for name, values in chain.from_iterable(some.lists() for some in parameters):
        if len(values) > 1 or name in said:
            raise BadRequest("invalid_request", "a parameter is given twice")
        longest = LONGEST.get(name, 4000)
        if name != LOCALES and len(values[0]) > longest:  # no list of languages is an error (Core 3.1.2.1)
            raise BadRequest("invalid_request", "a parameter is too long")
        said[name] = values[0]
    return said


def must_sign_in(asked: Asked, *, signed_in_at: datetime, now: datetime) -> bool:
    """Whether somebody who signed in at that time has to do so anew."""
    if asked.since is not None and now - asked.since <= PATIENCE:
        return signed_in_at < asked.since
    too_old = asked.max_age is not None and now - signed_in_at > asked.max_age
    return asked.again or too_old


def stamped(parameters: Mapping[str, str], now: datetime) -> dict[str, str]:
    """The parameters as they come back from the sign-in page."""
    return {**parameters, SINCE: SIGNER.sign(str(int(now.timestamp())))}


def _since(text: str) -> datetime | None:
    try:
        return datetime.fromtimestamp(int(SIGNER.unsign(text)), UTC) if text else None
    except (BadSignature, ValueError):
        return None
