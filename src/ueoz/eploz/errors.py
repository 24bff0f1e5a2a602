# SPDX-License-Identifier: EUPL-1.2
"""Refusals, each a sentence for the person."""

from django.utils.translation import gettext as _


class EplozError(Exception):
    """Something about a migration cannot be done; the text says why."""

    status = 409


class CaseMoved(EplozError):
    """Another tab, another click or the job was faster."""

    def __init__(self) -> None:
        super().__init__(_("Ta migracja jest już w innym miejscu. Pokazujemy, jak jest teraz."))


class DirectoryUnavailable(EplozError):
    """e-PLOZ does not answer."""

    status = 503


class PasswordRefused(EplozError):
    """Login or password is wrong; nobody says which."""

    status = 401

    def __init__(self) -> None:
        super().__init__(_("Login lub hasło są niepoprawne."))


class TooManyAttempts(EplozError):
    """Somebody is guessing."""

    status = 429

    def __init__(self) -> None:
        super().__init__(
            _("Zbyt wiele nieudanych prób. Spróbuj ponownie za 15 minut albo zaloguj się przez login.gov.pl.")
        )
