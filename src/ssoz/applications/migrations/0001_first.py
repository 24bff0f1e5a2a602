# SPDX-License-Identifier: EUPL-1.2

import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.text
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("access", "0002_sessions"),
        ("registers", "0001_first"),
    ]

    operations = [
        migrations.CreateModel(
            name="Series",
            fields=[
                ("year", models.PositiveSmallIntegerField(primary_key=True, serialize=False)),
                ("last", models.PositiveIntegerField()),
            ],
            options={
                "verbose_name": "seria numerów",
                "verbose_name_plural": "serie numerów",
            },
        ),
        migrations.CreateModel(
            name="Submission",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("adds_roles", models.BooleanField(default=False, verbose_name="nowe role do profilu")),
                (
                    "roles",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), blank=True, default=list, size=None
                    ),
                ),
                ("phone", models.CharField(blank=True, max_length=40, verbose_name="telefon")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="adres e-mail")),
                ("begun_at", models.DateTimeField(auto_now_add=True, verbose_name="rozpoczęty")),
                ("changed_at", models.DateTimeField(auto_now=True, verbose_name="zmieniony")),
                ("saved_at", models.DateTimeField(blank=True, null=True, verbose_name="zapisany")),
                ("downloaded_at", models.DateTimeField(blank=True, null=True, verbose_name="pobrany")),
                ("finished_at", models.DateTimeField(blank=True, null=True, verbose_name="data złożenia")),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="porzucony")),
                ("paper_digest", models.CharField(blank=True, editable=False, max_length=64)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="submissions",
                        to="access.person",
                        verbose_name="osoba",
                    ),
                ),
                (
                    "profile",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="submissions",
                        to="access.profile",
                        verbose_name="profil",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registers.unit",
                        verbose_name="jednostka",
                    ),
                ),
            ],
            options={
                "verbose_name": "złożenie wniosku",
                "verbose_name_plural": "złożenia wniosków",
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="Application",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("cez_admin", "Administrator CeZ"),
                            ("cez_staff", "Pracownik CeZ"),
                            ("ipin_admin", "Administrator IPIN"),
                            ("uw_admin", "Administrator UW"),
                            ("kcpu_admin", "Administrator KCPU"),
                            ("supervisor_nonfinancial", "Nadzorujący sprawozdania niefinansowe"),
                            ("supervisor_financial", "Nadzorujący sprawozdania finansowe"),
                            ("supervisor_psychiatric", "Nadzorujący karty psychiatryczne"),
                            ("reporter_nonfinancial", "Wypełniający sprawozdania niefinansowe"),
                            ("reporter_financial", "Wypełniający sprawozdania finansowe"),
                            ("reporter_psychiatric", "Wypełniający karty psychiatryczne"),
                            ("unit_admin", "Administrator jednostki sprawozdawczej"),
                            ("legacy_author_financial", "Autor sprawozdań finansowych jednostki sprawozdawczej"),
                            ("legacy_observer", "Obserwator sprawozdań standardowych jednostki sprawozdawczej"),
                        ],
                        max_length=40,
                        verbose_name="wnioskowana rola",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(editable=False)),
                ("ordinal", models.PositiveIntegerField(editable=False)),
                (
                    "number",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.functions.text.Concat(
                            models.Value("U"),
                            django.db.models.functions.text.LPad(
                                django.db.models.functions.comparison.Cast("ordinal", models.TextField()),
                                django.db.models.functions.comparison.Greatest(
                                    models.Value(6),
                                    django.db.models.functions.text.Length(
                                        django.db.models.functions.comparison.Cast("ordinal", models.TextField())
                                    ),
                                ),
                                models.Value("0"),
                            ),
                            models.Value("/"),
                            django.db.models.functions.comparison.Cast("year", models.TextField()),
                            output_field=models.TextField(),
                        ),
                        output_field=models.CharField(max_length=20, verbose_name="numer wniosku"),
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Roboczy"),
                            ("pending", "Oczekujący"),
                            ("approved", "Zatwierdzony"),
                            ("rejected", "Odrzucony"),
                            ("archived", "Zarchiwizowany"),
                        ],
                        default="draft",
                        max_length=12,
                        verbose_name="status",
                    ),
                ),
                ("status_at", models.DateTimeField(verbose_name="data ostatniej zmiany statusu")),
                ("reason", models.TextField(blank=True, verbose_name="powód")),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="data decyzji")),
                ("reminder_off", models.BooleanField(default=False, verbose_name="nie przypominaj o braku załącznika")),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.person",
                    ),
                ),
                (
                    "profile",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="applications", to="access.profile"
                    ),
                ),
                (
                    "submission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="applications",
                        to="applications.submission",
                    ),
                ),
            ],
            options={
                "verbose_name": "wniosek",
                "verbose_name_plural": "wnioski",
                "ordering": ["year", "ordinal"],
            },
        ),
        migrations.AddIndex(
            model_name="submission",
            index=models.Index(fields=["person", "-id"], name="submission_by_person"),
        ),
        migrations.AddConstraint(
            model_name="submission",
            constraint=models.UniqueConstraint(
                condition=models.Q(("closed_at__isnull", True), ("finished_at__isnull", True)),
                fields=("person",),
                name="submission_one_draft_per_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="submission",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("saved_at__isnull", True),
                    models.Q(
                        ("profile__isnull", False),
                        ("unit__isnull", False),
                        models.Q(("roles", []), _negated=True),
                        models.Q(("phone", ""), _negated=True),
                        models.Q(("email", ""), _negated=True),
                    ),
                    ("closed_at__isnull", False),
                    _connector="OR",
                ),
                name="submission_saved_when_complete",
            ),
        ),
        migrations.AddConstraint(
            model_name="submission",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("finished_at__isnull", True),
                    models.Q(("closed_at__isnull", True), ("saved_at__isnull", False)),
                    _connector="OR",
                ),
                name="submission_finished_after_saved",
            ),
        ),
        migrations.AddConstraint(
            model_name="submission",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("adds_roles", False),
                    models.Q(("profile__isnull", False), ("unit__isnull", False)),
                    _connector="OR",
                ),
                name="submission_adds_roles_to_a_profile",
            ),
        ),
        migrations.AddIndex(
            model_name="application",
            index=models.Index(fields=["status", "status_at"], name="application_by_status"),
        ),
        migrations.AddIndex(
            model_name="application",
            index=models.Index(fields=["number"], name="application_by_number"),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.UniqueConstraint(fields=("year", "ordinal"), name="application_number_given_once"),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status__in", ["draft", "pending"])),
                fields=("profile", "role"),
                name="application_one_open_per_role",
            ),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.CheckConstraint(
                condition=models.Q(("ordinal__gte", 1)), name="application_numbers_begin_with_one"
            ),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.CheckConstraint(
                condition=models.Q(("status__in", ["draft", "pending", "approved", "rejected", "archived"])),
                name="application_status_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "role__in",
                        [
                            "cez_admin",
                            "cez_staff",
                            "ipin_admin",
                            "uw_admin",
                            "kcpu_admin",
                            "supervisor_nonfinancial",
                            "supervisor_financial",
                            "supervisor_psychiatric",
                            "reporter_nonfinancial",
                            "reporter_financial",
                            "reporter_psychiatric",
                            "unit_admin",
                            "legacy_author_financial",
                            "legacy_observer",
                        ],
                    )
                ),
                name="application_role_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status__in", ["approved", "rejected"]), _negated=True),
                    ("decided_at__isnull", False),
                    _connector="OR",
                ),
                name="application_decided_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status__in", ["rejected", "archived"]), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="application_ended_with_a_reason",
            ),
        ),
    ]
