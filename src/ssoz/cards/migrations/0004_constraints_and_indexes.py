# SPDX-License-Identifier: EUPL-1.2
"""What the database refuses of cards, and how it finds them: apart from the tables, which are long enough."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cards", "0003_staged_book_year"),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.UniqueConstraint(fields=("unit", "round", "number"), name="delivery_number_once"),
        ),
        migrations.AddConstraint(
            model_name="series",
            constraint=models.UniqueConstraint(fields=("unit", "kind", "year"), name="card_series_once"),
        ),
        migrations.AddConstraint(
            model_name="upload",
            constraint=models.CheckConstraint(
                condition=models.Q(("status__in", ["reading", "ready", "refused", "taken", "dropped"])),
                name="upload_status_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="upload",
            constraint=models.CheckConstraint(
                condition=models.Q(("status", "reading"), ("file", b""), _connector="OR"),
                name="upload_keeps_no_file_once_read",
            ),
        ),
        migrations.AddConstraint(
            model_name="stagedcard",
            constraint=models.UniqueConstraint(fields=("upload", "line"), name="staged_card_line_once"),
        ),
        migrations.AddIndex(
            model_name="card",
            index=models.Index(fields=["unit", "-admitted_on", "-id"], name="card_of_unit"),
        ),
        migrations.AddIndex(
            model_name="card",
            index=models.Index(fields=["unit", "status", "-admitted_on", "-id"], name="card_of_unit_by_status"),
        ),
        migrations.AddIndex(
            model_name="card",
            index=models.Index(fields=["status", "-admitted_on", "-id"], name="card_by_status"),
        ),
        migrations.AddIndex(
            model_name="card",
            index=models.Index(fields=["-admitted_on", "-id"], name="card_in_order"),
        ),
        migrations.AddIndex(
            model_name="card",
            index=models.Index(fields=["unit", "discharged_on"], name="card_by_discharge"),
        ),
        migrations.AddIndex(
            model_name="card",
            index=models.Index(fields=["unit", "year", "status"], name="card_of_year"),
        ),
        migrations.AddIndex(
            model_name="card",
            index=models.Index(fields=["number", "unit"], name="card_by_number"),
        ),
        migrations.AddIndex(
            model_name="card",
            index=models.Index(
                condition=models.Q(("duplicate_key", ""), _negated=True), fields=["duplicate_key"], name="card_by_stay"
            ),
        ),
        migrations.AddConstraint(
            model_name="card",
            constraint=models.UniqueConstraint(fields=("unit", "kind", "book_year", "number"), name="card_number_once"),
        ),
        migrations.AddConstraint(
            model_name="card",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status", "void"), _negated=True),
                fields=("stay", "year"),
                name="card_one_stock_a_year",
            ),
        ),
        migrations.AddConstraint(
            model_name="card",
            constraint=models.CheckConstraint(
                condition=models.Q(("status__in", ["open", "closed", "to_verify", "to_correct", "accepted", "void"])),
                name="card_status_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="card",
            constraint=models.CheckConstraint(condition=models.Q(("number__gte", 1)), name="card_number_from_one"),
        ),
        migrations.AddConstraint(
            model_name="card",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind", "1"),
                    models.Q(("discharged_on__isnull", True), ("kind", "2"), ("year__isnull", False)),
                    _connector="OR",
                ),
                name="card_kind_fits_dates",
            ),
        ),
        migrations.AddConstraint(
            model_name="card",
            constraint=models.CheckConstraint(
                condition=models.Q(("status__in", ["open", "void"]), ("year__isnull", False), _connector="OR"),
                name="card_complete_has_year",
            ),
        ),
        migrations.AddConstraint(
            model_name="card",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("delivery__isnull", False),
                    models.Q(("status__in", ["to_verify", "accepted"]), _negated=True),
                    _connector="OR",
                ),
                name="card_handed_in_with_a_delivery",
            ),
        ),
    ]
