# SPDX-License-Identifier: EUPL-1.2
"""Writing into the audit trail: events by everybody, seals by a job."""

from ssoz.audit.operations.forgetting import forget_names
from ssoz.audit.operations.publishing import publish_root
from ssoz.audit.operations.recording import Along, Who, record, record_look
from ssoz.audit.operations.sealing import seal_events

__all__ = ["Along", "Who", "forget_names", "publish_root", "record", "record_look", "seal_events"]
