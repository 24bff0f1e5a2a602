# SPDX-License-Identifier: EUPL-1.2
"""Reads."""

from ueoz.node.models import Refusal


def refusal(number: str) -> Refusal | None:
    """The sign-in that did not happen, by the number its page showed."""
    return Refusal.objects.filter(number=number.strip().upper()).first()
