# SPDX-License-Identifier: EUPL-1.2
"""Settings for the type checker, which wants to see the models of all sites at once; nothing runs with them."""

from ssoz.conf.settings import *  # noqa: F403  what both sites have
from ssoz.conf.settings import INSTALLED_APPS as SSOZ
from ueoz.conf.settings import AUTH_USER_MODEL, ENTRANCES, EPLOZ_DIRECTORY, NEWCOMERS_URL, NODE_RECEIVES  # noqa: F401  what only ueoz has
from ueoz.conf.settings import INSTALLED_APPS as UEOZ

INSTALLED_APPS = list(dict.fromkeys([*SSOZ, *UEOZ]))  # ssoz has no `request.user`: ueoz's model is it
