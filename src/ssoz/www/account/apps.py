# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountConfig(AppConfig):
    name = "ssoz.www.account"
    label = "www_account"
    verbose_name = _("Konto")
