# SPDX-License-Identifier: EUPL-1.2
from typing import Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProviderConfig(AppConfig):
    name = "ueoz.provider"
    label = "provider"
    verbose_name = _("Dostawca OpenID")

    def ready(self) -> None:
        from ueoz.accounts.signals import session_ended

        session_ended.connect(_over, dispatch_uid="provider")


def _over(sender: object, **said: Any) -> None:
    from ueoz.provider.operations import session_over

    session_over(said["session"])
