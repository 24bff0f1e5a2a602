# SPDX-License-Identifier: EUPL-1.2
"""Why a message is refused. Nothing else leaves this package, whatever the engines below it raise."""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum


class Reason(StrEnum):
    """The kinds of refusal a caller may want to tell apart."""

    MALFORMED = "malformed"
    UNKNOWN_SENDER = "unknown-sender"
    SIGNATURE = "signature"
    ENCRYPTION = "encryption"
    ADDRESSEE = "addressee"
    TIME = "time"
    REPLAY = "replay"
    ASSURANCE = "assurance"
    CANCELLED = "cancelled"
    STATUS = "status"
    ATTRIBUTES = "attributes"
    CONFIGURATION = "configuration"


class SamlError(Exception):
    """A message, a key or a setting cannot be used; the text never carries personal data."""

    def __init__(self, reason: Reason, detail: str) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason = reason
        self.detail = detail


@contextmanager
def wrapped(reason: Reason, detail: str) -> Iterator[None]:
    """Turn whatever an engine raises into a refusal; one text for every cause, so there is no oracle."""
    try:
        yield
    except SamlError:
        raise
    except Exception as error:
        raise SamlError(reason, detail) from error
