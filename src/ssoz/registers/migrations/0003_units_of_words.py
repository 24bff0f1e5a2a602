# SPDX-License-Identifier: EUPL-1.2
"""The vocabulary knows how many units have a word in their names: of those that have no last day in the register."""

from django.db import migrations, models
from django.db.models import Q

WRITTEN = "SELECT word, (valid_to IS NULL)::int AS units, 1 AS held FROM written, registers_words(name_key) AS word"
REPLACED = "SELECT word, -(valid_to IS NULL)::int AS units, -1 AS held FROM replaced, registers_words(name_key) AS word"


def counted(source: str) -> str:
    """Add up what a statement has changed; in the order of words, so that two writers wait for each other, not both."""
    return f"""
        INSERT INTO registers_word (text, units)
        SELECT word, sum(units) FROM ({source}) AS changed GROUP BY word HAVING sum(units) <> 0 OR sum(held) > 0
        ORDER BY word
        ON CONFLICT (text) DO UPDATE SET units = registers_word.units + excluded.units WHERE excluded.units <> 0;
    """  # noqa: S608  only the two constants above


KEEP = f"""
DROP TRIGGER registers_unit_words_entered ON registers_unit;
DROP TRIGGER registers_unit_words_changed ON registers_unit;
DROP FUNCTION registers_keep_words();
CREATE FUNCTION registers_words(name text) RETURNS SETOF text LANGUAGE sql IMMUTABLE AS $$
    SELECT DISTINCT word FROM unnest(string_to_array(name, ' ')) AS word WHERE length(word) >= 3 AND word ~ '[a-z]'
$$;
CREATE FUNCTION registers_keep_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN {counted(WRITTEN)}
    ELSIF TG_OP = 'UPDATE' THEN {counted(f"{WRITTEN} UNION ALL {REPLACED}")}
    ELSE {counted(REPLACED)}
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER registers_unit_words_entered AFTER INSERT ON registers_unit
    REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION registers_keep_words();
CREATE TRIGGER registers_unit_words_changed AFTER UPDATE ON registers_unit
    REFERENCING NEW TABLE AS written OLD TABLE AS replaced FOR EACH STATEMENT EXECUTE FUNCTION registers_keep_words();
CREATE TRIGGER registers_unit_words_removed AFTER DELETE ON registers_unit
    REFERENCING OLD TABLE AS replaced FOR EACH STATEMENT EXECUTE FUNCTION registers_keep_words();
UPDATE registers_word SET units = known.units FROM (
    SELECT word, count(*) AS units FROM registers_unit, registers_words(name_key) AS word
    WHERE valid_to IS NULL GROUP BY word
) AS known WHERE text = known.word;
"""  # noqa: S608  the same


class Migration(migrations.Migration):
    dependencies = [
        ("registers", "0002_words_of_names"),
    ]

    operations = [
        migrations.AddField(
            model_name="word",
            name="units",
            field=models.IntegerField(default=0, editable=False, verbose_name="jednostki wpisane bez terminu"),
        ),
        migrations.AddIndex(
            model_name="unit",
            index=models.Index(condition=Q(("valid_to__isnull", False)), fields=["valid_to"], name="unit_by_last_day"),
        ),
        migrations.AddIndex(
            model_name="unit",
            index=models.Index(fields=["valid_from"], name="unit_by_first_day"),
        ),
        migrations.RunSQL(KEEP, migrations.RunSQL.noop),
    ]
