# SPDX-License-Identifier: EUPL-1.2
"""What the toolkit asks us while it deals with codes and tokens."""

import json
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid4

from django.db.models import QuerySet
from oauth2_provider.models import get_access_token_model, get_grant_model, get_refresh_token_model
from oauth2_provider.oauth2_validators import OAuth2Validator
from oauthlib.common import Request
from oauthlib.oauth2 import InvalidGrantError

from shared import clock
from shared.postgres.questions import Change, Question, Removal, add
from ueoz.accounts.models import Account
from ueoz.provider import claims
from ueoz.provider.models import Authorization, Client
from ueoz.provider.operations import code_replayed
from ueoz.provider.queries import usable_client
from ueoz.provider.toolkit import CODE_LIFE, LONGEST

AccessToken, Grant, RefreshToken = get_access_token_model(), get_grant_model(), get_refresh_token_model()

SAMPLE = datetime.max.replace(tzinfo=UTC)


def _handed_out(code_digest: str, client: int) -> "QuerySet[Authorization]":
    found = Authorization.objects.filter(code_digest=code_digest, client=client)
    return found.select_related("visit__session")


def _redeemed(pk: int, now: datetime, family: UUID) -> "tuple[QuerySet[Authorization], dict[str, Any]]":
    return Authorization.objects.filter(pk=pk), {"redeemed_at": now, "family": family}


_GRANT = Question(lambda code: Grant.objects.filter(code=code).select_related("user"), code="a code")
_HANDED_OUT = Question(_handed_out, code_digest="a digest", client=-1)
_SPENT = Removal(lambda code, client: Grant.objects.filter(code=code, application=client), code="a code", client=-1)
_REDEEMED = Change(_redeemed, pk=-1, now=SAMPLE, family=UUID(int=0))


def digest(code: str) -> str:
    """What a code is remembered by."""
    return sha256(code.encode()).hexdigest()


class Validator(OAuth2Validator):  # type: ignore[misc]  # the toolkit has no types
    """Codes are bound to the visit they were handed out in; everything a token says comes from there."""

    def validate_silent_login(self, request: Request) -> bool:
        return True  # `ueoz.provider.views.authorize` has decided

    def validate_silent_authorization(self, request: Request) -> bool:
        return True  # the same

    def _extract_basic_auth(self, request: Request) -> str | None:
        """Bytes that are no ASCII are no credentials; the toolkit would fail over them."""
        text: str | None = super()._extract_basic_auth(request)
        return text if text and text.isascii() else None

    def _load_application(self, client_id: str, request: Request) -> Client | None:
        """A name with a null is nobody's; the database would fail over it. Nobody's metadata is fetched."""
        if "\0" in (client_id or ""):
            return None
        request.client = request.client or usable_client(client_id or "")
        return super()._load_application(client_id, request) if request.client else None

    def _create_authorization_code(
        self, request: Request, code: dict[str, str], expires: datetime | None = None
    ) -> Any:
        now, session = clock.now(), request.visit.session
        grant = Grant(
            application=request.client,
            user=request.user,
            code=code["code"],
            expires=expires or now + CODE_LIFE,
            redirect_uri=request.redirect_uri,
            scope=" ".join(request.scopes),
            code_challenge=request.code_challenge,
            code_challenge_method=request.code_challenge_method,
            nonce=request.nonce or "",
            claims=json.dumps(request.claims or {}),
            resource=getattr(request, "resource", []),
        )
        authorization = Authorization(
            visit=request.visit,
            client=request.client,
            code_digest=digest(code["code"]),
            assurance=session.assurance,
            signed_in_at=session.began_at,
            made_at=now,
        )
        add(authorization)
        return add(grant)

    def validate_code(
        self, client_id: str, code: str, client: Client, request: Request, *args: object, **kwargs: object
    ) -> bool:
        """A code that comes a second time takes back what the first time gave."""
        found = _HANDED_OUT.instance(code_digest=digest(code), client=client.pk)
        if found is None:
            return False
        found.client = client
        if found.redeemed_at is not None:
            code_replayed(authorization=found)
            return False
        request.authorization = found
        if found.visit.session.ended_at is not None:
            return False
        grant = _grant(code, request)
        if grant is None or grant.application_id != client.pk or grant.is_expired():
            return False
        request.user, request.scopes = grant.user, grant.scope.split(" ")
        request.nonce, request.claims = grant.nonce or None, json.loads(grant.claims or "{}")
        return _is_active(request.user)

    def get_authorization_code_scopes(
        self, client_id: str, code: str, redirect_uri: str, request: Request
    ) -> list[str]:
        grant = _grant(code, request)
        return grant.scope.split() if grant else []

    def get_code_challenge(self, code: str, request: Request) -> str | None:
        return getattr(_grant(code, request), "code_challenge", "") or None

    def get_code_challenge_method(self, code: str, request: Request) -> str | None:
        return getattr(_grant(code, request), "code_challenge_method", "") or None

    def get_authorization_code_nonce(
        self, client_id: str, code: str, redirect_uri: str, request: Request
    ) -> str | None:
        return getattr(_grant(code, request), "nonce", "") or None

    def confirm_redirect_uri(
        self, client_id: str, code: str, redirect_uri: str, client: Client, request: Request, *args: object
    ) -> bool:
        grant = _grant(code, request)
        return grant is not None and bool(grant.redirect_uri_allowed(redirect_uri))

    def invalidate_authorization_code(
        self, client_id: str, code: str, request: Request, *args: object, **kwargs: object
    ) -> None:
        if not _SPENT.made(code=code, client=request.client.pk):
            raise InvalidGrantError(request=request)
        _REDEEMED.made(pk=request.authorization.pk, now=clock.now(), family=request.family)

    def _check_and_set_request_resource(self, request: Request) -> None:
        """The toolkit reads the code's row again to see whether it names resources; it is at hand, and none are."""
        named = getattr(request, "resource", None)
        if named or request.grant_type != "authorization_code" or _grant(request.code, request).resource:
            super()._check_and_set_request_resource(request)
        else:
            request.resource = []

    def _save_id_token(self, *_: object, **__: object) -> None:
        """An ID token is no bearer token and says by itself what it is: it leaves no row."""

    def _load_id_token(self, token: Any) -> None:
        """So there is none to be found."""

    def _create_access_token(
        self, expires: datetime, request: Request, token: dict[str, Any], source_refresh_token: Any = None
    ) -> Any:
        made = AccessToken(
            user=request.user,
            scope=token["scope"],
            expires=expires,
            application=request.client,
            source_refresh_token=source_refresh_token,
            resource=getattr(request, "resource", []),
        )
        self._set_token_value(made, token["access_token"])
        return add(made)

    def _create_refresh_token(self, request: Request, code: str, access_token: Any, previous: Any) -> Any:
        request.family = previous.token_family if previous else uuid4()
        made = RefreshToken(
            user=request.user,
            application=request.client,
            access_token=access_token,
            token_family=request.family,
            resource=getattr(request, "resource", []),
        )
        self._set_token_value(made, code)
        return add(made)

    def validate_refresh_token(
        self, refresh_token: str, client: Client, request: Request, *args: object, **kwargs: object
    ) -> bool:
        if not super().validate_refresh_token(refresh_token, client, request):
            return False
        family = request.refresh_token_instance.token_family
        young = Authorization.objects.filter(made_at__gt=clock.now() - LONGEST)
        request.authorization = young.filter(family=family, client=client).first()
        return request.authorization is not None and _is_active(request.user)

    def validate_bearer_token(self, token: str, scopes: list[str], request: Request) -> bool:
        return super().validate_bearer_token(token, scopes, request) and _is_active(request.user)

    def get_oidc_claims(self, token: Any, token_handler: Any, request: Request) -> dict[str, Any]:
        return claims.of_person(request.user, set(request.scopes))

    def get_discovery_claims(self, request: Request) -> list[str]:
        return [*claims.PERSON, "email_verified", "pesel", "acr", "auth_time", "sid"]

    def get_id_token_dictionary(
        self, token: Any, token_handler: Any, request: Request
    ) -> tuple[dict[str, Any], datetime]:
        said, expires = super().get_id_token_dictionary(token, token_handler, request)
        entry = request.authorization
        said.update(claims.of_sign_in(visit=entry.visit_id, assurance=entry.assurance, signed_in_at=entry.signed_in_at))
        return said, expires

    def get_userinfo_claims(self, request: Request) -> dict[str, Any]:
        """An ID token travels as id_token_hint in addresses and so into logs: PESEL is told here and nowhere else."""
        said: dict[str, Any] = super().get_userinfo_claims(request)
        if "pesel" in request.scopes and request.client.may_know_pesel:
            said["pesel"] = request.user.pesel
        return said


def _grant(code: str, request: Request) -> Any:
    """The row of a code, read once a request; whose it is, and that it is redeemed once only, is checked elsewhere."""
    kept = request.__dict__.get("kept_grant")  # what a client sends under this name is in another place
    if kept is None or kept.code != code:
        kept = _GRANT.instance(code=code)
        request.kept_grant = kept
    return kept


def _is_active(account: Account | None) -> bool:
    return account is not None and account.is_active
