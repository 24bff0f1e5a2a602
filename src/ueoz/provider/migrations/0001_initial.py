# SPDX-License-Identifier: EUPL-1.2

import django.db.models.deletion
import oauth2_provider.generators
import oauth2_provider.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0002_events_stay"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Administrator",
            fields=[
                (
                    "account",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="administrator",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("granted_at", models.DateTimeField(verbose_name="od")),
            ],
            options={
                "verbose_name": "administrator UEOZ",
                "verbose_name_plural": "administratorzy UEOZ",
            },
        ),
        migrations.CreateModel(
            name="SigningKey",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kid", models.CharField(editable=False, max_length=64, unique=True)),
                ("private_encrypted", models.TextField(editable=False)),
                ("made_at", models.DateTimeField()),
                ("signs_from", models.DateTimeField(db_index=True)),
                ("withdrawn_at", models.DateTimeField(null=True)),
            ],
            options={
                "verbose_name": "klucz podpisujący",
                "verbose_name_plural": "klucze podpisujące",
                "ordering": ["-signs_from", "-id"],
            },
        ),
        migrations.CreateModel(
            name="Client",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "client_id",
                    models.CharField(
                        db_index=True,
                        default=oauth2_provider.generators.generate_client_id,
                        max_length=255,
                        unique=True,
                        verbose_name="client ID",
                    ),
                ),
                (
                    "redirect_uris",
                    models.TextField(
                        blank=True, help_text="Allowed URIs list, space separated", verbose_name="redirect URIs"
                    ),
                ),
                (
                    "post_logout_redirect_uris",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="Allowed Post Logout URIs list, space separated",
                        verbose_name="post logout redirect URIs",
                    ),
                ),
                (
                    "client_type",
                    models.CharField(
                        choices=[("confidential", "Confidential"), ("public", "Public")],
                        max_length=32,
                        verbose_name="client type",
                    ),
                ),
                (
                    "authorization_grant_type",
                    models.CharField(
                        choices=[
                            ("authorization-code", "Authorization code"),
                            ("urn:ietf:params:oauth:grant-type:device_code", "Device Code"),
                            ("implicit", "Implicit"),
                            ("password", "Resource owner password-based"),
                            ("client-credentials", "Client credentials"),
                            ("openid-hybrid", "OpenID connect hybrid"),
                        ],
                        max_length=44,
                        verbose_name="authorization grant type",
                    ),
                ),
                (
                    "client_secret",
                    oauth2_provider.models.ClientSecretField(
                        blank=True,
                        db_index=True,
                        default=oauth2_provider.generators.generate_client_secret,
                        help_text="Client secret for authentication",
                        max_length=255,
                        verbose_name="client secret",
                    ),
                ),
                ("hash_client_secret", models.BooleanField(default=True, verbose_name="hash client secret")),
                ("name", models.CharField(blank=True, max_length=255, verbose_name="name")),
                ("skip_authorization", models.BooleanField(default=False, verbose_name="skip authorization")),
                ("created", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated", models.DateTimeField(auto_now=True, verbose_name="updated")),
                (
                    "algorithm",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "No OIDC support"),
                            ("RS256", "RSA with SHA-2 256"),
                            ("HS256", "HMAC with SHA-2 256"),
                        ],
                        default="",
                        max_length=5,
                        verbose_name="algorithm",
                    ),
                ),
                (
                    "allowed_origins",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="Allowed origins list to enable CORS, space separated",
                        verbose_name="allowed origins",
                    ),
                ),
                (
                    "registration_source",
                    models.CharField(
                        choices=[
                            ("manual", "Manual"),
                            ("dcr", "Dynamic Client Registration"),
                            ("cimd", "Client ID Metadata Document"),
                        ],
                        default="manual",
                        help_text="How this application was registered (manual, DCR per RFC 7591, or CIMD)",
                        max_length=32,
                        verbose_name="registration source",
                    ),
                ),
                (
                    "cimd_expires_at",
                    models.DateTimeField(
                        blank=True,
                        default=None,
                        help_text="When the cached Client ID Metadata Document should be re-fetched",
                        null=True,
                        verbose_name="CIMD expires at",
                    ),
                ),
                (
                    "backchannel_logout_uri",
                    models.URLField(blank=True, max_length=500, verbose_name="adres wylogowania"),
                ),
                ("may_know_pesel", models.BooleanField(default=False, verbose_name="może poznać PESEL")),
                ("disabled_at", models.DateTimeField(blank=True, null=True, verbose_name="wyłączony")),
            ],
            options={
                "verbose_name": "system",
                "verbose_name_plural": "systemy",
                "ordering": ["name", "client_id"],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("client_id", ""), _negated=True), name="client_has_id"),
                    models.CheckConstraint(
                        condition=models.Q(("redirect_uris", ""), _negated=True), name="client_has_redirect_uri"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("algorithm", "RS256"),
                            ("authorization_grant_type", "authorization-code"),
                            ("client_type", "confidential"),
                            ("hash_client_secret", True),
                        ),
                        name="client_keeps_to_the_profile",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Authorization",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code_digest", models.CharField(editable=False, max_length=64, unique=True)),
                ("family", models.UUIDField(editable=False, null=True, unique=True)),
                ("assurance", models.CharField(max_length=100)),
                ("signed_in_at", models.DateTimeField()),
                ("made_at", models.DateTimeField()),
                ("redeemed_at", models.DateTimeField(null=True)),
                (
                    "visit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="authorizations", to="accounts.visit"
                    ),
                ),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="authorizations",
                        to=settings.OAUTH2_PROVIDER_APPLICATION_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "udzielony dostęp",
                "verbose_name_plural": "udzielone dostępy",
                "ordering": ["-made_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="ClientEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("added", "dodanie systemu"),
                            ("changed", "zmiana adresów lub uprawnień"),
                            ("secret", "nowy sekret"),
                            ("disabled", "wyłączenie systemu"),
                            ("enabled", "włączenie systemu"),
                            ("code_replayed", "powtórne użycie kodu"),
                            ("logout_refused", "system odrzucił wylogowanie"),
                            ("key_made", "nowy klucz podpisujący"),
                            ("key_withdrawn", "unieważnienie klucza"),
                            ("administrator_granted", "nadanie uprawnień administratora"),
                            ("administrator_revoked", "odebranie uprawnień administratora"),
                        ],
                        max_length=30,
                        verbose_name="zdarzenie",
                    ),
                ),
                ("by", models.CharField(max_length=200, verbose_name="kto")),
                ("at", models.DateTimeField(verbose_name="kiedy")),
                ("address", models.GenericIPAddressField(null=True, verbose_name="skąd")),
                ("data", models.JSONField(default=dict)),
                (
                    "account",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "client",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to=settings.OAUTH2_PROVIDER_APPLICATION_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "zdarzenie systemu",
                "verbose_name_plural": "zdarzenia systemów",
                "ordering": ["-at", "-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "added",
                                    "changed",
                                    "secret",
                                    "disabled",
                                    "enabled",
                                    "code_replayed",
                                    "logout_refused",
                                    "key_made",
                                    "key_withdrawn",
                                    "administrator_granted",
                                    "administrator_revoked",
                                ],
                            )
                        ),
                        name="client_event_kind_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("by", ""), _negated=True), name="client_event_has_actor"
                    ),
                ],
            },
        ),
    ]
