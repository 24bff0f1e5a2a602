# SPDX-License-Identifier: EUPL-1.2
"""The sandbox says itself that it must not be installed."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, Tags, register


@register(Tags.security, deploy=True)
def never_deployed(app_configs: Sequence[AppConfig] | None, **options: Any) -> list[CheckMessage]:
    """`check --deploy` always fails here: nothing the sandbox says about anybody is true."""
    hint = "Wdróż UEOZ z ustawieniami prawdziwego węzła krajowego (WK_PRESET=prod)."
    return [Error("Piaskownica udaje świat zewnętrzny i nie wolno jej wdrażać.", hint=hint, id="sandbox.E001")]
