# SPDX-License-Identifier: EUPL-1.2

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0002_sessions"),
        ("registers", "0001_first"),
    ]

    operations = [
        migrations.CreateModel(
            name="LegacyAccount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("login", models.CharField(max_length=200, verbose_name="login")),
                ("login_hash", models.CharField(editable=False, max_length=64, unique=True)),
                ("password", models.CharField(blank=True, editable=False, max_length=400)),
                ("given_name", models.CharField(max_length=100, verbose_name="imię")),
                ("family_name", models.CharField(max_length=100, verbose_name="nazwisko")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="adres e-mail")),
                ("phone", models.CharField(blank=True, max_length=40, verbose_name="telefon")),
                (
                    "roles",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), size=None, verbose_name="role"
                    ),
                ),
                ("created_on", models.DateField(blank=True, null=True, verbose_name="założone")),
                (
                    "imported_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="sprowadzone"
                    ),
                ),
                ("transferred_at", models.DateTimeField(blank=True, null=True, verbose_name="przeniesione")),
                (
                    "transferred_to",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="transfers",
                        to="access.profile",
                        verbose_name="profil",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registers.unit",
                        verbose_name="jednostka",
                    ),
                ),
            ],
            options={
                "verbose_name": "konto SSOZ I",
                "verbose_name_plural": "konta SSOZ I",
                "ordering": ["login", "id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("transferred_at", None)),
                        fields=["login_hash"],
                        name="legacy_account_with_password",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("login", ""), _negated=True), name="legacy_account_has_login"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "roles__contained_by",
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
                            ),
                            ("roles__len__gt", 0),
                        ),
                        name="legacy_account_roles_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("transferred_at__isnull", True), ("transferred_to__isnull", True)),
                            models.Q(
                                ("password", ""), ("transferred_at__isnull", False), ("transferred_to__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="legacy_account_transferred_without_password",
                    ),
                ],
            },
        ),
    ]
