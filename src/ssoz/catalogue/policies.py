# SPDX-License-Identifier: EUPL-1.2
from ssoz.catalogue.errors import EditionFrozen
from ssoz.catalogue.models import Edition


def can_change(edition: Edition) -> bool:
    return edition.frozen_at is None


def check_can_change(edition: Edition) -> None:
    """An edition whose round was opened stands as it is."""
    if not can_change(edition):
        raise EditionFrozen(edition.form, edition.year)
