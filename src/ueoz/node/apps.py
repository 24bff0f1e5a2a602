# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NodeConfig(AppConfig):
    name = "ueoz.node"
    label = "node"
    verbose_name = _("Węzeł krajowy")

    def ready(self) -> None:
        from ueoz.node import checks  # noqa: F401  registers itself
