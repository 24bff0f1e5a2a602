# SPDX-License-Identifier: EUPL-1.2
"""Reads."""

from datetime import datetime

from django.conf import settings
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest

from shared.encryption import lookup_hash
from shared.postgres.questions import Question
from ueoz.accounts import links, sessions
from ueoz.accounts.enums import EventKind
from ueoz.accounts.errors import LinkRefused
from ueoz.accounts.models import Account, Event, Session, Verification, Visit
from ueoz.accounts.policies import check_can_use, next_letter_at

_HASHED = Question(lambda pesel_hash: Account.objects.filter(pesel_hash=pesel_hash), pesel_hash="a hash")
_OPEN = Question(lambda pk: Session.objects.filter(pk=pk, ended_at=None), pk=-1)
_VISIT = Question(
    lambda session, client: Visit.objects.filter(session=session, client_id=client), session=-1, client="a system"
)
SIGN_INS = (EventKind.SIGNED_IN, EventKind.CLIENT_ENTERED, EventKind.SESSION_ENDED)


def account_of(pesel: str) -> Account | None:
    """Return the account of the person with this PESEL."""
    found: Account | None = _HASHED.instance(pesel_hash=lookup_hash(pesel, settings.LOOKUP_KEY))
    return found


def open_sessions(account: Account) -> QuerySet[Session]:
    """Where one is signed in, each with the systems entered there."""
    visits = Prefetch("visits", Visit.objects.order_by("first_at"))
    return Session.objects.filter(account=account, ended_at=None).prefetch_related(visits)


def current_session(request: HttpRequest) -> Session | None:
    """The row of the session of this browser, unless it is over."""
    pk = request.session.get(sessions.ROW)
    row: Session | None = _OPEN.instance(pk=pk) if pk else None
    if row is not None and request.user.pk == row.account_id:
        row.account = request.user
    return row


def own_session(request: HttpRequest) -> Session | None:
    """The row of this browser, be it in use or at rest while its systems are."""
    resting = request.session.get(sessions.RESTING)
    return current_session(request) or (_OPEN.instance(pk=resting) if resting else None)


def visit_of(session: Session, client_id: str) -> Visit | None:
    """Whether and when a system was entered in this session."""
    found: Visit | None = _VISIT.instance(session=session.pk, client=client_id)
    return found


def history(account: Account) -> QuerySet[Event]:
    """What happened to the account, newest first."""
    return Event.objects.filter(account=account)


def asked_letters(account: Account) -> list[datetime]:
    """When letters were asked for, the newest first."""
    return list(Verification.objects.filter(account=account).values_list("asked_at", flat=True)[:20])


def next_letter(account: Account) -> datetime:
    """When another letter may be asked for."""
    return next_letter_at(asked_letters(account))


def waiting_link(account: Account) -> Verification | None:
    """The newest link that is still to be opened."""
    return Verification.objects.filter(account=account, used_at=None, dropped_at=None).first()


def link_of(token: str) -> Verification:
    """The link a token stands for; refuses those we did not sign."""
    link = Verification.objects.filter(public_id=links.named_by(token)).select_related("account").first()
    if link is None:
        raise LinkRefused
    check_can_use(link)
    return link


def named(pesel_or_subject: str) -> Account | None:
    """The account an administrator means."""
    return Account.objects.filter(subject=pesel_or_subject).first() or account_of(pesel_or_subject)
