# SPDX-License-Identifier: EUPL-1.2
import pytest
from django.db import connection


@pytest.fixture(autouse=True)
def empty_queue(transactional_db: None) -> None:
    """Django's flush leaves tables alone that it does not manage."""
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE procrastinate_jobs, procrastinate_workers CASCADE")
