# SPDX-License-Identifier: EUPL-1.2
"""Colours of the states: blue waits for somebody else, amber wants work again, green is done."""

from ssoz.cards.enums import CardStatus

TONES = {
    CardStatus.OPEN.value: "neutral",
    CardStatus.CLOSED.value: "neutral",
    CardStatus.TO_VERIFY.value: "info",
    CardStatus.TO_CORRECT.value: "warning",
    CardStatus.ACCEPTED.value: "success",
    CardStatus.VOID.value: "neutral",
}
