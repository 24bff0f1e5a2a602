# SPDX-License-Identifier: EUPL-1.2
"""What a client may ask for."""

from oauth2_provider.scopes import SettingsScopes
from oauthlib.common import Request

from ueoz.provider.models import Client


class ClientScopes(SettingsScopes):  # type: ignore[misc]  # the toolkit has no types
    """Everything but PESEL; that is for clients which were allowed it."""

    def get_available_scopes(
        self, application: Client | None = None, request: Request | None = None, *args: object, **kwargs: object
    ) -> list[str]:
        names: list[str] = list(super().get_available_scopes())
        if application is not None and not application.may_know_pesel:
            names.remove("pesel")
        return names
