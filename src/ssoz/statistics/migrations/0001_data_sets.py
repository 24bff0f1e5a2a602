# SPDX-License-Identifier: EUPL-1.2

import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("rounds", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="DataSet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("reports", models.PositiveIntegerField(verbose_name="liczba sprawozdań")),
                ("rows", models.JSONField(default=dict, verbose_name="liczba wierszy dodanych")),
                ("digest", models.CharField(max_length=64)),
                ("folder", models.CharField(max_length=200)),
                ("built_at", models.DateTimeField(verbose_name="utworzony")),
                (
                    "round",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="data_set", to="rounds.round"
                    ),
                ),
            ],
            options={
                "verbose_name": "zbiór danych",
                "verbose_name_plural": "zbiory danych",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("digest__regex", "^[0-9a-f]{64}$")), name="data_set_digest_is_sha256"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("folder", ""), _negated=True), name="data_set_has_folder"
                    ),
                ],
            },
        ),
    ]
