# SPDX-License-Identifier: EUPL-1.2
"""Signing in, entering systems, and the end of sessions."""

import json
from importlib import import_module
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth import login, logout
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest

from shared import clock
from shared.encryption import EncryptionError, Keyring
from shared.events import tell
from shared.postgres.questions import add
from ueoz.accounts import sessions
from ueoz.accounts.backends import BACKEND
from ueoz.accounts.enums import AccountState, EventKind, SessionEnd
from ueoz.accounts.events import CitizenGone, SessionOver
from ueoz.accounts.models import NODE_CONTEXT, Account, Session, Visit
from ueoz.accounts.operations.lives import move, refresh_names, write_down
from ueoz.accounts.origins import SYSTEM, Origin, origin_of
from ueoz.accounts.queries import current_session, own_session, visit_of
from ueoz.accounts.signals import session_ended
from ueoz.node.citizen import Citizen, citizen_of, forget
from ueoz.node.operations import end_at_node

FORGOTTEN = 1_000  # sessions ended in one go
QUIET = frozenset({SessionEnd.IDLE, SessionEnd.SIGNED_IN_AGAIN})
"""Ends that systems do not hear of: of who enters none, and of who signs in again and so is here."""


@transaction.atomic
def open_session(*, request: HttpRequest, account: Account, citizen: Citizen) -> Session:
    """Sign the person in, in this browser, under a new key."""
    by = origin_of(request)
    refresh_names(by=by, account=account, citizen=citizen)
    before = own_session(request)
    if before is not None and before.account_id != account.pk:
        end_session(by=by, session=before, reason=SessionEnd.SIGNED_OUT)
        before = None
    key = request.session.session_key
    login(request, account, backend=BACKEND)
    if request.session.session_key == key:  # Django keeps it when the same person signs in again
        request.session.cycle_key()
    now = clock.now()
    row = Session(
        account=account,
        session_key=request.session.session_key or "",
        began_at=now,
        active_at=now,
        address=by.address,
        browser=by.browser,
        assurance=citizen.assurance,
        authority=citizen.authority,
        node_encrypted=_sealed(citizen),
    )
    add(row)
    if before is not None:
        Visit.objects.filter(session=before).update(session=row)
        if node_names(before) == (citizen.name_id, citizen.session_index):  # one session there, and it goes on
            Session.objects.filter(pk=before.pk).update(node_encrypted="")
        end_session(by=by, session=before, reason=SessionEnd.SIGNED_IN_AGAIN)
    request.session.pop(sessions.RESTING, None)
    sessions.begin(request.session, row.pk)
    request.session.save()  # with the row: whoever ends it finds both
    write_down(EventKind.SIGNED_IN, account, by, assurance=citizen.assurance, authority=citizen.authority)
    return row


@transaction.atomic
def end_session(*, by: Origin, session: Session, reason: SessionEnd = SessionEnd.SIGNED_OUT, who: str = "") -> bool:
    """End a session wherever it is; that everybody else will hear of it is part of the end. Twice does no harm."""
    ended = Session.objects.filter(pk=session.pk, ended_at=None).update(ended_at=clock.now(), ended_by=reason)
    if not ended:
        return False
    session.refresh_from_db(fields=["ended_at", "ended_by"])
    if reason is not SessionEnd.SIGNED_IN_AGAIN:
        import_module(settings.SESSION_ENGINE).SessionStore(session.session_key).delete()
    write_down(EventKind.SESSION_ENDED, session.account, by, who=who, reason=reason.value)
    tell(SessionOver(session.pk))
    if reason not in QUIET:
        session_ended.send_robust(sender=Session, account=session.account, session=session)
    return True


def sign_out(*, request: HttpRequest, reason: SessionEnd = SessionEnd.SIGNED_OUT) -> None:
    """End the session of this browser; whom the node vouched for without an account is gone as well."""
    row = own_session(request)
    if row is not None:
        end_session(by=origin_of(request), session=row, reason=reason)
    dismiss(request=request)
    logout(request)


def rest(*, request: HttpRequest) -> None:
    """Nobody has used the session of this browser for half an hour.

    Whoever works in a system does not look at UEOZ meanwhile: where systems were entered in it the row stays, in reach
    of whoever ends it from there or from anywhere else, and this browser remembers it.
    """
    row, resting = current_session(request), request.session.get(sessions.RESTING)
    if row is not None and row.visits.exists():
        resting = row.pk
    elif row is not None:
        end_session(by=origin_of(request), session=row, reason=SessionEnd.IDLE)
    dismiss(request=request)
    if resting is None:
        logout(request)
        return
    request.session.clear()  # under its key, which the row knows: whoever ends the row ends this memory too
    request.session[sessions.RESTING] = resting
    request.user = AnonymousUser()


def dismiss(*, request: HttpRequest) -> None:
    """Forget whom the node vouched for here; the node hears that they are gone."""
    citizen = citizen_of(request)
    if citizen is not None:
        tell(CitizenGone(_sealed(citizen)))
        forget(request)


def end_all(*, by: Origin, account: Account, reason: SessionEnd, who: str = "") -> int:
    """End every session of an account; returns how many there were."""
    rows = Session.objects.filter(account=account, ended_at=None).select_related("account")
    return sum(end_session(by=by, session=row, reason=reason, who=who) for row in rows)


def end_other(*, by: Origin, account: Account, public_id: UUID) -> bool:
    """End one of one's own sessions in another browser."""
    row = Session.objects.filter(account=account, public_id=public_id, ended_at=None).select_related("account").first()
    return row is not None and end_session(by=by, session=row, reason=SessionEnd.ENDED_ELSEWHERE)


@transaction.atomic(savepoint=False)
def enter_client(*, by: Origin, session: Session, client_id: str, client_name: str) -> Visit:
    """Write down that a system was entered in this session; the provider calls it when it hands out a code."""
    now = clock.now()
    values: dict[str, Any] = {"last_at": now, "client_name": client_name}
    visit = visit_of(session, client_id)
    if visit is not None:
        Visit.objects.filter(pk=visit.pk).update(**values)
    else:
        visit = Visit(session=session, client_id=client_id, first_at=now, **values)
        [visit] = Visit.objects.bulk_create(  # two tabs that enter at once make one row
            [visit], update_conflicts=True, unique_fields=["session", "client_id"], update_fields=list(values)
        )
        write_down(EventKind.CLIENT_ENTERED, session.account, by, client=client_name)
    visit.session = session
    return visit


@transaction.atomic
def block(*, by: Origin, account: Account, who: str) -> None:
    """Shut an account, at once: its sessions end."""
    locked = Account.objects.select_for_update().get(pk=account.pk)
    move(by=by, account=locked, to=AccountState.BLOCKED, who=who)
    end_all(by=by, account=locked, reason=SessionEnd.BLOCKED, who=who)


@transaction.atomic
def unblock(*, by: Origin, account: Account, who: str) -> None:
    """Open a blocked account again; one whose address was never verified waits for that."""
    locked = Account.objects.select_for_update().get(pk=account.pk)
    to = AccountState.ACTIVE if locked.email_verified_at else AccountState.TO_VERIFY
    move(by=by, account=locked, to=to, who=who)


def _sealed(citizen: Citizen) -> str:
    """What the node needs to know at log-out, as it may lie in the database."""
    text = json.dumps([citizen.name_id, citizen.session_index])
    return Keyring.parse(settings.ENCRYPTION_KEYS).encrypt(text, context=NODE_CONTEXT)


def node_names(session: Session) -> tuple[str, str] | None:
    """Return NameID and SessionIndex of a session at the node, while they can be read."""
    return _unsealed(session.node_encrypted)


def _unsealed(secret: str) -> tuple[str, str] | None:
    try:
        text = Keyring.parse(settings.ENCRYPTION_KEYS).decrypt(secret, context=NODE_CONTEXT)
    except EncryptionError:
        return None
    name_id, session_index = json.loads(text)
    return name_id, session_index


def leave(*, session_id: int) -> None:
    """Tell the national node that a session is over; a job calls this, because the node may not answer at once."""
    session = Session.objects.get(pk=session_id)
    names = node_names(session)
    if names is not None:
        end_at_node(name_id=names[0], session_index=names[1])
        Session.objects.filter(pk=session_id).update(node_encrypted="")


def leave_early(*, node_encrypted: str) -> None:
    """Tell the national node that somebody is gone who had no session here; a job calls this."""
    names = _unsealed(node_encrypted)
    if names is not None:
        end_at_node(name_id=names[0], session_index=names[1])


def end_forgotten() -> int:
    """End sessions whose time is over and whose browsers never came back; returns how many.

    Half an hour ends those only in which no system was entered, as `rest` does.
    """
    now = clock.now()
    oldest = now - sessions.LONGEST
    entered = Exists(Visit.objects.filter(session=OuterRef("pk")))
    idle = Q(active_at__lt=now - sessions.IDLE - sessions.STEP) & ~entered
    over = Session.objects.filter(idle | Q(began_at__lt=oldest), ended_at=None)
    rows = over.select_related("account").order_by("pk")[:FORGOTTEN]
    return sum(
        end_session(
            by=SYSTEM,
            session=row,
            reason=SessionEnd.TOO_LONG if row.began_at < oldest else SessionEnd.IDLE,
            who="system",
        )
        for row in rows
    )
