# SPDX-License-Identifier: EUPL-1.2
"""A signature as it is kept beside its file, and as people read it. No personal number is kept, only its hash."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.conf import settings
from django_stubs_ext import StrPromise

from shared.encryption import lookup_hash
from ssoz.access.models import Person
from ssoz.attachments.sentences import PAPERS, RESULTS, WHOSE
from ssoz.attachments.signatures.reports import PERSONAL_NUMBER, PaperMatch, Result


class Whose(StrEnum):
    """Whether a signature is the applicant's."""

    PESEL = "pesel"
    NAME = "name"
    SIMILAR = "similar"
    OTHER = "other"


@dataclass(frozen=True, kw_only=True)
class Signature:
    """One signature in words."""

    name: str
    issuer: str
    signed_at: datetime | None
    is_timestamped: bool
    is_revocation_known: bool
    result: Result
    paper: PaperMatch
    whose: Whose

    @property
    def is_valid(self) -> bool:
        return self.result == Result.VALID

    @property
    def tone(self) -> str:
        """Green only when nothing is left to look at."""
        if not self.is_valid:
            return "error"
        good = self.paper == PaperMatch.SAME and self.whose in {Whose.PESEL, Whose.NAME}
        return "success" if good else "warning"

    @property
    def sentence(self) -> StrPromise:
        return RESULTS[self.result]

    @property
    def paper_sentence(self) -> StrPromise:
        return PAPERS[self.paper]

    @property
    def whose_sentence(self) -> StrPromise:
        return WHOSE[self.whose]


def kept(report: Mapping[str, Any]) -> dict[str, Any]:
    """What of a report goes into the database: the personal number as the hash that finds people, and nothing else."""
    number = PERSONAL_NUMBER.match(report["serial"])
    found = {
        key: report[key] for key in ("name", "given_name", "family_name", "issuer", "signed_at", "result", "paper")
    }
    flags = {key: report[key] for key in ("is_timestamped", "is_revocation_known")}
    return {**found, **flags, "pesel_hash": lookup_hash(number[1], settings.LOOKUP_KEY) if number else ""}


def described(stored: Mapping[str, Any], person: Person) -> Signature:
    """The signature, compared with who it should be of."""
    moment = stored["signed_at"]
    return Signature(
        name=stored["name"],
        issuer=stored["issuer"],
        signed_at=datetime.fromisoformat(moment) if moment else None,
        is_timestamped=stored["is_timestamped"],
        is_revocation_known=stored["is_revocation_known"],
        result=Result(stored["result"]),
        paper=PaperMatch(stored["paper"]),
        whose=whose(stored, person),
    )


def whose(stored: Mapping[str, Any], person: Person) -> Whose:
    """The number decides where both have one; a name that differs in diacritics only is for human eyes."""
    if stored["pesel_hash"] and person.pesel_hash:
        return Whose.PESEL if stored["pesel_hash"] == person.pesel_hash else Whose.OTHER
    given = f"{stored['given_name']} {stored['family_name']}".strip() or stored["name"]
    if _folded(given) == _folded(person.name):
        return Whose.NAME
    return Whose.SIMILAR if _plain(given) == _plain(person.name) else Whose.OTHER


def _folded(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def _plain(name: str) -> str:
    letters = unicodedata.normalize("NFKD", _folded(name).replace("ł", "l"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
