# SPDX-License-Identifier: EUPL-1.2
"""Reading the audit trail."""

from ssoz.audit.queries.events import events_by, events_of
from ssoz.audit.queries.search import Found, Sought, all_found, names, search

__all__ = ["Found", "Sought", "all_found", "events_by", "events_of", "names", "search"]
