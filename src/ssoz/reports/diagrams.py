# SPDX-License-Identifier: EUPL-1.2
"""The lives of reports, rounds and attached files as pages of documentation, printed from the tables of states."""

from ssoz.attachments import states as attachments
from ssoz.reports import states as reports
from ssoz.rounds import states as rounds

PAGE = """# {title}

Printed from `{source}` by `python -m tests.architecture.generated`; do not edit.

```mermaid
{diagram}
```

{table}
"""


def documents() -> dict[str, str]:
    return {
        "attachment.md": PAGE.format(
            title="The life of an attached file",
            source="src/ssoz/attachments/states.py",
            diagram=attachments.mermaid(),
            table=attachments.table(),
        ),
        "report.md": PAGE.format(
            title="The life of a report",
            source="src/ssoz/reports/states.py",
            diagram=reports.mermaid(),
            table=reports.table(),
        ),
        "round.md": PAGE.format(
            title="The life of a round",
            source="src/ssoz/rounds/states.py",
            diagram=rounds.mermaid(),
            table=rounds.table(),
        ),
    }
