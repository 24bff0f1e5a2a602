# SPDX-License-Identifier: EUPL-1.2
"""What happened to an application, told after commit to whoever subscribed (see `ssoz.jobs.subscriptions`)."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class ApplicationEvent:
    application: UUID
    reason: str = ""


class ApplicationSubmitted(ApplicationEvent):
    pass


class ApplicationApproved(ApplicationEvent):
    pass


class ApplicationRejected(ApplicationEvent):
    pass


class ApplicationWithdrawn(ApplicationEvent):
    pass


class ApplicationArchived(ApplicationEvent):
    pass
