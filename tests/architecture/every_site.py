# SPDX-License-Identifier: EUPL-1.2
"""Settings for the type checker, which wants to see the models of all sites at once; nothing runs with them."""

from ssoz.conf.settings import *  # noqa: F403  what both sites have
from ssoz.conf.settings import INSTALLED_APPS as SSOZ
from ueoz.conf import settings as ueoz

INSTALLED_APPS = list(dict.fromkeys([*SSOZ, *ueoz.INSTALLED_APPS]))
AUTH_USER_MODEL = ueoz.AUTH_USER_MODEL  # ssoz has no `request.user`
