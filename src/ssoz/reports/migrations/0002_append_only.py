# SPDX-License-Identifier: EUPL-1.2
from django.db import migrations

REFUSE = """
CREATE FUNCTION reports_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'integrity_constraint_violation';
END
$$;
CREATE TRIGGER reports_sending_append_only BEFORE UPDATE OR DELETE ON reports_sending
    FOR EACH STATEMENT EXECUTE FUNCTION reports_refuse();
CREATE TRIGGER reports_transition_append_only BEFORE UPDATE OR DELETE ON reports_transition
    FOR EACH STATEMENT EXECUTE FUNCTION reports_refuse();
"""

ALLOW = """
DROP TRIGGER reports_sending_append_only ON reports_sending;
DROP TRIGGER reports_transition_append_only ON reports_transition;
DROP FUNCTION reports_refuse();
"""


class Migration(migrations.Migration):
    dependencies = [("reports", "0001_initial")]
    operations = [migrations.RunSQL(REFUSE, ALLOW)]
