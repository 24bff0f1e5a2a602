# SPDX-License-Identifier: EUPL-1.2
"""e-PLOZ login and password, with a limit of attempts by name and by address."""

from django.http import HttpRequest

from shared.guessing import attempts
from ueoz.eploz.directory import Found, directory
from ueoz.eploz.errors import PasswordRefused, TooManyAttempts


def proved(*, request: HttpRequest, login: str, password: str) -> Found:
    """Return the e-PLOZ account whose login and password these are, or refuse without saying which is wrong."""
    try:
        found = attempts.tried(request=request, name=login, check=lambda: directory().check(login, password))
    except attempts.TooManyAttempts as error:
        raise TooManyAttempts from error
    if found is None:
        raise PasswordRefused
    return found
