# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AttachmentsConfig(AppConfig):
    name = "ssoz.attachments"
    label = "attachments"
    verbose_name = _("Załączniki")
