# SPDX-License-Identifier: EUPL-1.2
"""Which cells every save of a card changed is kept: a table to which rows are only added."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

APPEND_ONLY = """
CREATE TRIGGER cards_cardedit_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON cards_cardedit
    FOR EACH STATEMENT EXECUTE FUNCTION cards_refuse();
"""
BACK = "DROP TRIGGER cards_cardedit_append_only ON cards_cardedit"


class Migration(migrations.Migration):
    dependencies = [
        ("cards", "0004_constraints_and_indexes"),
    ]

    operations = [
        migrations.CreateModel(
            name="CardEdit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField()),
                (
                    "cells",
                    django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=200), size=None),
                ),
                (
                    "ids",
                    django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, size=None),
                ),
                ("person_id", models.BigIntegerField(null=True)),
                ("person_name", models.CharField(max_length=200)),
                ("on_behalf", models.BooleanField(default=False)),
                ("at", models.DateTimeField()),
                (
                    "card",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="edits",
                        to="cards.card",
                    ),
                ),
            ],
            options={
                "ordering": ["version"],
                "constraints": [
                    models.UniqueConstraint(fields=("card", "version"), name="card_edit_once_per_version"),
                    models.CheckConstraint(
                        condition=models.Q(("cells", []), _negated=True), name="card_edit_changes_something"
                    ),
                ],
            },
        ),
        migrations.RunSQL(APPEND_ONLY, BACK),
    ]
