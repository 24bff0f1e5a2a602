# SPDX-License-Identifier: EUPL-1.2
"""e-PLOZ login and password, with a limit of attempts by name and by address."""

from axes.handlers.proxy import AxesProxyHandler
from axes.utils import reset
from django.contrib.auth.signals import user_login_failed
from django.http import HttpRequest

from ueoz.accounts.guessing import hidden_name
from ueoz.eploz.directory import Found, directory
from ueoz.eploz.errors import PasswordRefused, TooManyAttempts


def proved(*, request: HttpRequest, login: str, password: str) -> Found:
    """Return the e-PLOZ account whose login and password these are, or refuse without saying which is wrong."""
    credentials = {"username": login}
    if not AxesProxyHandler.is_allowed(request, credentials):
        raise TooManyAttempts
    found = directory().check(login, password)
    if found is None:
        user_login_failed.send(sender=__name__, credentials=credentials, request=request)
        raise TooManyAttempts if getattr(request, "axes_locked_out", False) else PasswordRefused
    reset(username=hidden_name(request, credentials))
    return found
