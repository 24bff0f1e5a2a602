# SPDX-License-Identifier: EUPL-1.2
"""Local accounts: registered by people, activated by an administrator, opened by login and password (ADR 0090)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from hashlib import sha256
from uuid import UUID

from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from shared import clock, events
from ssoz.access import password_rules, reset_links
from ssoz.access.actors import Actor, visitor
from ssoz.access.enums import LocalState
from ssoz.access.errors import BadRegistration, LocalAccountError
from ssoz.access.events import ResetWanted
from ssoz.access.models import LocalAccount, Person, Session, SpentToken
from ssoz.access.operations.profiles import create_profile, grant_role
from ssoz.access.permissions import Permission
from ssoz.access.policies import check_reason, require
from ssoz.audit.operations import record
from ssoz.notifications.enums import MessageKind
from ssoz.notifications.operations import write
from ssoz.registers.models import Unit

ISSUER_PATH = "/konta-lokalne"
LETTERS_APART = timedelta(minutes=5)
ROLES = ("reporter_nonfinancial",)
FINANCIAL_ROLES = (*ROLES, "reporter_financial")


@dataclass(frozen=True, kw_only=True)
class Registration:
    """What somebody fills in; contact data and unit were checked by the page's form."""

    login: str
    password: str
    given_name: str
    family_name: str
    email: str
    phone: str
    unit: Unit
    financial: bool

    @property
    def own_words(self) -> tuple[str, ...]:
        return (self.login, self.given_name, self.family_name, self.email, self.unit.name)


def login_key(login: str) -> str:
    """By what a login is found: case and outer spaces do not matter."""
    return login.strip().casefold()


@transaction.atomic
def register(*, by: Actor, registration: Registration) -> LocalAccount:
    """Make an account that waits for an administrator."""
    if problem := password_rules.problem(registration.password, registration.own_words):
        raise BadRegistration({"password": problem})
    try:
        with transaction.atomic():
            account = LocalAccount.objects.create(
                login=registration.login.strip(),
                login_key=login_key(registration.login),
                password=make_password(registration.password),
                given_name=registration.given_name,
                family_name=registration.family_name,
                email=registration.email,
                phone=registration.phone,
                unit=registration.unit,
                financial=registration.financial,
                registered_at=clock.now(),
                registered_from=by.address,
            )
    except IntegrityError as error:
        raise BadRegistration({"login": _("Ten login jest zajęty. Wybierz inny.")}) from error
    _record(by, "local_account_registered", account)
    return account


def sign_in_locally(*, login: str, password: str, address: str | None) -> LocalAccount | None:
    """The account whose login and password these are; of any state, so that the page can say what it waits for."""
    account = LocalAccount.objects.filter(login_key=login_key(login)).select_related("person").first()
    if not check_password(password, account.password if account else _nobodys()) or account is None:
        record(by=visitor(address), action="local_sign_in_refused", object_type="sign_in", object_id="")
        return None
    if account.person is not None:
        Person.objects.filter(pk=account.person.pk).update(signed_in_at=clock.now())
        who = Actor(person_id=account.person.pk, person_name=account.person.name, address=address)
        data = {"issuer": account.person.issuer, "assurance": "local", "first": False}
        record(by=who, action="signed_in", object_type="person", object_id=str(account.person.pk), data=data)
    return account


@transaction.atomic
def activate_local_account(*, by: Actor, account: UUID) -> LocalAccount:
    """The signed form has come: the person, their profile and roles begin, and they are told."""
    row = _waiting(by, account)
    row.person = Person.objects.create(
        issuer=settings.BASE_URL + ISSUER_PATH,
        subject=row.public_id.hex,
        given_name=row.given_name,
        family_name=row.family_name,
        email=row.email,
    )
    profile = create_profile(by=by, person=row.person, unit=row.unit, phone=row.phone, email=row.email)
    for role in FINANCIAL_ROLES if row.financial else ROLES:
        grant_role(by=by, profile=profile, role=role)
    _decide(by, row, LocalState.ACTIVE, "")
    _record(by, "local_account_activated", row)
    return row


@transaction.atomic
def refuse_local_account(*, by: Actor, account: UUID, reason: str) -> LocalAccount:
    """The registration is no good; the person is told why."""
    row = _waiting(by, account)
    _decide(by, row, LocalState.REFUSED, check_reason(reason))
    _record(by, "local_account_refused", row, reason=row.reason)
    return row


def ask_reset(*, by: Actor, login: str) -> None:
    """Have a link sent, if there is an active account; what is done now is the same whether there is."""
    found = LocalAccount.objects.filter(login_key=login_key(login), state=LocalState.ACTIVE).first()
    with transaction.atomic():
        named = str(found.public_id) if found else ""
        record(by=by, action="reset_asked", object_type="local_account", object_id=named)
        events.publish(ResetWanted(found.pk if found else 0))


def spend(*, mark: str, until: datetime) -> bool:
    """Use something that may be used once (the solution of a captcha); says whether it was the first time."""
    digest = sha256(mark.encode()).hexdigest()
    return SpentToken.objects.get_or_create(digest=digest, defaults={"until": until})[1]


@transaction.atomic
def write_reset(*, account_id: int) -> bool:
    """Write the letter with the link; links sent before are void. Not oftener than every few minutes."""
    row = LocalAccount.objects.select_for_update().filter(pk=account_id, state=LocalState.ACTIVE).first()
    if row is None or (row.letter_at is not None and row.letter_at > clock.now() - LETTERS_APART):
        return False
    row.letter_at = clock.now()
    row.save(update_fields=["letter_at"])
    link = settings.BASE_URL + reverse("account:reset", args=[reset_links.token_of(row)])
    write(kind=MessageKind.PASSWORD_RESET, recipients=[row.email], context={"login": row.login, "link": link})
    return True


@transaction.atomic
def reset_password(*, by: Actor, token: str, password: str) -> LocalAccount:
    """Set a new password by a link, once."""
    found = reset_links.account_of(token)
    if found is None:
        raise LocalAccountError(_("Ten odnośnik nie działa: został już użyty, zastąpiony nowszym albo wygasł."))
    LocalAccount.objects.select_for_update().get(pk=found.pk)
    account = reset_links.account_of(token)  # as it is now that nobody else can use the link
    if account is None:
        raise LocalAccountError(_("Ten odnośnik nie działa: został już użyty, zastąpiony nowszym albo wygasł."))
    _set(by, account, password, keep="")
    return account


@transaction.atomic
def change_password(*, by: Actor, current: str, password: str, session: str) -> None:
    """Set a new password knowing the current one; other sessions of the person end."""
    account = LocalAccount.objects.select_for_update().get(person=by.person_id, state=LocalState.ACTIVE)
    if not check_password(current, account.password):
        raise BadRegistration({"current": _("To nie jest Twoje obecne hasło.")})
    if current == password:
        raise BadRegistration({"password": _("Nowe hasło musi być inne niż obecne.")})
    _set(by, account, password, keep=session)


def _set(by: Actor, account: LocalAccount, password: str, *, keep: str) -> None:
    own = (account.login, account.given_name, account.family_name, account.email)
    if problem := password_rules.problem(password, own):
        raise BadRegistration({"password": problem})
    account.password = make_password(password)
    account.save(update_fields=["password"])
    Session.objects.filter(person=account.person_id).exclude(session_key=keep).delete()
    _record(by, "password_changed", account)


def _waiting(by: Actor, account: UUID) -> LocalAccount:
    row = LocalAccount.objects.select_for_update().select_related("unit").filter(public_id=account).first()
    if row is None:
        raise LocalAccountError(_("Nie ma takiego konta."))
    require(by, Permission.USER_MANAGE, unit=row.unit)
    if row.state != LocalState.WAITING:
        sentence = _("Ktoś już zdecydował o tym koncie: {state}.")
        raise LocalAccountError(sentence.format(state=row.get_state_display()))
    return row


def _decide(by: Actor, row: LocalAccount, state: LocalState, reason: str) -> None:
    row.state, row.reason, row.decided_at, row.decided_by_id = state, reason, clock.now(), by.person_id
    row.registered_from = None
    row.save()
    kind = MessageKind.ACCOUNT_ACTIVATED if state == LocalState.ACTIVE else MessageKind.ACCOUNT_REFUSED
    write(kind=kind, recipients=[row.email], context={"login": row.login, "unit": row.unit.name, "reason": reason})


def _record(by: Actor, action: str, account: LocalAccount, **data: object) -> None:
    what = {"login": account.login, **data}
    record(by=by, action=action, object_type="local_account", object_id=str(account.public_id), data=what)


@cache
def _nobodys() -> str:
    """A hash that costs what everybody's costs, of a password nobody knows."""
    return make_password(get_random_string(40))
