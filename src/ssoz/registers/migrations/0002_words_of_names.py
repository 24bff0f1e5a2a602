# SPDX-License-Identifier: EUPL-1.2
"""Words of the names of units: an index of them, and the vocabulary, kept by triggers whoever writes the register."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
from django.db import migrations, models

KEEP = """
CREATE FUNCTION registers_keep_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO registers_word (text)
    SELECT DISTINCT word FROM written, unnest(string_to_array(name_key, ' ')) AS word
    WHERE length(word) >= 3 AND word ~ '[a-z]'
    ORDER BY word  -- so that two writers wait for each other instead of both
    ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$;
CREATE TRIGGER registers_unit_words_entered AFTER INSERT ON registers_unit
    REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION registers_keep_words();
CREATE TRIGGER registers_unit_words_changed AFTER UPDATE ON registers_unit
    REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION registers_keep_words();
INSERT INTO registers_word (text)
SELECT DISTINCT word FROM registers_unit, unnest(string_to_array(name_key, ' ')) AS word
WHERE length(word) >= 3 AND word ~ '[a-z]';
"""
FORGET = """
DROP TRIGGER registers_unit_words_entered ON registers_unit;
DROP TRIGGER registers_unit_words_changed ON registers_unit;
DROP FUNCTION registers_keep_words();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("registers", "0001_first"),
    ]

    operations = [
        migrations.CreateModel(
            name="Word",
            fields=[
                ("text", models.CharField(editable=False, max_length=600, primary_key=True, serialize=False)),
            ],
            options={
                "verbose_name": "słowo nazwy jednostki",
                "verbose_name_plural": "słowa nazw jednostek",
            },
        ),
        migrations.RemoveIndex(
            model_name="unit",
            name="unit_by_name",
        ),
        migrations.AddIndex(
            model_name="unit",
            index=models.Index(fields=["name_key", "id"], include=("valid_from", "valid_to"), name="unit_by_name"),
        ),
        migrations.AddIndex(
            model_name="unit",
            index=django.contrib.postgres.indexes.GinIndex(
                models.Func(
                    models.F("name_key"),
                    models.Value(" "),
                    function="STRING_TO_ARRAY",
                    output_field=django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None),
                ),
                name="unit_by_words_of_name",
            ),
        ),
        migrations.AddIndex(
            model_name="word",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["text"], name="word_by_part", opclasses=["gin_trgm_ops"]
            ),
        ),
        migrations.RunSQL(KEEP, FORGET),
    ]
