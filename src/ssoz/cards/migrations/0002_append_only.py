# SPDX-License-Identifier: EUPL-1.2
from django.db import migrations

REFUSE = """
CREATE FUNCTION cards_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'integrity_constraint_violation';
END
$$;
CREATE TRIGGER cards_transition_append_only BEFORE UPDATE OR DELETE ON cards_cardtransition
    FOR EACH STATEMENT EXECUTE FUNCTION cards_refuse();
CREATE TRIGGER cards_delivery_append_only BEFORE UPDATE OR DELETE ON cards_delivery
    FOR EACH STATEMENT EXECUTE FUNCTION cards_refuse();
CREATE TRIGGER cards_version_stays BEFORE DELETE ON cards_cardversion
    FOR EACH STATEMENT EXECUTE FUNCTION cards_refuse();
CREATE TRIGGER cards_version_changes_keys_only BEFORE UPDATE ON cards_cardversion
    FOR EACH ROW WHEN ((OLD.card_id, OLD.number, OLD.digest, OLD.at) IS DISTINCT FROM (NEW.card_id, NEW.number, NEW.digest, NEW.at))
    EXECUTE FUNCTION cards_refuse();
CREATE TRIGGER cards_card_is_voided_not_deleted BEFORE DELETE ON cards_card
    FOR EACH STATEMENT EXECUTE FUNCTION cards_refuse();
"""
ALLOW = """
DROP TRIGGER cards_transition_append_only ON cards_cardtransition;
DROP TRIGGER cards_delivery_append_only ON cards_delivery;
DROP TRIGGER cards_version_stays ON cards_cardversion;
DROP TRIGGER cards_version_changes_keys_only ON cards_cardversion;
DROP TRIGGER cards_card_is_voided_not_deleted ON cards_card;
DROP FUNCTION cards_refuse();
"""


class Migration(migrations.Migration):
    dependencies = [("cards", "0001_initial")]
    operations = [migrations.RunSQL(REFUSE, ALLOW)]
