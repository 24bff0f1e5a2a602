# SPDX-License-Identifier: EUPL-1.2
"""UEOZ is a site of its own."""

import pytest
from django.core.management import call_command
from django.test import Client


@pytest.mark.django_db
def test_its_tables_are_those_of_its_models() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_its_settings_have_nothing_to_complain_about() -> None:
    call_command("check", fail_level="WARNING")


@pytest.mark.django_db
def test_the_sign_in_page_opens(client: Client) -> None:
    assert "Zaloguj się do Systemu" in client.get("/zaloguj/").content.decode()


@pytest.mark.django_db
def test_the_site_says_that_it_is_alive_and_ready(client: Client) -> None:
    assert [client.get(f"/health/{question}").status_code for question in ("live", "ready")] == [200, 200]
