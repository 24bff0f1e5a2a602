# SPDX-License-Identifier: EUPL-1.2
"""„Załóż profil”: what was filled in waits until the telephone and the e-mail address are proved."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.contrib.auth.hashers import make_password
from django.core.mail import send_mail
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from sandbox.citizens.models import Citizen
from sandbox.phone.operations import send_sms
from sandbox.profiles import codes
from sandbox.profiles.errors import ProfileError
from sandbox.profiles.limits import CODES
from sandbox.profiles.models import Purpose, TrustedProfile
from sandbox.profiles.operations import SENDER, create


@dataclass(frozen=True)
class Draft:
    """A registration that waits for its codes; lies in the session, the password as a hash."""

    given_name: str
    family_name: str
    pesel: str
    birth_date: str
    email: str
    phone: str
    user_name: str
    password: str
    sms_code: int = 0
    email_code: int = 0

    def kept(self) -> dict[str, Any]:
        """As the session keeps it."""
        return asdict(self)


@sensitive_variables("values")
def begin(values: dict[str, Any]) -> Draft:
    """Send both codes; `values` have passed the form."""
    CODES.count(values["pesel"])
    sms_number, sms = codes.issue(Purpose.PHONE)
    email_number, email = codes.issue(Purpose.EMAIL)
    send_sms(values["phone"], SENDER, _("Kod do założenia profilu zaufanego: %s. Nie podawaj go nikomu.") % sms)
    body = _("Kod do założenia profilu zaufanego: %s\n\nKod jest ważny 5 minut. Nie podawaj go nikomu.") % email
    send_mail(_("Potwierdź adres e-mail"), body, None, [values["email"]])
    return Draft(
        given_name=values["given_name"].strip(),
        family_name=values["family_name"].strip(),
        pesel=values["pesel"],
        birth_date=values["birth_date"].isoformat(),
        email=values["email"],
        phone=values["phone"],
        user_name=values["user_name"],
        password=make_password(values["password"]),
        sms_code=sms_number,
        email_code=email_number,
    )


def finish(draft: Draft) -> TrustedProfile:
    """Make the profile; both codes have been used."""
    values = {
        "given_name": draft.given_name,
        "family_name": draft.family_name,
        "birth_date": date.fromisoformat(draft.birth_date),
        "phone": draft.phone,
        "email": draft.email,
    }
    try:
        with transaction.atomic():
            citizen, _made = Citizen.objects.update_or_create(pesel=draft.pesel, defaults=values)
            if TrustedProfile.objects.filter(citizen=citizen).exists():
                raise IntegrityError
            return create(citizen, user_name=draft.user_name, email=draft.email, password=draft.password)
    except IntegrityError as error:
        raise ProfileError(_("Ktoś w tym czasie założył profil o tych samych danych. Zacznij od nowa.")) from error
