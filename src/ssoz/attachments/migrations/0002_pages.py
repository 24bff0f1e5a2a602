# SPDX-License-Identifier: EUPL-1.2
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("attachments", "0001_first"),
    ]

    operations = [
        migrations.AddField(
            model_name="attachment",
            name="page_count",
            field=models.PositiveSmallIntegerField(default=0, verbose_name="liczba stron"),
        ),
    ]
