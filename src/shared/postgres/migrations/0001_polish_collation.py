# SPDX-License-Identifier: EUPL-1.2
from django.db import migrations

from shared.postgres.collation import create_collation


class Migration(migrations.Migration):
    dependencies = []

    operations = [migrations.RunPython(create_collation, migrations.RunPython.noop, elidable=False)]
