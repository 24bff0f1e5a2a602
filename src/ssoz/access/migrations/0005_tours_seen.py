# SPDX-License-Identifier: EUPL-1.2

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0004_local_accounts"),
    ]

    operations = [
        migrations.AddField(
            model_name="person",
            name="introduced_to",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=20), blank=True, default=list, editable=False, size=None
            ),
        ),
    ]
