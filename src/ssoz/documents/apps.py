# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DocumentsConfig(AppConfig):
    name = "ssoz.documents"
    label = "documents"
    verbose_name = _("Dokumenty")
