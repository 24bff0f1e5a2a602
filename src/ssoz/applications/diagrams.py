# SPDX-License-Identifier: EUPL-1.2
"""Every life there is as a page of documentation: applications join what the layers below print."""

from ssoz.applications import states
from ssoz.reports import diagrams


def documents() -> dict[str, str]:
    page = diagrams.PAGE.format(
        title="The life of an application",
        source="src/ssoz/applications/states.py",
        diagram=states.mermaid(),
        table=states.table(),
    )
    return {**diagrams.documents(), "application.md": page}
