# SPDX-License-Identifier: EUPL-1.2
"""A forgotten name, a forgotten password. What the pages say does not depend on whether there is such a profile."""

import secrets
from datetime import timedelta

from django.contrib.auth.hashers import make_password
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from sandbox.hosts import address
from sandbox.node.operations import digest
from sandbox.phone.operations import send_sms
from sandbox.profiles.errors import ProfileError
from sandbox.profiles.limits import BY_ADDRESS, BY_NAME, MAILS
from sandbox.profiles.models import ResetLink, TrustedProfile
from sandbox.profiles.operations import SENDER
from shared import clock

LASTS = timedelta(minutes=30)


def remind_name(email: str, source: str) -> None:
    """Send the user name to whoever has that e-mail address."""
    BY_ADDRESS.count(source)
    MAILS.count(email)
    profile = TrustedProfile.objects.filter(email=email.casefold()).first()
    if profile:
        body = _("Twoja nazwa użytkownika profilu zaufanego to: %s") % profile.user_name
        send_mail(_("Nazwa użytkownika"), body, None, [profile.email])


def send_link(name: str, source: str) -> None:
    """Send a link for a new password to whoever has that name or e-mail address."""
    BY_ADDRESS.count(source)
    MAILS.count(name)
    name = name.strip().casefold()
    profile = TrustedProfile.objects.filter(Q(user_name=name) | Q(email=name)).first()
    if profile is None:
        return
    secret = secrets.token_urlsafe(32)
    with transaction.atomic():
        ResetLink.objects.filter(profile=profile).delete()
        ResetLink.objects.create(digest=digest(secret), profile=profile, expires_at=clock.now() + LASTS)
    link = address("pz", "profiles:new_password", secret=secret)
    body = _(
        "Aby ustawić nowe hasło profilu zaufanego, otwórz w ciągu 30 minut:\n\n%s\n\n"
        "Jeśli to nie Twoja prośba, nic nie rób."
    )
    send_mail(_("Nowe hasło"), body % link, None, [profile.email])


def link_of(secret: str) -> ResetLink:
    """The link, while it is good."""
    found = ResetLink.objects.select_related("profile__citizen")
    link = found.filter(pk=digest(secret), expires_at__gt=clock.now()).first()
    if link is None:
        raise ProfileError(_("Ten odnośnik wygasł albo został już użyty."))
    return link


@sensitive_variables("password")
def set_password(link: ResetLink, password: str) -> None:
    """Set the password, once by each link; the telephone is told."""
    profile = link.profile
    with transaction.atomic():
        if not ResetLink.objects.filter(pk=link.pk).delete()[0]:
            raise ProfileError(_("Ten odnośnik wygasł albo został już użyty."))
        TrustedProfile.objects.filter(pk=profile.pk).update(password=make_password(password))
    BY_NAME.forgive(profile.user_name)
    BY_NAME.forgive(profile.email)
    send_sms(profile.citizen.phone, SENDER, _("Hasło Twojego profilu zaufanego zostało zmienione."))
