# SPDX-License-Identifier: EUPL-1.2
"""Where sessions lie: as Django keeps them, with the person and the provider's session beside the key.

The index lives in the row itself, so a session is found by its person without opening every one of them, and no second
table can disagree with the first.
"""

from typing import Any

from shared.postgres.sessions import SessionStore as DatabaseStore
from ssoz.access.models import Session
from ssoz.access.sessions import PERSON, PROVIDER_SESSION


class SessionStore(DatabaseStore):
    """Django's store in the database, over a table that says whose a session is."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        row: Session = super().create_model_instance(data)  # type: ignore[assignment]  # made by `get_model_class`
        row.person_id = data.get(PERSON)
        row.provider_session = data.get(PROVIDER_SESSION, "")
        return row
