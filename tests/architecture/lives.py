# SPDX-License-Identifier: EUPL-1.2
"""Every life there is, gathered from apps that may not know each other."""

from ssoz.applications import diagrams as applications
from ssoz.cards import diagrams as cards


def documents() -> dict[str, str]:
    return {**applications.documents(), **cards.documents()}
