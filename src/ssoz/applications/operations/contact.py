# SPDX-License-Identifier: EUPL-1.2
"""How to reach a person in a unit: theirs to change, in this system only."""

from uuid import UUID

from django.db import transaction

from ssoz.access.actors import Actor
from ssoz.access.errors import ProfileNotAvailable
from ssoz.access.operations import open_profile
from ssoz.access.queries import active_profiles
from ssoz.applications.policies import check_contact


@transaction.atomic
def change_contact(*, by: Actor, profile: UUID, phone: str, email: str) -> None:
    """Write other contact data down in one of the person's own active profiles."""
    phone, email = check_contact(phone, email)
    mine = active_profiles(by.person_id or 0).filter(public_id=profile).first()
    if mine is None:
        raise ProfileNotAvailable
    open_profile(by=by, unit=mine.unit, phone=phone, email=email)
