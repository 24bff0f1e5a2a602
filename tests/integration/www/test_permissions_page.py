# SPDX-License-Identifier: EUPL-1.2
"""All roles × permissions on one page and as CSV."""

import csv
import io
import re

import pytest
from django.test import Client
from django.urls import reverse

from ssoz.access.permissions import Permission
from ssoz.access.roles import ROLES
from tests.factories.access import profile, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(client: Client) -> Client:
    return signed_in(client, profile("cez_staff"))


def shown(client: Client, **query: str) -> str:
    return client.get(reverse("administrator:permissions"), query).content.decode()


def exported(client: Client, **query: str) -> list[dict[str, str]]:
    answer = client.get(reverse("administrator:permissions_file"), query)
    assert answer["Content-Disposition"] == 'attachment; filename="role-i-uprawnienia.csv"'
    text = answer.content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def test_the_page_shows_every_role_and_every_permission_with_its_description(page: Client) -> None:
    text = shown(page)
    assert all(str(role.name) in text for role in ROLES.values())
    assert all(str(permission.label) in text and str(permission.description) in text for permission in Permission)
    held = sum(len(role.permissions) for role in ROLES.values())
    assert len(re.findall(r'class="c yes"', text)) == held
    assert len(re.findall(r'class="c no"', text)) == len(ROLES) * len(Permission) - held


def test_what_a_cell_says_is_read_aloud_and_stands_under_its_role_on_a_phone(page: Client) -> None:
    text = shown(page, role="cez_admin")
    assert 'data-label="Administrator CeZ"><span aria-hidden="true">✓</span><span class="ds-sr-only">tak</span>' in text


def test_the_table_is_narrowed_by_role_and_by_words_without_diacritics(page: Client) -> None:
    text = shown(page, role="unit_admin", text="uzytkownik")
    assert "Blokowanie użytkowników" in text
    assert "Zarządzanie użytkownikami</strong>" not in text
    assert "tylko przeniesiona z SSOZ I" in text
    assert "Wyczyść" in text


@pytest.mark.parametrize("query", [{"role": "emperor"}, {"text": "zzz"}, {"text": "x" * 500}])
def test_an_odd_address_is_no_error(page: Client, query: dict[str, str]) -> None:
    assert page.get(reverse("administrator:permissions"), query).status_code == 200


def test_the_file_has_a_line_for_each_role_and_permission(page: Client) -> None:
    lines = exported(page)
    assert len(lines) == len(ROLES) * len(Permission)
    told = {(line["Kod roli"], line["Kod uprawnienia"]) for line in lines if line["Ma uprawnienie"] == "tak"}
    assert told == {(role.code, permission.code) for role in ROLES.values() for permission in role.permissions}
    assert {line["Opis biznesowy"] for line in lines} == {str(permission.description) for permission in Permission}


def test_the_file_is_narrowed_as_the_page_is(page: Client) -> None:
    assert {line["Rola"] for line in exported(page, role="uw_admin")} == {"Administrator UW"}
    assert {line["Ma uprawnienie"] for line in exported(page, role="uw_admin")} == {"tak"}


@pytest.mark.parametrize("role", ROLES)
def test_whoever_finds_users_may_see_the_map(role: str, client: Client) -> None:
    signed_in(client, profile(role))
    may = Permission.USER_FIND in ROLES[role].permissions
    for name in ("permissions", "permissions_file"):
        assert client.get(reverse(f"administrator:{name}")).status_code == (200 if may else 403)
