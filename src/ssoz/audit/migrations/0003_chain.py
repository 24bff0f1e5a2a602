# SPDX-License-Identifier: EUPL-1.2
"""Names out of the events, by commitment; seals; every transaction that writes an event has its number first."""

import hashlib
import json
import secrets

import django.db.models.deletion
from django.db import migrations, models

APPEND_ONLY = """
CREATE TRIGGER audit_seal_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_seal
    FOR EACH STATEMENT EXECUTE FUNCTION audit_event_refuse();
CREATE FUNCTION audit_event_begin() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_current_xact_id();
    RETURN NULL;
END
$$;
CREATE TRIGGER audit_event_begin BEFORE INSERT ON audit_event FOR EACH STATEMENT EXECUTE FUNCTION audit_event_begin();
"""
BACK = "DROP TRIGGER audit_event_begin ON audit_event; DROP FUNCTION audit_event_begin(); DROP TRIGGER audit_seal_append_only ON audit_seal;"
REFUSES = """
CREATE OR REPLACE FUNCTION audit_event_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'integrity_constraint_violation';
END
$$;
"""


def take_names_out(apps, editor):
    """Each pair of person and name becomes a row with a salt of its own. The trigger rests meanwhile."""
    with editor.connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT coalesce(person_id, 0), person_name FROM audit_event")
        for person, name in cursor.fetchall():
            salt = secrets.token_hex(16)
            written = json.dumps([salt, person, name], ensure_ascii=False, separators=(",", ":"))
            digest = hashlib.sha256(written.encode()).hexdigest()
            cursor.execute(
                "INSERT INTO audit_name (person_id, name, salt, digest) VALUES (%s, %s, %s, %s)",
                [person, name, salt, digest],
            )
        cursor.execute("ALTER TABLE audit_event DISABLE TRIGGER audit_event_append_only")
        cursor.execute(
            "UPDATE audit_event e SET name_id = n.id FROM audit_name n"
            " WHERE n.person_id = coalesce(e.person_id, 0) AND n.name = e.person_name"
        )
        cursor.execute("ALTER TABLE audit_event ENABLE TRIGGER audit_event_append_only")


def put_names_back(apps, editor):
    with editor.connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_event DISABLE TRIGGER audit_event_append_only")
        cursor.execute("UPDATE audit_event e SET person_name = n.name FROM audit_name n WHERE n.id = e.name_id")
        cursor.execute("ALTER TABLE audit_event ENABLE TRIGGER audit_event_append_only")


def named(null):
    return models.ForeignKey(
        db_column="name_id",
        db_constraint=False,
        db_index=False,
        null=null,
        on_delete=django.db.models.deletion.DO_NOTHING,
        related_name="+",
        to="audit.name",
    )


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_append_only")]

    operations = [
        migrations.CreateModel(
            name="Name",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("person_id", models.BigIntegerField(default=0, editable=False)),
                ("name", models.CharField(editable=False, max_length=200)),
                ("salt", models.CharField(editable=False, max_length=32)),
                ("digest", models.CharField(editable=False, max_length=64)),
            ],
            options={
                "indexes": [models.Index(fields=["person_id", "name"], name="audit_name_of_person")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("salt", ""), _negated=True), ("name", ""), _connector="OR"),
                        name="audit_name_forgotten_whole",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Seal",
            fields=[
                ("number", models.BigIntegerField(editable=False, primary_key=True, serialize=False)),
                ("sealed_at", models.DateTimeField(editable=False)),
                ("horizon", models.BigIntegerField(editable=False)),
                ("total", models.BigIntegerField(editable=False)),
                ("events", models.TextField(editable=False)),
                ("missing", models.TextField(editable=False)),
                ("running", models.BigIntegerField(editable=False)),
                ("digests", models.BinaryField()),
                ("previous", models.CharField(editable=False, max_length=64)),
                ("root", models.CharField(editable=False, max_length=64)),
                ("signature", models.CharField(editable=False, max_length=64)),
            ],
            options={"ordering": ["number"]},
        ),
        migrations.AddField("event", "named", named(null=True)),
        migrations.RunPython(take_names_out, put_names_back),
        migrations.RemoveField("event", "person_name"),
        migrations.AlterField("event", "named", named(null=False)),
        migrations.RunSQL(REFUSES, migrations.RunSQL.noop),
        migrations.RunSQL(APPEND_ONLY, BACK),
    ]
