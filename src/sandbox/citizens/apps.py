# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig


class CitizensConfig(AppConfig):
    name = "sandbox.citizens"
    label = "citizens"

    def ready(self) -> None:
        import sandbox.checks  # noqa: F401  registers the deploy check
