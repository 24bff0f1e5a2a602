# SPDX-License-Identifier: EUPL-1.2
"""The life of an account, its addresses and the links sent there."""

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction

from shared import clock
from shared.encryption import Keyring, lookup_hash
from shared.events import publish
from shared.postgres.questions import add
from ueoz.accounts import links
from ueoz.accounts.enums import AccountState, EventKind
from ueoz.accounts.errors import AccountError, AccountExists, EmailTheSame, LinkRefused
from ueoz.accounts.events import AccountActivated, EmailChanged, LetterWanted
from ueoz.accounts.models import PESEL_CONTEXT, Account, Event, Verification
from ueoz.accounts.origins import Origin
from ueoz.accounts.policies import check_can_ask_letter, check_can_use
from ueoz.accounts.queries import asked_letters
from ueoz.accounts.states import MOVES
from ueoz.node.citizen import Citizen

LASTS = timedelta(hours=24)


def write_down(kind: EventKind, account: Account, by: Origin, *, who: str = "", **data: object) -> None:
    """Add an event: who (the person, unless said otherwise), what, when, from where. Never a PESEL."""
    name = who or account.name
    add(Event(account=account, kind=kind, by=name, at=clock.now(), address=by.address, browser=by.browser, data=data))


def hidden_pesel(pesel: str) -> dict[str, str]:
    """Return PESEL as it may lie in the database: encrypted, and as a hash to find it by."""
    return {
        "pesel_encrypted": Keyring.parse(settings.ENCRYPTION_KEYS).encrypt(pesel, context=PESEL_CONTEXT),
        "pesel_hash": lookup_hash(pesel, settings.LOOKUP_KEY),
    }


@transaction.atomic
def create_account(*, by: Origin, citizen: Citizen, email: str) -> Account:
    """Make the account of somebody the node vouches for, who has accepted the terms; a link goes to the address."""
    try:
        with transaction.atomic():
            account = Account.objects.create(
                given_name=citizen.given_name,
                family_name=citizen.family_name,
                birth_date=citizen.birth_date,
                email=email,
                terms_accepted_at=clock.now(),
                **hidden_pesel(citizen.pesel),
            )
    except IntegrityError as error:
        raise AccountExists from error
    write_down(EventKind.CREATED, account, by, assurance=citizen.assurance, authority=citizen.authority)
    ask_letter(by=by, account=account, email=email)
    return account


@transaction.atomic
def ask_letter(*, by: Origin, account: Account, email: str) -> Verification:
    """Have a link sent to the address, no oftener than the limits allow; links to other addresses are void."""
    locked = Account.objects.select_for_update().get(pk=account.pk)
    check_can_ask_letter(asked_letters(locked))
    now = clock.now()
    others = Verification.objects.filter(account=locked, used_at=None, dropped_at=None).exclude(email=email)
    others.update(dropped_at=now)
    link = Verification.objects.create(
        account=locked, email=email, client_id=by.towards, asked_at=now, expires_at=now + LASTS
    )
    write_down(EventKind.LETTER_ASKED, locked, by, link=link.public_id.hex)
    publish(LetterWanted(link.pk))
    return link


@transaction.atomic
def correct_email(*, by: Origin, account: Account, email: str) -> Verification:
    """Give another address before the first was verified: a mistyped one must not be a dead end."""
    link = ask_letter(by=by, account=account, email=email)
    Account.objects.filter(pk=account.pk, state=AccountState.TO_VERIFY).update(email=email)
    return link


@transaction.atomic
def change_email(*, by: Origin, account: Account, email: str) -> Verification:
    """Ask for another address; it is the account's once the link sent to it was opened."""
    if email.casefold() == account.email.casefold():
        raise EmailTheSame
    return ask_letter(by=by, account=account, email=email)


@transaction.atomic
def confirm(*, by: Origin, token: str) -> Account:
    """Open a link: its address is verified, and the account active if it was waiting for that."""
    link = _locked_link(links.named_by(token))
    account = link.account
    check_can_use(link)
    now = clock.now()
    same = Verification.objects.filter(account=account, email=link.email, used_at=None, dropped_at=None)
    same.exclude(pk=link.pk).update(dropped_at=now)
    link.used_at = now
    link.save(update_fields=["used_at"])
    before, account.email, account.email_verified_at = account.email, link.email, now
    account.save(update_fields=["email", "email_verified_at"])
    if account.state == AccountState.TO_VERIFY:
        move(by=by, account=account, to=AccountState.ACTIVE)
        publish(AccountActivated(account.pk))
    elif before != link.email:
        write_down(EventKind.EMAIL_CHANGED, account, by)
        publish(EmailChanged(account.pk, before))
    return account


def _locked_link(public_id: UUID) -> Verification:
    """Lock the account before the link, as everybody does."""
    found = Verification.objects.filter(public_id=public_id).values_list("pk", "account_id").first()
    if found is None:
        raise LinkRefused
    account = Account.objects.select_for_update().get(pk=found[1])
    link = Verification.objects.select_for_update().get(pk=found[0])
    link.account = account
    return link


def move(*, by: Origin, account: Account, to: AccountState, who: str = "") -> None:
    """Change the state of a locked account, as the table of states allows."""
    kind = MOVES.get((AccountState(account.state), to))
    if kind is None:
        raise AccountError(f"{account.state} → {to}")
    account.state = to
    account.save(update_fields=["state"])
    write_down(kind, account, by, who=who)


def refresh_names(*, by: Origin, account: Account, citizen: Citizen) -> None:
    """People marry: the names are those the register has today."""
    names = {"given_name": citizen.given_name, "family_name": citizen.family_name, "birth_date": citizen.birth_date}
    if any(getattr(account, field) != value for field, value in names.items()):
        Account.objects.filter(pk=account.pk).update(**names)
        account.refresh_from_db(fields=list(names))


@transaction.atomic
def set_help_desk(*, by: Origin, account: Account, granted: bool) -> None:
    """Let an account search cases of others, or no longer."""
    account.is_help_desk = granted
    account.save(update_fields=["is_help_desk"])
    kind = EventKind.HELP_DESK_GRANTED if granted else EventKind.HELP_DESK_REVOKED
    write_down(kind, account, by, who="system")
