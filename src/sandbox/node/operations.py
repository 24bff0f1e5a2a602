# SPDX-License-Identifier: EUPL-1.2
"""A sign-in at the node: begun by a service's request, vouched for by a means, answered once by an artifact."""

import secrets
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from hmac import compare_digest
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from sandbox.citizens.models import Citizen
from sandbox.node.enums import Means, SignInState
from sandbox.node.errors import NodeError
from sandbox.node.models import Artifact, NodeSession, SignIn
from sandbox.node.provider import provider
from shared import clock
from shared.postgres.questions import Change, Question, Removal, add
from shared.saml import Assertion, Assurance, AuthnRequest, Status

LASTS = timedelta(minutes=15)
ARTIFACT_LASTS = timedelta(minutes=1)
SESSION_LASTS = timedelta(hours=8)
SAMPLE = datetime.max.replace(tzinfo=UTC)
OVER = _("To logowanie już się skończyło albo zaczęto je w innej przeglądarce.")


def _finished(handle: str, state: str) -> "tuple[QuerySet[SignIn], dict[str, Any]]":
    return SignIn.objects.filter(pk=handle, state=state), {"state": SignInState.ANSWERED, "identity": {}}


def _fetched(digest: str, client: str) -> "QuerySet[Artifact]":
    locked = Artifact.objects.select_for_update(of=("self",)).select_related("sign_in", "session")
    return locked.filter(pk=digest, sign_in__issuer=client)


_YOUNG = Question(
    lambda handle, since: SignIn.objects.filter(pk=handle, created_at__gt=since), handle="a sign-in", since=SAMPLE
)
_FINISHED = Change(_finished, handle="a sign-in", state="a state")
_GONE = Removal(lambda digest: Artifact.objects.filter(pk=digest), digest="a digest")
_FETCHED = Question(_fetched, digest="a digest", client="a client")


@dataclass(frozen=True)
class Identity:
    """Who somebody is, by the word of the means they used."""

    given_name: str
    family_name: str
    birth_date: str
    identifier: str

    @classmethod
    def of(cls, citizen: Citizen) -> "Identity":
        born = str(citizen.birth_date)
        return cls(citizen.given_name, citizen.family_name, born, citizen.pesel)


def digest(secret: str) -> str:
    """What is kept of a secret that was long and random."""
    return sha256(secret.encode()).hexdigest()


def begin(request: AuthnRequest, relay_state: str) -> tuple[SignIn, str]:
    """Write down what a service asks; the second value belongs in a cookie of the browser that asked."""
    binder = secrets.token_urlsafe(32)
    sign_in = SignIn(
        handle=secrets.token_urlsafe(32),
        request_id=request.id,
        issuer=request.issuer,
        acs_url=request.acs_url,
        relay_state=relay_state,
        assurance=request.assurance,
        force=request.force,
        binder=digest(binder),
        created_at=clock.now(),
    )
    add(sign_in)
    return sign_in, binder


def under_way(handle: str) -> SignIn:
    """A sign-in that still waits for somebody, as the means see it."""
    sign_in: SignIn | None = _YOUNG.instance(handle=handle, since=clock.now() - LASTS)
    if sign_in is None or sign_in.state == SignInState.ANSWERED:
        raise NodeError(OVER)
    return sign_in


def owned(handle: str, binder: str) -> SignIn:
    """The sign-in of this very browser."""
    sign_in = under_way(handle)
    if not compare_digest(sign_in.binder, digest(binder)):
        raise NodeError(OVER)
    return sign_in


def vouch(handle: str, means: Means, identity: Identity) -> str:
    """Say who it is; returns the ticket that only the browser which proved it takes back to the node."""
    sign_in = under_way(handle)
    if not means.suffices(sign_in.assurance):
        raise NodeError(_("Usługa wymaga wyższego poziomu wiarygodności."))
    ticket = secrets.token_urlsafe(32)
    changed = SignIn.objects.filter(pk=handle, state=SignInState.WAITING).update(
        state=SignInState.VOUCHED, means=means, identity=asdict(identity), ticket=digest(ticket)
    )
    if not changed:
        raise NodeError(OVER)
    return ticket


def redeem(sign_in: SignIn, ticket: str) -> tuple[str, NodeSession]:
    """Answer with what the means said, against its ticket; returns the artifact and the session."""
    if sign_in.state != SignInState.VOUCHED or not compare_digest(sign_in.ticket, digest(ticket)):
        raise NodeError(OVER)
    return _answer(sign_in, SignInState.VOUCHED, Means(sign_in.means), Identity(**sign_in.identity))


def answer(sign_in: SignIn, means: Means, identity: Identity) -> tuple[str, NodeSession]:
    """Answer with somebody whom the node itself asked; returns the artifact and the session."""
    if not means.suffices(sign_in.assurance):
        raise NodeError(_("Usługa wymaga wyższego poziomu wiarygodności."))
    return _answer(sign_in, SignInState.WAITING, means, identity)


def cancel(sign_in: SignIn) -> str:
    """Answer that nobody signed in; returns the artifact."""
    with transaction.atomic():
        _finish(sign_in, SignInState(sign_in.state))
        return _artifact(sign_in, None)


def _answer(sign_in: SignIn, state: SignInState, means: Means, identity: Identity) -> tuple[str, NodeSession]:
    with transaction.atomic():
        _finish(sign_in, state)
        session = NodeSession(
            index="_" + secrets.token_hex(24),
            name_id=secrets.token_hex(24),
            issuer=sign_in.issuer,
            means=means,
            identity=asdict(identity),
            created_at=clock.now(),
        )
        return _artifact(sign_in, add(session)), session


def _finish(sign_in: SignIn, state: SignInState) -> None:
    """One answer to a sign-in, whoever comes at the same moment."""
    if not _FINISHED.made(handle=sign_in.pk, state=state.value):
        raise NodeError(OVER)


def _artifact(sign_in: SignIn, session: NodeSession | None) -> str:
    artifact = provider().new_artifact()
    add(Artifact(digest=digest(artifact), sign_in=sign_in, session=session, created_at=clock.now()))
    return artifact


def resolve(raw: bytes) -> bytes:
    """Tell a service what an artifact stands for: once, within a minute, and only the one who asked for it."""
    node, now = provider(), clock.now()
    asked = node.read_artifact_resolve(raw, now=now)
    with transaction.atomic():
        artifact: Artifact | None = _FETCHED.instance(digest=digest(asked.artifact), client=asked.client)
        if artifact:
            _GONE.made(digest=artifact.pk)
    if artifact is None or now - artifact.created_at >= ARTIFACT_LASTS:
        return node.artifact_response(asked.id, None, now=now)
    kept = artifact.sign_in
    request = AuthnRequest(kept.request_id, kept.issuer, kept.acs_url, Assurance(kept.assurance), kept.force)
    if artifact.session is None:
        return node.artifact_response(asked.id, node.refusal(request, Status.AUTHN_FAILED, now=now), now=now)
    response = node.response(request, _assertion(artifact.session), now=now)
    return node.artifact_response(asked.id, response, now=now)


def _assertion(session: NodeSession) -> Assertion:
    identity, means = Identity(**session.identity), Means(session.means)
    return Assertion(
        given_name=identity.given_name,
        family_name=identity.family_name,
        birth_date=date.fromisoformat(identity.birth_date),
        identifier=identity.identifier,
        assurance=Assurance(means.assurance),
        authority=f"{means.value}.sandbox.wk",
        name_id=session.name_id,
        session_index=session.index,
    )


def log_out(raw: bytes) -> bytes:
    """End the session a service names, if it is that service's."""
    node, now = provider(), clock.now()
    asked = node.read_logout_request(raw, now=now)
    mine = NodeSession.objects.filter(index=asked.session_index, issuer=asked.client, name_id=asked.name_id)
    known = mine.exists()
    mine.filter(ended_at=None).update(ended_at=now)
    status = Status.SUCCESS if known else Status.UNKNOWN_PRINCIPAL
    return node.logout_response(asked.id, status, now=now)


def live_session(index: str) -> NodeSession | None:
    """The node's own session, unless a service has ended it."""
    begun = clock.now() - SESSION_LASTS
    return NodeSession.objects.filter(pk=index, ended_at=None, created_at__gt=begun).first()
