# SPDX-License-Identifier: EUPL-1.2
import os
from collections.abc import Iterator

import pytest
from django.db import connection

from shared.postgres.address import beside
from tests.factories.chain import Chain, running_chain
from tests.factories.sandbox import ANNA, BOB
from tests.factories.wanderer import names_under_localhost


@pytest.fixture(scope="session")
def chain(tmp_path_factory: pytest.TempPathFactory, django_db_setup: None) -> Iterator[Chain]:
    """All the sites as processes; SSOZ on the database of the tests."""
    url = beside(os.environ["DATABASE_URL"], str(connection.settings_dict["NAME"]))
    with running_chain(tmp_path_factory.mktemp("chain"), url, [ANNA, BOB]) as chain, names_under_localhost():
        yield chain
