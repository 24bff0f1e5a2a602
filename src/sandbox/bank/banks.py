# SPDX-License-Identifier: EUPL-1.2
"""Banks that nobody has founded."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Bank:
    """A name and a sign."""

    code: str
    name: str


BANKS = (
    Bank("bursztyn", "Bank Bursztynowy"),
    Bank("kasztan", "Kasa Kasztanowa"),
    Bank("zubr", "Bank Żubr"),
    Bank("wisla", "Nadwiślański Bank Ludowy"),
    Bank("skarbonka", "Skarbonka Online"),
    Bank("bocian", "Bank Pod Bocianem"),
)


def bank(code: str) -> Bank | None:
    """The bank by its code."""
    return next((one for one in BANKS if one.code == code), None)
