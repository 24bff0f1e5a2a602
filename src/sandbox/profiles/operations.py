# SPDX-License-Identifier: EUPL-1.2
"""Signing in with a trusted profile."""

from functools import cache

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.db.models import Q
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from sandbox.citizens.models import Citizen
from sandbox.citizens.operations import settle
from sandbox.citizens.queries import demo_people
from sandbox.citizens.roll import Entry
from sandbox.phone.operations import send_sms
from sandbox.profiles import codes
from sandbox.profiles.limits import BY_ADDRESS, BY_NAME, CODES
from sandbox.profiles.models import Purpose, TrustedProfile
from shared import clock

DEMO_PASSWORD = "Piaskownica-2026"  # noqa: S105  every person of the demo has it, and the page says so
SENDER = "ProfilZaufany"


@cache
def _known_hash(password: str) -> str:
    """One hash for many: of the demo's password, and of one that nobody has."""
    return make_password(password)


def warm_up() -> None:
    """Make both hashes before anybody comes, so the first unknown name takes no longer than others."""
    for password in ("", DEMO_PASSWORD):
        _known_hash(password)


@sensitive_variables("password")
def authenticate(name: str, password: str, address: str) -> TrustedProfile | None:
    """The profile of that name or e-mail, if the password is right. One hash is computed, whoever it is."""
    BY_ADDRESS.count(address)
    BY_NAME.count(name)
    name = name.strip().casefold()
    profile = TrustedProfile.objects.select_related("citizen").filter(Q(user_name=name) | Q(email=name)).first()
    person = None if profile else demo_people().get(name)
    kept = profile.password if profile else _known_hash(DEMO_PASSWORD if person else "")
    if not check_password(password, kept) or (profile is None and person is None):
        return None
    BY_NAME.forgive(name)
    if person:
        profile = create(settle(person), user_name=person.sub, email=person.email, password=kept)
    return profile


@sensitive_variables("password")
def create(citizen: Citizen, *, user_name: str, email: str, password: str) -> TrustedProfile:
    """Give somebody a profile; the password comes as a hash."""
    profile, _created = TrustedProfile.objects.get_or_create(
        citizen=citizen,
        defaults={
            "user_name": user_name.casefold(),
            "email": email.casefold(),
            "password": password,
            "created_at": clock.now(),
        },
    )
    return profile


def send_code(profile: TrustedProfile) -> int:
    """Send a code for one sign-in; returns its number."""
    CODES.count(str(profile.pk))
    number, code = codes.issue(Purpose.SIGN_IN)
    moment = date_format(localtime(clock.now()), "d.m.Y H:i")
    text = _("Kod autoryzacyjny do logowania profilem zaufanym (%(moment)s): %(code)s. Nie podawaj go nikomu.")
    send_sms(profile.citizen.phone, SENDER, text % {"moment": moment, "code": code})
    return number


def confirm(profile: TrustedProfile, number: int, text: str) -> TrustedProfile:
    """The code that came to the telephone; from then on it is known who it is."""
    codes.use(number, Purpose.SIGN_IN, text)
    CODES.forgive(str(profile.pk))
    return profile


def equip(citizen: Citizen, entry: Entry) -> None:
    """Give a citizen of the file the profile it describes, unless they have one."""
    if not entry.user_name or TrustedProfile.objects.filter(citizen=citizen).exists():
        return
    with transaction.atomic():
        password = make_password(entry.password)
        create(citizen, user_name=entry.user_name, email=entry.email, password=password)
