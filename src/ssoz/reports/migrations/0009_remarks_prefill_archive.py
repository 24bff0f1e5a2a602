# SPDX-License-Identifier: EUPL-1.2
"""What is written at cells, values carried over that wait to be confirmed, reports of older systems."""

import django.db.models.deletion
from django.db import migrations, models

import engine.answers.sheets


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0001_first"),
        ("registers", "0002_words_of_names"),
        ("reports", "0008_answers_read_sooner"),
    ]

    operations = [
        migrations.CreateModel(
            name="Prefill",
            fields=[
                (
                    "report",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="prefill",
                        serialize=False,
                        to="reports.report",
                    ),
                ),
                ("period_start", models.DateField()),
                ("waiting", models.JSONField(default=dict)),
                ("person_id", models.BigIntegerField(null=True)),
                ("person_name", models.CharField(max_length=200)),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="ArchivedReport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("form", models.CharField(max_length=30)),
                ("period_start", models.DateField()),
                ("answers", models.JSONField(decoder=engine.answers.sheets.Decoder)),
                ("packed", models.BinaryField()),
                ("digest", models.CharField(max_length=64)),
                ("imported_at", models.DateTimeField()),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="catalogue.edition"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="archived_reports",
                        to="registers.unit",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["form", "period_start", "unit"], name="archived_report_of_period")],
                "constraints": [
                    models.UniqueConstraint(fields=("unit", "form", "period_start"), name="archived_report_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("digest", ""), _negated=True), models.Q(("packed", b""), _negated=True)
                        ),
                        name="archived_report_has_answers",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CellRemark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("address", models.CharField(max_length=200)),
                (
                    "kind",
                    models.CharField(
                        choices=[("note", "notatka"), ("remark", "uwaga nadzorującego"), ("answer", "odpowiedź")],
                        max_length=6,
                    ),
                ),
                ("text", models.TextField()),
                ("sending", models.PositiveSmallIntegerField(default=0)),
                ("resolved", models.BooleanField(default=False)),
                ("person_id", models.BigIntegerField(null=True)),
                ("person_name", models.CharField(max_length=200)),
                ("unit_name", models.CharField(blank=True, default="", max_length=500)),
                ("at", models.DateTimeField()),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="remarks", to="reports.report"
                    ),
                ),
                (
                    "to",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="reports.cellremark",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["note", "remark", "answer"])), name="cell_remark_kind_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("text", ""), _negated=True), models.Q(("address", ""), _negated=True)
                        ),
                        name="cell_remark_says_something_somewhere",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "answer"), ("to__isnull", False)),
                            models.Q(models.Q(("kind", "answer"), _negated=True), ("to__isnull", True)),
                            _connector="OR",
                        ),
                        name="cell_remark_answers_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "remark"), _negated=True), ("sending__gte", 1), _connector="OR"
                        ),
                        name="cell_remark_is_about_a_sending",
                    ),
                ],
            },
        ),
    ]
