# SPDX-License-Identifier: EUPL-1.2
"""The life of a card as a page of documentation, printed from the table of states."""

from ssoz.cards import states
from ssoz.reports.diagrams import PAGE


def documents() -> dict[str, str]:
    page = PAGE.format(
        title="The life of a psychiatric card",
        source="src/ssoz/cards/states.py",
        diagram=states.mermaid(),
        table=states.table(),
    )
    return {"card.md": page}
