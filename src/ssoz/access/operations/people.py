# SPDX-License-Identifier: EUPL-1.2
"""Who somebody is: signing in and out, the record of a person, sessions ended from elsewhere."""

from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Func, QuerySet, Value

from shared import clock
from shared.postgres.questions import Change, Question
from ssoz.access.actors import Actor, visitor
from ssoz.access.errors import LogoutRefused, SignInRefused
from ssoz.access.models import Person, Session, SpentToken
from ssoz.access.permissions import Permission
from ssoz.access.pesel import encrypted, hashed
from ssoz.access.policies import require
from ssoz.audit.operations import record


def _known(issuer: str, subject: str) -> "QuerySet[Person]":
    return Person.objects.select_for_update(no_key=True).filter(issuer=issuer, subject=subject)


_NEW = ("given_name", "family_name", "email")
_CAME = Change(
    lambda pk, **values: (Person.objects.filter(pk=pk), values),
    pk=-1,
    signed_in_at=datetime.max.replace(tzinfo=UTC),
    **{name: f"a {name}" for name in _NEW},
)
_KNOWN = Question(_known, issuer="an issuer", subject="a subject")


@dataclass(frozen=True, kw_only=True)
class Identity:
    """What the identity provider vouches for."""

    issuer: str
    subject: str
    given_name: str
    family_name: str
    email: str = ""
    assurance: str = ""
    pesel: str = ""


def sign_in(*, identity: Identity, address: str | None) -> Person:
    """Open the person's record by issuer and subject, or make it at the first sign-in."""
    try:
        return _sign_in(identity, address)
    except IntegrityError:
        pass  # two first sign-ins at once: the second finds now what the first has made
    try:
        return _sign_in(identity, address)
    except IntegrityError as error:
        raise SignInRefused("pesel of another account") from error


@transaction.atomic
def _sign_in(identity: Identity, address: str | None) -> Person:
    person, created = _person(identity)
    who = Actor(person_id=person.pk, person_name=person.name, address=address)
    data = {"issuer": identity.issuer, "assurance": identity.assurance, "first": created}
    record(by=who, action="signed_in", object_type="person", object_id=str(person.pk), data=data)
    return person


def _person(identity: Identity) -> tuple[Person, bool]:
    values: dict[str, Any] = {
        "given_name": identity.given_name,
        "family_name": identity.family_name,
        "email": identity.email,
        "signed_in_at": clock.now(),
        **_hidden(identity.pesel),
    }
    named = {"issuer": identity.issuer, "subject": identity.subject}
    # no key is changed: rows that refer to the person, written by a long transaction meanwhile, do not hold this up
    known: Person | None = _KNOWN.instance(**named)
    if known is None:
        return Person.objects.create(**named, **values), True
    for field, value in values.items():
        setattr(known, field, value)
    if identity.pesel:
        known.save(update_fields=values)
    else:
        _CAME.made(pk=known.pk, **values)
    return known, False


def _hidden(pesel: str) -> dict[str, str]:
    """Return PESEL as it may lie in the database: encrypted, and as a hash to find it by."""
    if not pesel:
        return {}
    return {
        "pesel_encrypted": encrypted(pesel),
        "pesel_hash": hashed(pesel),
    }


def note_introduced(*, by: Actor, tour: str) -> None:
    """This person knows their way about a page, or does not want to be shown it. No event: it concerns nobody."""
    known = Person.objects.filter(pk=by.person_id or 0).exclude(introduced_to__contains=[tour])
    known.update(introduced_to=Func("introduced_to", Value(tour), function="array_append"))


def refuse_sign_in(*, reason: str, address: str | None) -> None:
    """Write down a sign-in that failed; who it was is not known."""
    record(by=visitor(address), action="sign_in_refused", object_type="sign_in", object_id="", data={"reason": reason})


def sign_out(*, by: Actor, action: str = "signed_out") -> None:
    """Write down the end of a session: by the person, or because its time is over."""
    record(by=by, action=action, object_type="person", object_id=str(by.person_id))


@dataclass(frozen=True, kw_only=True)
class ProviderLogout:
    """What a verified logout token says: whose sessions are over, and until when it could be sent again."""

    issuer: str
    subject: str
    session: str
    token_id: str
    until: datetime


@transaction.atomic
def end_sessions(*, logout: ProviderLogout, address: str | None) -> int:
    """End a person's sessions because the identity provider ended its own; returns how many there were.

    Without a subject the provider's session alone says which, without a session all of the person's are meant.
    """
    digest = sha256(f"{logout.issuer} {logout.token_id}".encode()).hexdigest()
    _spent, first = SpentToken.objects.get_or_create(digest=digest, defaults={"until": logout.until})
    if not first:
        raise LogoutRefused("replayed")
    sessions = Session.objects.filter(person__issuer=logout.issuer)
    if logout.subject:
        sessions = sessions.filter(person__subject=logout.subject)
    if logout.session:
        sessions = sessions.filter(provider_session=logout.session)
    people = Person.objects.in_bulk(set(sessions.values_list("person", flat=True)))
    _, by_model = sessions.delete()
    for person in people.values():
        who = Actor(person_id=person.pk, person_name=person.name, address=address)
        sign_out(by=who, action="signed_out_by_provider")
    return by_model.get("access.Session", 0)


def forget_spent_tokens() -> None:
    """Remove logout tokens that are refused for their age anyway."""
    SpentToken.objects.filter(until__lt=clock.now()).delete()


def refuse_access(*, by: Actor, path: str, method: str, reason: str) -> None:
    """Write down that somebody was refused."""
    data = {"path": path[:500], "method": method, "reason": reason[:500]}
    record(by=by, action="refused", object_type="page", object_id="", data=data)


@transaction.atomic
def create_person(*, by: Actor, identity: Identity) -> Person:
    """Make a person known before their first sign-in (demo, transfer)."""
    require(by, Permission.USER_MANAGE)
    person, _created = _person(identity)
    record(by=by, action="person_created", object_type="person", object_id=str(person.pk))
    return person


@transaction.atomic
def follow_issuer(*, by: Actor, before: str, after: str) -> int:
    """The identity provider moved to another address: people stay who they are. Returns how many there are."""
    require(by, Permission.USER_MANAGE)
    moved = Person.objects.filter(issuer=before).update(issuer=after)
    data = {"before": before, "after": after, "people": moved}
    record(by=by, action="issuer_followed", object_type="person", object_id="", data=data)
    return moved
