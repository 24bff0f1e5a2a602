# SPDX-License-Identifier: EUPL-1.2
"""Hashes of patients no longer depend on case and Polish signs.

Cards that can be filled in are read once more: only there other letters may stand than the form allows. A closed card
has passed the form's check for two plain capitals, so its hashes are what they would be now.
"""

from django.db import migrations

from ssoz.cards.sealing import duplicate_key, opened, pseudonym


def name_anew(apps, schema_editor):
    cards = apps.get_model("cards", "Card").objects.filter(status__in=["open", "to_correct"])
    for card in cards.only("public_id", "unit_id", "sealed", "duplicate_key", "pseudonym").iterator(chunk_size=500):
        sheet = opened(card.public_id, card.sealed).sheet
        hashes = duplicate_key(card.unit_id, sheet), pseudonym(sheet)
        if hashes != (card.duplicate_key, card.pseudonym):
            card.duplicate_key, card.pseudonym = hashes
            card.save(update_fields=["duplicate_key", "pseudonym"])


class Migration(migrations.Migration):
    dependencies = [("cards", "0005_card_edits")]
    operations = [migrations.RunPython(name_anew, migrations.RunPython.noop)]
