# SPDX-License-Identifier: EUPL-1.2
import shutil

import pytest
from django.db import connection

pytestmark = pytest.mark.django_db


@pytest.mark.skipif(shutil.which("localedef") is None, reason="the machine cannot compile the Polish locale")
def test_words_stand_in_polish_alphabetical_order() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT w FROM unnest(%s::text[]) AS w ORDER BY w COLLATE pl",
            [["łza", "lzy", "ćma", "cud", "zza", "żuk", "źle"]],
        )
        assert [row[0] for row in cursor.fetchall()] == ["cud", "ćma", "lzy", "łza", "zza", "źle", "żuk"]


def test_upper_case_knows_polish_letters() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT upper('zażółć gęślą jaźń')")
        assert cursor.fetchone() == ("ZAŻÓŁĆ GĘŚLĄ JAŹŃ",)
