# SPDX-License-Identifier: EUPL-1.2
"""What there is to say of one signature; the words stand in `ssoz.attachments.sentences`."""

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

PERSONAL_NUMBER = re.compile(r"^(?:PNOPL-|PESEL[:\s-]*)(\d{11})$")


class Result(StrEnum):
    VALID = "valid"
    ALTERED = "altered"
    APPENDED = "appended"
    UNKNOWN_ISSUER = "unknown_issuer"
    EXPIRED = "expired"
    NOT_YET_VALID = "not_yet_valid"
    REVOKED = "revoked"
    WRONG_USAGE = "wrong_usage"
    WEAK = "weak"
    BROKEN = "broken"


class PaperMatch(StrEnum):
    """Whether what was signed is what the system printed."""

    SAME = "same"
    OTHER = "other"
    UNKNOWN = "unknown"


@dataclass(frozen=True, kw_only=True)
class SignatureReport:
    """One signature: whose, when, and whether it holds."""

    result: Result
    name: str = ""
    given_name: str = ""
    family_name: str = ""
    serial: str = ""
    issuer: str = ""
    signed_at: datetime | None = None
    is_timestamped: bool = False
    is_revocation_known: bool = False
    paper: PaperMatch = PaperMatch.UNKNOWN
    detail: str = ""

    @property
    def pesel(self) -> str:
        """The personal number in the certificate, when it is a Polish one."""
        found = PERSONAL_NUMBER.match(self.serial)
        return found[1] if found else ""
