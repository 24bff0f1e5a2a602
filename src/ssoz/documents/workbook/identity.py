# SPDX-License-Identifier: EUPL-1.2
"""Whose answer a workbook is: form, edition, unit, round and the values it was made with, sealed by HMAC.

It lies on a hidden sheet. What a workbook says there and what is not sealed by us is never believed.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from django.core import signing
from pydantic import BaseModel, ConfigDict, ValidationError

SHEET, MARK = "ssoz", "SSOZ-XLSX/1"
SALT = "ssoz.documents.workbook"
PIECE = 30_000  # signs; a cell holds 32,767
MOST_PIECES = 200


class Identity(BaseModel):
    """`base`: the texts that stood in the workbook when it was made, so that only what a person changed is a change."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    report: str
    form: str
    edition: int
    definition: str
    round: str
    period: str
    unit: str
    made_at: str
    rows: Mapping[str, tuple[str, ...]]
    base: Mapping[str, str]


class NoIdentity(ValueError):
    """There is none, or it is not ours."""


def pieces(identity: Identity) -> Iterator[str]:
    """The seal in pieces that fit into cells."""
    sealed = signing.dumps(identity.model_dump(mode="json"), salt=SALT, compress=True)
    yield MARK
    for start in range(0, len(sealed), PIECE):
        yield sealed[start : start + PIECE]


def identity_of(texts: list[Any]) -> Identity:
    """From the cells of the hidden sheet."""
    if not texts or texts[0] != MARK or not all(isinstance(text, str) for text in texts):
        raise NoIdentity
    try:
        return Identity.model_validate(signing.loads("".join(texts[1:]), salt=SALT))
    except (signing.BadSignature, ValidationError, ValueError) as error:
        raise NoIdentity from error
