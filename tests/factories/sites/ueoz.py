# SPDX-License-Identifier: EUPL-1.2
from ueoz.conf.testing import *  # noqa: F403  the settings of tests, but for mail
from ueoz.conf.testing import ENVIRONMENT, django_mail

vars().update(django_mail(ENVIRONMENT.smtp_url))
