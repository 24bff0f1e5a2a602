# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EplozConfig(AppConfig):
    name = "ueoz.eploz"
    label = "eploz"
    verbose_name = _("Migracja z e-PLOZ")
