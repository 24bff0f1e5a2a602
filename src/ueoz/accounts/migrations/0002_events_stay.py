# SPDX-License-Identifier: EUPL-1.2
from django.db import migrations

FORBID = """
CREATE FUNCTION accounts_event_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'events of accounts are only ever added';
END $$;
CREATE TRIGGER accounts_event_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON accounts_event
    FOR EACH STATEMENT EXECUTE FUNCTION accounts_event_stays();
"""
ALLOW = "DROP TRIGGER accounts_event_stays ON accounts_event; DROP FUNCTION accounts_event_stays();"


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]

    operations = [migrations.RunSQL(FORBID, ALLOW)]
