# SPDX-License-Identifier: EUPL-1.2
"""Answers are read by another parser of JSON; nothing changes in the database."""

from django.db import migrations, models

from engine.answers import Decoder
from ssoz.reports.models import blank_answers


class Migration(migrations.Migration):
    dependencies = [("reports", "0007_packed_as_it_is")]
    operations = [
        migrations.AlterField("report", "answers", models.JSONField(decoder=Decoder, default=blank_answers)),
        migrations.AlterField("sending", "answers", models.JSONField(decoder=Decoder)),
    ]
