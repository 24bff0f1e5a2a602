# SPDX-License-Identifier: EUPL-1.2
"""What is expensive to make and only read: once for the tests of a module, taken back after them."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker


@pytest.fixture(scope="module")
def seeds(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Territory, code lists, population."""
    from ssoz.registers.operations import load_seeds

    with django_db_blocker.unblock(), transaction.atomic():
        load_seeds()
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def published(seeds: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Every form of every year beside them."""
    from ssoz.access.actors import SYSTEM
    from ssoz.catalogue.operations import load_forms

    with django_db_blocker.unblock(), transaction.atomic():
        load_forms(by=SYSTEM)
        yield
        transaction.set_rollback(True)
