# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RoundsConfig(AppConfig):
    name = "ssoz.rounds"
    label = "rounds"
    verbose_name = _("Okresy sprawozdawcze")
