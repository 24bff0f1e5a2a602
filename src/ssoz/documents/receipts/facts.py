# SPDX-License-Identifier: EUPL-1.2
"""What a receipt says. Its number and its digest follow from what was sent: nothing is counted or drawn for them."""

import re
from dataclasses import dataclass
from functools import cached_property

from django.conf import settings

from engine.answers import Sheet
from engine.definitions import FormDefinition
from shared.clock import WARSAW
from shared.encryption import lookup_hash
from ssoz.catalogue.queries import definition_of
from ssoz.reports.models import Report, Sending

NUMBER = re.compile(r"P?0*([1-9][0-9]{0,17})/([0-9]{4})")
NUMBER_DIGITS, GROUP = 6, 4
SEAL_LENGTH = 32


@dataclass(frozen=True)
class Facts:
    """One sending with all that its receipt tells of it."""

    sending: Sending
    report: Report

    @property
    def number(self) -> str:
        return receipt_number(self.sending.pk, self.sending.at.astimezone(WARSAW).year)

    @cached_property
    def seal(self) -> str:
        """The receipt's own digest. It is keyed, so nobody can tell from an answer they guess whether it was sent."""
        sent = self.sending
        said = (self.number, self.report.public_id, sent.number, sent.digest, sent.is_zero, sent.person_name)
        words = "\x1f".join(map(str, (*said, sent.at.isoformat())))
        return lookup_hash(f"receipt:{words}", settings.LOOKUP_KEY)[:SEAL_LENGTH]

    @cached_property
    def definition(self) -> FormDefinition:
        return definition_of(self.report.round.edition)

    @cached_property
    def sheet(self) -> Sheet:
        return Sheet.from_json(self.sending.answers)


def receipt_number(pk: int, year: int) -> str:
    return f"P{pk:0{NUMBER_DIGITS}}/{year}"


def number_parts(text: str) -> tuple[int, int] | None:
    """Key and year of a number as people type it: „P000123/2026”, „p123/2026”; None where it is none."""
    found = NUMBER.fullmatch("".join(text.split()).upper())
    return (int(found[1]), int(found[2])) if found else None


def grouped(seal: str) -> str:
    """In fours, as it can be read from paper."""
    return " ".join(seal[start : start + GROUP] for start in range(0, len(seal), GROUP))


def bare(typed: str) -> str:
    """A digest as people type or paste it."""
    return re.sub(r"[\s:.\u2010-\u2015-]", "", typed).lower()
