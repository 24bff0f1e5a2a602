# SPDX-License-Identifier: EUPL-1.2
"""Settings for tests: static files as they lie in the source, mail kept in memory."""

from ueoz.conf.settings import *  # noqa: F403  the same settings, with less
from ueoz.conf.settings import STORAGES

STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
