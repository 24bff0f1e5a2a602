# SPDX-License-Identifier: EUPL-1.2
"""The way to the node and back: begin, park what the browser brings, finish; and the end of a session there."""

import base64
import binascii
import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import structlog
from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from shared import clock
from shared.postgres.questions import Change, Question, add
from shared.saml import Assertion, Reason, SamlError
from ueoz.node.channel import NodeSilentError, send
from ueoz.node.citizen import Citizen
from ueoz.node.enums import RefusalKind
from ueoz.node.errors import NodeRefused
from ueoz.node.models import Flow, Refusal, SeenAssertion
from ueoz.node.profile import configuration, service

log = structlog.get_logger(__name__)
LASTS = timedelta(minutes=30)
FORGOTTEN_AFTER = timedelta(days=1)
ARTIFACT_BYTES = 44
SAMPLE = datetime.max.replace(tzinfo=UTC)


def _parked(relay: str, artifact: str, since: datetime) -> "tuple[QuerySet[Flow], dict[str, str]]":
    waiting = Flow.objects.filter(relay=relay, artifact="", used_at=None, began_at__gt=since)
    return waiting, {"artifact": artifact}


_PARKED = Change(_parked, relay="a way", artifact="an artifact", since=SAMPLE)
_PARKED_FLOW = Question(lambda relay: Flow.objects.filter(relay=relay).exclude(artifact=""), relay="a way")
_USED = Change(lambda pk, now: (Flow.objects.filter(pk=pk, used_at=None), {"used_at": now}), pk=-1, now=SAMPLE)


@dataclass(frozen=True)
class Started:
    """What the browser takes to the node, and what it keeps to itself."""

    relay: str
    binder: str
    action: str
    request: str


def begin(*, next_page: str) -> Started:
    """Begin a way to the node, which ends at `next_page`."""
    try:
        message = service().authn_request(now=clock.now())
    except SamlError as error:
        raise NodeRefused(RefusalKind.BROKEN, str(error), next_page=next_page) from error
    relay, binder = secrets.token_urlsafe(32), secrets.token_urlsafe(32)
    now = clock.now()
    add(Flow(relay=relay, binder_hash=_digest(binder), request_id=message.id, next_page=next_page, began_at=now))
    return Started(relay, binder, configuration().sso_url, message.form_value)


def park(*, relay: str, artifact: str) -> None:
    """Keep an artifact for the browser that began: what comes from the node's page bears none of our cookies."""
    try:
        with transaction.atomic():
            since = clock.now() - LASTS
            parked = _is_artifact(artifact) and _PARKED.made(relay=relay, artifact=artifact, since=since)
    except IntegrityError as error:
        raise NodeRefused(RefusalKind.USED, "artifact of another flow") from error
    if not parked:
        raise NodeRefused(RefusalKind.UNKNOWN, "no flow waits for this artifact")


def finish(*, relay: str, binder: str) -> tuple[Citizen, str]:
    """Return whom the node vouches for and where they were going; only the browser that began may ask, once."""
    flow = _PARKED_FLOW.instance(relay=relay)
    if flow is None:
        raise NodeRefused(RefusalKind.UNKNOWN, "no such flow")
    if not hmac.compare_digest(flow.binder_hash, _digest(binder)):
        raise NodeRefused(RefusalKind.ELSEWHERE, "another browser")
    now = clock.now()
    if flow.began_at <= now - LASTS:
        raise NodeRefused(RefusalKind.TOO_LATE, next_page=flow.next_page)
    if not _USED.made(pk=flow.pk, now=now):
        raise NodeRefused(RefusalKind.USED, next_page=flow.next_page)
    return _citizen(_resolved(flow), flow), flow.next_page


def end_at_node(*, name_id: str, session_index: str) -> None:
    """Tell the node that the person's session is over; raises when it could not be told, so a job tries again."""
    message = service().logout_request(name_id, session_index, now=clock.now())
    answer = send(configuration().slo_url, message.xml)
    service().read_logout_response(answer, request_id=message.id, now=clock.now())


def write_down(refused: NodeRefused) -> Refusal:
    """Keep a sign-in that did not happen, under a number the person can tell the help desk."""
    at = clock.now()
    for moment in range(int(at.timestamp() * 1000), int(at.timestamp() * 1000) + 1000):
        number, values = f"LOGIN_{moment}", {"at": at, "kind": refused.kind, "detail": refused.detail[:300]}
        kept, created = Refusal.objects.get_or_create(number=number, defaults=values)
        if created:
            break
    log.warning("sign_in_refused", number=kept.number, kind=kept.kind, detail=kept.detail)
    return kept


def forget_old() -> None:
    """Remove flows nobody will finish and assertions that have expired; a job calls this."""
    Flow.objects.filter(began_at__lt=clock.now() - FORGOTTEN_AFTER).delete()
    SeenAssertion.objects.filter(until__lt=clock.now()).delete()


def _resolved(flow: Flow) -> Assertion:
    """Ask the node what the artifact stands for."""
    try:
        message = service().artifact_resolve(flow.artifact, now=clock.now())
        answer = send(configuration().ars_url, message.xml)
        return service().read_artifact_response(
            answer, resolve_id=message.id, request_id=flow.request_id, now=clock.now(), seen=_seen
        )
    except NodeSilentError as error:
        raise NodeRefused(RefusalKind.SILENT, str(error), next_page=flow.next_page) from error
    except SamlError as error:
        kinds = {Reason.CANCELLED: RefusalKind.CANCELLED, Reason.CONFIGURATION: RefusalKind.BROKEN}
        kind = kinds.get(error.reason, RefusalKind.REFUSED)
        raise NodeRefused(kind, str(error), next_page=flow.next_page) from error


def _citizen(assertion: Assertion, flow: Flow) -> Citizen:
    if assertion.pesel is None:
        raise NodeRefused(RefusalKind.NO_PESEL, next_page=flow.next_page)
    return Citizen(
        pesel=assertion.pesel,
        given_name=assertion.given_name,
        family_name=assertion.family_name,
        birth_date=assertion.birth_date,
        assurance=assertion.assurance.value,
        authority=assertion.authority,
        name_id=assertion.name_id,
        session_index=assertion.session_index,
    )


def _seen(identifier: str, until: datetime) -> bool:
    """Remember an assertion; says whether it was here before."""
    try:
        with transaction.atomic():
            add(SeenAssertion(digest=_digest(identifier), until=until))
    except IntegrityError:
        return True
    return False


def _is_artifact(text: str) -> bool:
    """Whether this is an artifact of type 4 of our node."""
    try:
        raw = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return False
    source = hashlib.sha1(configuration().node.encode(), usedforsecurity=False).digest()
    return len(raw) == ARTIFACT_BYTES and raw[:2] == b"\x00\x04" and hmac.compare_digest(raw[4:24], source)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
