# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class JobsConfig(AppConfig):
    name = "ueoz.jobs"
    label = "ueoz_jobs"
    verbose_name = _("Zadania w tle")

    def ready(self) -> None:
        from ueoz.jobs import subscriptions

        subscriptions.connect()
