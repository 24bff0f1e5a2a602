# SPDX-License-Identifier: EUPL-1.2
"""The view of stored findings; and all answers packed anew, now with texts and ids of added rows."""

from django.db import migrations

from engine.answers import Sheet, pack
from engine.definitions import load

VIEW = """
CREATE VIEW reports_finding AS
SELECT
    checked.report_id,
    place.check_id,
    replace(replace(replace(place.key, '$1', split_part(row, ',', 1)), '$2', split_part(row, ',', 2)), '$3', split_part(row, ',', 3)) AS key,
    place.severity,
    place.level,
    replace(replace(replace(place.target, '$1', split_part(row, ',', 1)), '$2', split_part(row, ',', 2)), '$3', split_part(row, ',', 3)) AS target,
    report.digest = checked.answers_digest AS current
FROM reports_checkedreport AS checked
JOIN reports_report AS report ON report.id = checked.report_id
CROSS JOIN LATERAL unnest(checked.places, checked.rows) AS found(number, row)
JOIN reports_checkplace AS place ON place.form_digest = checked.form_digest AND place.number = found.number
"""


def pack_anew(apps, schema_editor):
    forms = {}
    reports = apps.get_model("reports", "Report").objects.exclude(digest="").only("answers", "round")
    for report in reports.select_related("round__edition").iterator(chunk_size=500):
        edition = report.round.edition
        if edition.pk not in forms:
            forms[edition.pk] = load(edition.source, path=edition.path, code_lists=edition.lists)
        report.packed = pack(forms[edition.pk], Sheet.from_json(report.answers))
        report.save(update_fields=["packed"])


class Migration(migrations.Migration):
    dependencies = [("reports", "0005_country_checks"), ("catalogue", "0001_first")]
    operations = [
        migrations.RunSQL(VIEW, "DROP VIEW reports_finding"),
        migrations.RunPython(pack_anew, migrations.RunPython.noop),
    ]
