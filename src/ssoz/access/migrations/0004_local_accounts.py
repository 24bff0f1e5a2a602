# SPDX-License-Identifier: EUPL-1.2

import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0003_legacy_accounts"),
        ("registers", "0002_words_of_names"),
    ]

    operations = [
        migrations.CreateModel(
            name="LocalAccount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("login", models.CharField(max_length=100, verbose_name="login")),
                ("login_key", models.CharField(editable=False, max_length=100, unique=True)),
                ("password", models.CharField(editable=False, max_length=200)),
                ("given_name", models.CharField(max_length=100, verbose_name="imię")),
                ("family_name", models.CharField(max_length=100, verbose_name="nazwisko")),
                ("email", models.EmailField(max_length=254, verbose_name="adres e-mail")),
                ("phone", models.CharField(max_length=40, verbose_name="telefon")),
                (
                    "financial",
                    models.BooleanField(default=False, verbose_name="upoważnienie do sprawozdań finansowych"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("waiting", "oczekuje na aktywację"), ("active", "aktywne"), ("refused", "odrzucone")],
                        default="waiting",
                        max_length=10,
                        verbose_name="stan",
                    ),
                ),
                ("registered_at", models.DateTimeField(verbose_name="zarejestrowane")),
                ("registered_from", models.GenericIPAddressField(editable=False, null=True)),
                (
                    "letter_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="ostatni odnośnik do zmiany hasła"),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="data decyzji")),
                ("reason", models.TextField(blank=True, verbose_name="powód")),
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
                    "person",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="local_account",
                        to="access.person",
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
                "verbose_name": "konto lokalne",
                "verbose_name_plural": "konta lokalne",
                "ordering": ["registered_at", "id"],
                "indexes": [models.Index(fields=["state", "registered_at"], name="local_account_by_state")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("login", ""), _negated=True), models.Q(("password", ""), _negated=True)
                        ),
                        name="local_account_has_login",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("decided_at__isnull", True),
                                ("person__isnull", True),
                                ("reason", ""),
                                ("state", "waiting"),
                            ),
                            models.Q(
                                ("decided_at__isnull", False),
                                ("person__isnull", False),
                                ("reason", ""),
                                ("state", "active"),
                            ),
                            models.Q(
                                ("decided_at__isnull", False),
                                ("person__isnull", True),
                                ("state", "refused"),
                                models.Q(("reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="local_account_state_with_its_facts",
                    ),
                ],
            },
        ),
    ]
