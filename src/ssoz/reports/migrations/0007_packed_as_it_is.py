# SPDX-License-Identifier: EUPL-1.2
"""Packed answers lie outside the row, uncompressed: compression took a third off them and most of the time to read."""

from django.db import migrations

STORAGE = "ALTER TABLE reports_report ALTER COLUMN packed SET STORAGE {}"


class Migration(migrations.Migration):
    dependencies = [("reports", "0006_findings_and_packing")]
    operations = [migrations.RunSQL(STORAGE.format("EXTERNAL"), STORAGE.format("EXTENDED"))]
