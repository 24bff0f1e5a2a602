# SPDX-License-Identifier: EUPL-1.2
"""`./ssoz ueoz client …`: the systems that let people in on our word."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from ueoz.provider import operations
from ueoz.provider.errors import ClientError
from ueoz.provider.models import Client
from ueoz.provider.operations import ClientData, Who
from ueoz.provider.queries import client_named, clients


class Command(BaseCommand):
    help = "Systemy, do których wchodzi się przez UEOZ: add, change, list, secret, disable, enable."

    def add_arguments(self, parser: CommandParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True)
        actions.add_parser("list", help="wypisuje systemy")
        for name, about in (("add", "dodaje system"), ("change", "zmienia podane właściwości systemu")):
            one = actions.add_parser(name, help=about)
            one.add_argument("client_id")
            one.add_argument("--name", help="nazwa dla ludzi")
            one.add_argument("--redirect", action="append", metavar="ADRES", help="powrót po zalogowaniu")
            one.add_argument("--after-logout", action="append", metavar="ADRES", help="powrót po wylogowaniu")
            one.add_argument("--entrance", metavar="ADRES", help="strona, na której system zaczyna logowanie")
            one.add_argument("--backchannel", metavar="ADRES", help="dokąd wysyłać tokeny wylogowania")
            one.add_argument("--pesel", choices=["tak", "nie"], help="czy może poznać PESEL")
            one.add_argument("--own", choices=["tak", "nie"], help="własny: bez pytania o zgodę")
        for name, about in (
            ("secret", "nadaje nowy sekret i pokazuje go jeden raz"),
            ("disable", "wyłącza system od zaraz"),
            ("enable", "włącza system z powrotem"),
        ):
            actions.add_parser(name, help=about).add_argument("client_id")

    def handle(self, *args: Any, action: str, **options: Any) -> None:
        try:
            getattr(self, f"_{action}")(options)
        except ClientError as error:
            raise CommandError(str(error)) from error

    def _list(self, options: dict[str, Any]) -> None:
        for client in clients():
            state = "wyłączony" if client.disabled_at else "włączony"
            self.stdout.write(f"{client.client_id}\t{client.name}\t{state}\t{client.redirect_uris}")

    def _add(self, options: dict[str, Any]) -> None:
        data = _data(options, {"name": options["client_id"], "redirect_uris": []})
        client, secret = operations.add_client(by=Who(), client_id=options["client_id"], data=data)
        self._show(client, secret)

    def _change(self, options: dict[str, Any]) -> None:
        client = self._client(options)
        before = {
            "name": client.name,
            "redirect_uris": client.addresses,
            "post_logout_redirect_uris": str(client.post_logout_redirect_uris).split(),
            "initiate_login_uri": client.initiate_login_uri,
            "backchannel_logout_uri": client.backchannel_logout_uri,
            "may_know_pesel": client.may_know_pesel,
            "is_own": client.skip_authorization,
        }
        changed = operations.change_client(by=Who(), client=client, data=_data(options, before))
        self.stdout.write("Zmieniono." if changed else "Bez zmian.")

    def _secret(self, options: dict[str, Any]) -> None:
        client = self._client(options)
        self._show(client, operations.renew_secret(by=Who(), client=client))

    def _disable(self, options: dict[str, Any]) -> None:
        operations.disable_client(by=Who(), client=self._client(options))
        self.stdout.write("Wyłączono.")

    def _enable(self, options: dict[str, Any]) -> None:
        operations.enable_client(by=Who(), client=self._client(options))
        self.stdout.write("Włączono.")

    def _client(self, options: dict[str, Any]) -> Client:
        found = client_named(options["client_id"])
        if found is None:
            raise CommandError(f"Nie ma systemu o identyfikatorze „{options['client_id']}”.")
        return found

    def _show(self, client: Client, secret: str) -> None:
        self.stdout.write(f"Sekret systemu {client.client_id} (pokazujemy go tylko raz): {secret}")


def _data(options: dict[str, Any], before: dict[str, Any]) -> ClientData:
    """What the words of the command change, over what there was."""
    said = {
        "name": options["name"],
        "redirect_uris": options["redirect"],
        "post_logout_redirect_uris": options["after_logout"],
        "initiate_login_uri": options["entrance"],
        "backchannel_logout_uri": options["backchannel"],
        "may_know_pesel": options["pesel"] and options["pesel"] == "tak",
        "is_own": options["own"] and options["own"] == "tak",
    }
    return ClientData(**{**before, **{name: value for name, value in said.items() if value is not None}})
