# SPDX-License-Identifier: EUPL-1.2
"""The form of a local account on paper: the application for access of SSOZ II, for one who registered with a login."""

from django.utils.translation import override

from ssoz.access.models import LocalAccount
from ssoz.access.operations.local import FINANCIAL_ROLES, ROLES
from ssoz.access.roles import ROLES as DEFINITIONS
from ssoz.applications.documents import AppliedRole, Paper, office, printed, unit_pairs


def registration_form(account: LocalAccount) -> bytes:
    """A PDF to print, sign and send; the same each time."""
    codes = FINANCIAL_ROLES if account.financial else ROLES
    with override("pl"):
        contents = Paper(
            office=tuple((name, value) for name, value in office() if value),
            person=(
                ("Login", account.login),
                ("Nazwisko", account.family_name),
                ("Imię", account.given_name),
                ("Telefon", account.phone),
                ("Adres e-mail", account.email),
            ),
            unit=tuple(unit_pairs(account.unit)),
            roles=tuple(
                AppliedRole(
                    name=str(DEFINITIONS[code].name),
                    description=str(DEFINITIONS[code].description),
                    number=account.number,
                )
                for code in codes
            ),
        )
    return printed(contents, account.registered_at)
