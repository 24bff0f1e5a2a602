# SPDX-License-Identifier: EUPL-1.2
import pytest

from ssoz.reports.enums import Party
from ssoz.reports.states import MOVES, TO_FILL
from tests.architecture.lives import LIVES, documents, mermaid, table


@pytest.mark.parametrize("name", LIVES)
def test_diagram_and_table_show_every_move(name: str) -> None:
    _title, module, first = LIVES[name]
    assert mermaid(module.MOVES, first).count("-->") == 1 + len(module.MOVES)
    assert len(table(module.MOVES).splitlines()) == 2 + len(module.MOVES)


def test_a_move_tells_who_makes_it_by_what_permission_and_whether_for_a_reason() -> None:
    assert f"    to_verify --> accepted: accept ({Party.SUPERVISOR.value})" in mermaid(MOVES, TO_FILL).splitlines()
    rows = [row.strip("| ").split(" | ") for row in table(MOVES).splitlines()]
    assert rows[0] == ["from", "to", "move", "by", "permission", "event", "action", "reason"]
    returned = next(row for row in rows if row[2:3] == ["return"])
    assert returned[4:] == ["`REPORT_VERIFY`", "`ReportReturned`", "`report_returned`", "required"]


def test_where_nobody_makes_a_move_none_is_named() -> None:
    page = documents()["attachment.md"]
    assert "waiting --> safe: pass\n" in page
    assert "| `waiting` | `safe` | pass | `AttachmentSafe` | `attachment_safe` |" in page
