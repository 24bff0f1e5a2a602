# SPDX-License-Identifier: EUPL-1.2
"""The parts of the system as the home page and the header show them, each to whom it is of use."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from ssoz.access.actors import Actor
from ssoz.access.permissions import Permission, Text, list_permissions


@dataclass(frozen=True)
class Module:
    """A title, where it leads and what opens it (any of)."""

    code: str
    title: Text
    route: str
    arguments: tuple[str, ...]
    permissions: tuple[Permission, ...]
    url: str = ""


_ALL = (
    Module("home", _("Strona główna"), "home:home", (), tuple(Permission)),
    Module(
        "nonfinancial",
        _("Sprawozdania niefinansowe"),
        "reporter:list",
        ("niefinansowe", "wszystkie"),
        list_permissions("nonfinancial"),
    ),
    Module(
        "financial",
        _("Sprawozdania finansowe"),
        "reporter:list",
        ("finansowe", "wszystkie"),
        list_permissions("financial"),
    ),
    Module("card", _("Karty psychiatryczne"), "cards:list", (), (Permission.REPORT_READ_CARD,)),
    Module(
        "supervision",
        _("Nadzór"),
        "supervisor:queue",
        (),
        (
            Permission.REPORT_FIND,
            Permission.REPORT_VERIFY_NONFINANCIAL,
            Permission.REPORT_VERIFY_FINANCIAL,
        ),
    ),
    Module("management", _("Zarządzanie"), "administrator:rounds", (), (Permission.ROUND_MANAGE,)),
    Module("users", _("Zarządzanie użytkownikami"), "administrator:people", (), (Permission.USER_FIND,)),
    Module("trail", _("Dziennik zdarzeń"), "trail:search", (), (Permission.AUDIT_VIEW,)),
    Module("statistics", _("Statystyka"), "statistician:tables", (), (Permission.STATISTICS_VIEW,)),
)


def modules_for(actor: Actor) -> Iterator[Module]:
    """What this actor may open, as far as the site has a page for it."""
    for module in _ALL:
        if actor.may(*module.permissions) and (url := _address(module)):
            yield Module(module.code, module.title, module.route, module.arguments, module.permissions, url)


def _address(module: Module) -> str:
    try:
        return reverse(module.route, args=module.arguments)
    except NoReverseMatch:
        return ""
