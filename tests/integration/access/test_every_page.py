# SPDX-License-Identifier: EUPL-1.2
"""Every page of the site × every role: a new page is walked as soon as it has an address."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple
from uuid import UUID

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.converters import IntConverter, UUIDConverter

from ssoz.access.modules import modules_for
from ssoz.access.permissions import Permission, list_permissions
from ssoz.access.queries import profile_actor
from ssoz.access.roles import ROLES
from ssoz.access.views import Rule, rule_of
from tests.factories.access import profile, signed_in

pytestmark = pytest.mark.django_db
SAMPLES = {"kind": "KIND", "status": "wszystkie"}
KINDS = {"nonfinancial": "niefinansowe", "financial": "finansowe", "card": "karty"}


class Page(NamedTuple):
    """An address with plausible values in it, and the view behind it."""

    address: str
    view: Callable[..., Any]

    @property
    def rule(self) -> Rule:
        rule = rule_of(self.view)
        assert rule is not None, f"{self.address} declares no permission"
        return rule

    def address_for(self, permissions: frozenset[Permission]) -> str:
        """Lists of reports are of a kind: the first one that these permissions open."""
        kinds = [KINDS[kind] for kind in KINDS if not permissions.isdisjoint(list_permissions(kind))]
        return self.address.replace("KIND", next(iter(kinds), "niefinansowe"))


def pages(resolver: URLResolver, prefix: str = "/") -> Iterator[Page]:
    for entry in resolver.url_patterns:
        address = prefix + filled(entry)
        if isinstance(entry, URLResolver):
            yield from pages(entry, address)
        else:
            yield Page(address, entry.callback)


def filled(entry: URLPattern | URLResolver) -> str:
    text = str(entry.pattern)
    for name, converter in entry.pattern.converters.items():
        before, _, rest = text.partition("<")
        _, _, after = rest.partition(">")
        text = before + sample(name, converter) + after
    return text


def sample(name: str, converter: object) -> str:
    if isinstance(converter, UUIDConverter):
        return str(UUID(int=0))
    return "2025" if isinstance(converter, IntConverter) else SAMPLES.get(name, "x")


ALL = list(pages(get_resolver()))


def test_addresses_are_as_in_the_manual_and_no_two_alike() -> None:
    addresses = [page.address for page in ALL]
    assert len(addresses) == len(set(addresses))
    assert {"/", "/zaloguj/", "/wyloguj/", "/oidc/powrot/", "/profil/", "/moje-konto/"} <= set(addresses)


@pytest.mark.parametrize("role", ROLES)
def test_a_role_opens_exactly_the_pages_declared_for_it(role: str, client: Client) -> None:
    signed_in(client, profile(role=role))
    held = ROLES[role].permissions
    for page in ALL:
        if page.rule.is_public or page.address == "/wyloguj/":
            continue
        may = not page.rule.permissions or not held.isdisjoint(page.rule.permissions)
        answer = client.get(page.address_for(held))
        assert (answer.status_code != 403) == may, f"{page.address}: {answer.status_code} for {role}"
        assert answer.status_code < 500, page.address


def test_a_visitor_opens_public_pages_only(client: Client) -> None:
    for page in ALL:
        answer = client.get(page.address)
        led_away = answer.status_code == 302 and answer["Location"].startswith("/zaloguj/?next=")
        assert led_away == (not page.rule.is_public), f"{page.address}: {answer.status_code}"


@pytest.mark.parametrize("role", ROLES)
def test_modules_in_the_header_lead_to_pages_that_open(role: str, client: Client) -> None:
    held = profile(role=role)
    signed_in(client, held)
    modules = list(modules_for(profile_actor(held)))
    assert len(modules) >= 1
    for module in modules:
        assert client.get(module.url).status_code == 200, module.url


def test_every_permission_that_guards_a_page_is_given_to_somebody() -> None:
    guarded: set[Permission] = set().union(*(page.rule.permissions for page in ALL))
    assert all(any(permission in role.permissions for role in ROLES.values()) for permission in guarded)
