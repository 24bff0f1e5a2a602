# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CatalogueConfig(AppConfig):
    name = "ssoz.catalogue"
    label = "catalogue"
    verbose_name = _("Katalog formularzy")
