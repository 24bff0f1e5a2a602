# SPDX-License-Identifier: EUPL-1.2
import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("access", "0002_sessions"),
    ]

    operations = [
        migrations.CreateModel(
            name="Attachment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("collection", models.UUIDField(editable=False)),
                ("name", models.CharField(max_length=160, verbose_name="nazwa pliku")),
                (
                    "media_type",
                    models.CharField(
                        choices=[("application/pdf", "PDF"), ("image/jpeg", "JPG")],
                        max_length=40,
                        verbose_name="rodzaj",
                    ),
                ),
                ("size", models.PositiveBigIntegerField(verbose_name="rozmiar")),
                ("digest", models.CharField(max_length=64, verbose_name="SHA-256")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("waiting", "oczekuje na skanowanie"),
                            ("safe", "bezpieczny"),
                            ("unsafe", "niebezpieczny"),
                        ],
                        default="waiting",
                        max_length=8,
                    ),
                ),
                ("verdict", models.CharField(blank=True, max_length=40)),
                ("signatures", models.JSONField(blank=True, default=list)),
                ("uploaded_at", models.DateTimeField(verbose_name="załączony")),
                ("attempts", models.PositiveIntegerField(default=0)),
                ("last_error", models.CharField(blank=True, max_length=500)),
                ("scanned_at", models.DateTimeField(null=True)),
                ("removed_at", models.DateTimeField(null=True)),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.person"
                    ),
                ),
            ],
            options={
                "verbose_name": "załącznik",
                "verbose_name_plural": "załączniki",
                "ordering": ["uploaded_at", "id"],
                "indexes": [
                    models.Index(fields=["collection", "uploaded_at"], name="attachment_by_collection"),
                    models.Index(
                        condition=models.Q(("removed_at", None), ("status", "waiting")),
                        fields=["uploaded_at"],
                        name="attachment_waiting",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["waiting", "safe", "unsafe"])),
                        name="attachment_status_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("media_type__in", ["application/pdf", "image/jpeg"])),
                        name="attachment_type_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("digest__regex", "^[0-9a-f]{64}$")), name="attachment_digest_sha256"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("size__gt", 0), models.Q(("name", ""), _negated=True)),
                        name="attachment_has_name_and_content",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("scanned_at", None), ("status", "waiting")),
                            models.Q(models.Q(("status", "waiting"), _negated=True), ("scanned_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="attachment_waiting_until_scanned",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "unsafe"), models.Q(("verdict", ""), _negated=True)),
                            models.Q(models.Q(("status", "unsafe"), _negated=True), ("verdict", "")),
                            _connector="OR",
                        ),
                        name="attachment_unsafe_for_a_reason",
                    ),
                ],
            },
        ),
    ]
