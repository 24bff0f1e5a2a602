# SPDX-License-Identifier: EUPL-1.2
"""Refusals, each a sentence for the administrator."""

from django.utils.translation import gettext as _


class ClientError(Exception):
    """A client cannot be added or changed like this; the text says why."""

    status = 422


class ClientExists(ClientError):
    """The identifier is taken."""

    def __init__(self, client_id: str) -> None:
        super().__init__(_("System o identyfikatorze „{id}” już istnieje.").format(id=client_id))


class BadClientId(ClientError):
    """The identifier would not do in addresses and logs."""

    def __init__(self) -> None:
        super().__init__(_("Identyfikator może mieć do 100 małych liter, cyfr i znaków „-”, „_”, „.”."))


class BadAddress(ClientError):
    """An address people or tokens must not be sent to."""

    def __init__(self, address: str, reason: str) -> None:
        super().__init__(_("Adres „{address}”: {reason}.").format(address=address, reason=reason))


class NoAddress(ClientError):
    """A client without a place to come back to is of no use."""

    def __init__(self) -> None:
        super().__init__(_("Podaj przynajmniej jeden adres powrotu po zalogowaniu."))


class NotDelivered(Exception):
    """A client did not take a logout token; it is sent again."""
