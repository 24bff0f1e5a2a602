# SPDX-License-Identifier: EUPL-1.2
from ueoz.conf.testing import *  # noqa: F403  the settings of tests, but for mail

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
