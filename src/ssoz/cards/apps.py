# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CardsConfig(AppConfig):
    name = "ssoz.cards"
    label = "cards"
    verbose_name = _("Karty psychiatryczne")
