# SPDX-License-Identifier: EUPL-1.2
"""Settings for tests: mail kept in memory."""

from sandbox.settings import *  # noqa: F403  the same settings, with less

EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
