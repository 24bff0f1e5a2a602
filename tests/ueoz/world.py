# SPDX-License-Identifier: EUPL-1.2
"""People, and what the national node says about them."""

from datetime import date
from types import SimpleNamespace

from django.test import Client

from shared import clock
from ueoz.accounts.enums import AccountState
from ueoz.accounts.models import Account
from ueoz.accounts.operations import hidden_pesel
from ueoz.eploz.directory import login_hash
from ueoz.eploz.models import ENTRY_CONTEXT, Entry
from ueoz.node import citizen as node
from ueoz.node.citizen import Citizen

HALINA = Citizen(
    pesel="74031281842",
    given_name="Halina",
    family_name="Wrona",
    birth_date=date(1974, 3, 12),
    assurance="http://eidas.europa.eu/LoA/substantial",
    authority="Profil zaufany",
    name_id="name-1",
    session_index="index-1",
)
MAREK = Citizen(**{**HALINA.__dict__, "pesel": "81110533338", "given_name": "Marek", "family_name": "Sowa"})
PASSWORD = "Tajne-haslo-1"
# argon2 of PASSWORD, as cheap as it gets
ARGON2 = "$argon2id$v=19$m=8,t=1,p=1$c29sc29sc29s$YDjPVdFowulQDQp1jrQX3A"


def arrived(client: Client, citizen: Citizen) -> Client:
    """The browser of somebody the node has just vouched for."""
    session = client.session
    node.keep(SimpleNamespace(session=session), citizen)  # type: ignore[arg-type]  # all it needs
    session.save()
    client.cookies["ueoz_session"] = session.session_key
    return client


def account_of(
    citizen: Citizen, *, state: AccountState = AccountState.ACTIVE, email: str = "h@example.test"
) -> Account:
    """An account of somebody, in a state."""
    return Account.objects.create(
        given_name=citizen.given_name,
        family_name=citizen.family_name,
        birth_date=citizen.birth_date,
        email=email,
        email_verified_at=None if state == AccountState.TO_VERIFY else clock.now(),
        state=state,
        **hidden_pesel(citizen.pesel),
    )


def signed_in(client: Client, citizen: Citizen) -> Account:
    """Somebody with an account, signed in."""
    account = Account.objects.filter(given_name=citizen.given_name).first() or account_of(citizen)
    assert arrived(client, citizen).get("/przyjecie/").status_code == 302
    return account


def entry_of(citizen: Citizen, **other: str) -> Entry:
    """What e-PLOZ knows of somebody."""
    from django.conf import settings

    from shared.encryption import Keyring

    login = other.pop("login", f"{citizen.given_name}.{citizen.family_name}".lower())
    hidden = hidden_pesel(citizen.pesel)
    hidden["pesel_encrypted"] = Keyring.parse(settings.ENCRYPTION_KEYS).encrypt(citizen.pesel, context=ENTRY_CONTEXT)
    values = {
        "given_name": citizen.given_name,
        "family_name": citizen.family_name,
        "email": "stary@example.test",
        "password": ARGON2,
        **other,
    }
    return Entry.objects.create(login=login, login_hash=login_hash(login), **hidden, **values)
