# SPDX-License-Identifier: EUPL-1.2
from dataclasses import dataclass


@dataclass(frozen=True)
class MessageWritten:
    """A message waits to be sent."""

    message_id: int
