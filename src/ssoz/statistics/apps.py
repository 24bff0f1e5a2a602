# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StatisticsConfig(AppConfig):
    name = "ssoz.statistics"
    label = "statistics"
    verbose_name = _("Statystyka")
