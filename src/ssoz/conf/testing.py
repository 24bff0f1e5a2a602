# SPDX-License-Identifier: EUPL-1.2
"""Settings for tests: static files as they lie in the source, mail and attached files kept in memory."""

from ssoz.conf.settings import *  # noqa: F403  the same settings, with less
from ssoz.conf.settings import STORAGES

STORAGES = {
    **STORAGES,
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
GATE_PROOFS = False
