# SPDX-License-Identifier: EUPL-1.2
from django.db import migrations

FORBID = """
CREATE FUNCTION provider_clientevent_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'events of clients are only ever added';
END $$;
CREATE TRIGGER provider_clientevent_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON provider_clientevent
    FOR EACH STATEMENT EXECUTE FUNCTION provider_clientevent_stays();
"""
ALLOW = "DROP TRIGGER provider_clientevent_stays ON provider_clientevent; DROP FUNCTION provider_clientevent_stays();"


class Migration(migrations.Migration):
    dependencies = [("provider", "0001_initial")]

    operations = [migrations.RunSQL(FORBID, ALLOW)]
