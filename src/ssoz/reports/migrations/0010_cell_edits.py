# SPDX-License-Identifier: EUPL-1.2
"""What every save changed is kept: a table to which rows are only added."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
from django.db import migrations, models

import engine.answers.sheets

APPEND_ONLY = """
CREATE TRIGGER reports_celledit_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON reports_celledit
    FOR EACH STATEMENT EXECUTE FUNCTION reports_refuse();
"""
BACK = "DROP TRIGGER reports_celledit_append_only ON reports_celledit"


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0009_remarks_prefill_archive"),
    ]

    operations = [
        migrations.CreateModel(
            name="CellEdit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField()),
                ("cells", models.JSONField(decoder=engine.answers.sheets.Decoder)),
                (
                    "ids",
                    django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, size=None),
                ),
                ("person_id", models.BigIntegerField(null=True)),
                ("person_name", models.CharField(max_length=200)),
                ("on_behalf", models.BooleanField(default=False)),
                ("at", models.DateTimeField()),
                (
                    "report",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="edits",
                        to="reports.report",
                    ),
                ),
            ],
            options={
                "ordering": ["version"],
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(fastupdate=False, fields=["ids"], name="cell_edit_by_id")
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("report", "version"), name="cell_edit_once_per_version"),
                    models.CheckConstraint(
                        condition=models.Q(("cells", {}), _negated=True), name="cell_edit_changes_something"
                    ),
                ],
            },
        ),
        migrations.RunSQL(APPEND_ONLY, BACK),
    ]
