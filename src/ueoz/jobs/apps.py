# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class JobsConfig(AppConfig):
    name = "ueoz.jobs"
    label = "jobs"
    verbose_name = _("Zadania w tle")
