# SPDX-License-Identifier: EUPL-1.2
"""Reading the audit trail."""

from ssoz.audit.queries.events import events_by, events_of

__all__ = ["events_by", "events_of"]
