# SPDX-License-Identifier: EUPL-1.2
"""Lives as pages of documentation, printed from the tables of states."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from enum import StrEnum
from typing import Any

from ssoz.applications import states as applications
from ssoz.attachments import states as attachments
from ssoz.cards import states as cards
from ssoz.reports import states as reports
from ssoz.rounds import states as rounds

PAGE = """# The life of {title}

Printed from `src/{module}.py` by `python -m tests.architecture.generated`; do not edit.

```mermaid
{diagram}
```

{table}
"""
LIVES = {  # name of the page → whose life, the module with its table, first state
    "application.md": ("an application", applications, applications.DRAFT),
    "attachment.md": ("an attached file", attachments, attachments.WAITING),
    "card.md": ("a psychiatric card", cards, cards.OPEN),
    "report.md": ("a report", reports, reports.TO_FILL),
    "round.md": ("a round", rounds, rounds.MOVES[0].source),
}
COLUMNS: Mapping[
    str, tuple[str, Callable[[Any], str]]
] = {  # what a move may tell besides: heading and how it is written
    "party": ("by", lambda party: str(party.value)),
    "permission": ("permission", "`{}`".format),
    "event": ("event", lambda event: f"`{event.__name__}`"),
    "action": ("action", "`{}`".format),
    "needs_reason": ("reason", lambda needed: "required" if needed else "–"),
}


def documents() -> dict[str, str]:
    """Every life as a diagram and as a table."""
    return {
        name: PAGE.format(
            title=title,
            module=module.__name__.replace(".", "/"),
            diagram=mermaid(module.MOVES, first),
            table=table(module.MOVES),
        )
        for name, (title, module, first) in LIVES.items()
    }


def mermaid(moves: Sequence[Any], first: StrEnum) -> str:
    lines = ["stateDiagram-v2", f"    [*] --> {first.value}"]
    lines += [f"    {move.source.value} --> {move.target.value}: {move.name}{_by(move)}" for move in moves]
    return "\n".join(lines)


def table(moves: Sequence[Any]) -> str:
    """The same as a Markdown table, with all that the moves tell."""
    told = [field.name for field in fields(moves[0]) if field.name in COLUMNS]
    headings = ["from", "to", "move", *(COLUMNS[name][0] for name in told)]
    rows = [_row(headings), "|---" * len(headings) + "|"]
    for move in moves:
        more = (COLUMNS[name][1](getattr(move, name)) for name in told)
        rows.append(_row([f"`{move.source.value}`", f"`{move.target.value}`", move.name, *more]))
    return "\n".join(rows)


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _by(move: Any) -> str:
    return f" ({move.party.value})" if hasattr(move, "party") else ""
