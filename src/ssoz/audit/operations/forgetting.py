# SPDX-License-Identifier: EUPL-1.2
"""Taking a name out of the trail. The digests stay, so every seal holds; nobody can try names against them."""

from ssoz.audit.models import Name


def forget_names(*, person_id: int) -> int:
    """Remove all names somebody acted under; the caller records `person_forgotten`, or the verification complains."""
    return Name.objects.filter(person_id=person_id).exclude(salt="").update(name="", salt="")
