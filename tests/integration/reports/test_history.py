# SPDX-License-Identifier: EUPL-1.2
"""Nothing is lost: every save leaves what it changed, and an edit that comes twice is made once."""

from uuid import UUID, uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction

from engine.answers import Change
from ssoz.reports import operations
from ssoz.reports.enums import ReportStatus
from ssoz.reports.errors import NotAllowed, ReportNotFound
from ssoz.reports.models import CellEdit, Report
from ssoz.reports.operations import Edit
from ssoz.reports.queries import cell_history, meanwhile
from ssoz.reports.queries.history import PAGE
from tests.factories import registers
from tests.factories.reports import blank_report, central, fill, filler, report_at, supervisor

pytestmark = pytest.mark.django_db
CELL = "d1.w02.k1"


def save(report: Report, *changes: Change, person: int = 101) -> operations.Saved:
    return operations.save_cells(by=filler(report.unit, person), report=report.public_id, changes=changes)


def edit(now: str, was: str | None = None, address: str = CELL, name: UUID | None = None) -> Edit:
    return Edit(address, was, now, name or uuid4())


def value(report: Report, address: str = CELL) -> int | str | None:
    found: int | str | None = Report.objects.get(pk=report.pk).answers["cells"].get(address)
    return found


def told(report: Report, address: str = CELL) -> list[tuple[str, str, str]]:
    history = cell_history(filler(report.unit), report.public_id, address)
    return [(entry.person, entry.was, entry.now) for entry in history.entries]


def test_every_change_of_a_cell_is_told_with_who_and_from_what_to_what() -> None:
    report = blank_report()
    save(report, edit("1234", ""))
    save(report, edit("7", "1234"), person=102)
    save(report, edit("", "7"))
    assert told(report) == [
        ("Wypełniająca 101", "7", ""),
        ("Wypełniająca 102", "1\u00a0234", "7"),
        ("Wypełniająca 101", "", "1\u00a0234"),
    ]


def test_only_what_has_changed_is_told() -> None:
    report = blank_report()
    save(report, edit("4", ""), edit("x", "", "d1.w03.k1"), edit("", "", "d1.w03.k2"))
    save(report, edit("4", "4"), edit("9", "", "d1.w03.k1"))
    assert [row.cells for row in CellEdit.objects.all()] == [{CELL: [None, 4]}, {"d1.w03.k1": [None, 9]}]


def test_a_history_is_a_chain_that_ends_with_what_stands_there() -> None:
    report = blank_report()
    for number in range(12):
        save(report, edit(str(number), None))
    pairs = [row.cells[CELL] for row in CellEdit.objects.order_by("version")]
    assert [was for was, _now in pairs] == [None, *[now for _was, now in pairs[:-1]]]
    assert pairs[-1][1] == value(report) == 11


def test_a_long_history_comes_in_pieces() -> None:
    report = blank_report()
    for number in range(PAGE + 3):
        save(report, edit(str(number)))
    first = cell_history(filler(report.unit), report.public_id, CELL)
    rest = cell_history(filler(report.unit), report.public_id, CELL, first.older)
    assert (len(first.entries), len(rest.entries), rest.older) == (PAGE, 3, 0)
    assert rest.entries[0].version == first.entries[-1].version - 1


def test_values_of_a_removed_row_are_not_lost() -> None:
    report = blank_report()
    by = filler(report.unit)
    operations.add_row(by=by, report=report.public_id, section="d2")
    save(report, edit("Izba", "", "d2.r1.nazwa"), edit("5", "", "d2.r1.k1"))
    operations.remove_row(by=by, report=report.public_id, section="d2", row="r1")
    last = CellEdit.objects.order_by("version").last()
    assert last is not None
    assert last.cells == {"d2.r1": [True, None], "d2.r1.nazwa": ["Izba", None], "d2.r1.k1": [5, None]}
    assert told(report, "d2.r1.k1")[0] == ("Wypełniająca 101", "5", "")


def test_what_an_office_fills_in_is_marked() -> None:
    report = blank_report()
    operations.save_cells(by=supervisor(), report=report.public_id, changes=[edit("1")])
    (entry,) = cell_history(supervisor(), report.public_id, CELL).entries
    assert entry.on_behalf


def test_an_edit_that_comes_twice_is_made_once() -> None:
    report = blank_report()
    first = edit("5", "")
    saved = [save(report, first) for _turn in range(3)]
    assert [one.report.version for one in saved] == [1, 1, 1]
    assert [one.conflicts for one in saved] == [(), (), ()]
    assert CellEdit.objects.count() == 1


def test_a_late_double_does_not_bring_an_old_value_back() -> None:
    report = blank_report()
    first = edit("5", "")
    save(report, first)
    save(report, edit("", "5"))
    again = save(report, first)
    assert (value(report), again.conflicts) == (None, ())
    assert again.known == {CELL: 5}


def test_of_a_request_half_known_the_other_half_is_made() -> None:
    report = blank_report()
    first = edit("5", "")
    save(report, first)
    save(report, first, edit("6", "", "d1.w03.k1"))
    assert (value(report), value(report, "d1.w03.k1"), CellEdit.objects.count()) == (5, 6, 2)


def test_the_same_name_at_another_report_is_another_edit() -> None:
    one, other = blank_report(), blank_report(unit=registers.unit())
    given = edit("5", "")
    save(one, given)
    save(other, given)
    assert (value(one), value(other)) == (5, 5)


def test_an_edit_that_was_refused_may_come_again() -> None:
    report = blank_report()
    name = uuid4()
    assert save(report, edit("x", "", name=name)).problems
    assert not save(report, edit("5", "", name=name)).problems
    assert value(report) == 5


def test_an_edit_made_before_the_sending_is_acknowledged_after_it_and_a_new_one_is_refused() -> None:
    report = fill(blank_report())
    given = edit("11", "10")
    version = save(report, given).report.version
    operations.send(by=filler(report.unit), report=report.public_id, version=version)
    assert save(report, given).known == {CELL: 11}
    with pytest.raises(NotAllowed):
        save(report, edit("12", "11"))


def test_rows_asked_for_twice_under_one_name_are_added_once() -> None:
    report = blank_report()
    given = {"by": filler(report.unit), "report": report.public_id, "section": "d2", "count": 2, "edit": uuid4()}
    assert [operations.add_row(**given).row for _turn in range(2)] == ["r2", "r2"]
    assert Report.objects.get(pk=report.pk).answers["rows"] == {"d2": ["r1", "r2"]}


def test_a_page_is_told_what_others_have_written_since() -> None:
    report = blank_report()
    mine = edit("1", "")
    save(report, mine)
    save(report, edit("2", "1"), edit("3", "", "d1.w03.k1"), person=102)
    operations.add_row(by=filler(report.unit, 102), report=report.public_id, section="d2")
    now = Report.objects.select_related("round__edition").get(pk=report.pk)
    found = meanwhile(now, 0, [mine.id] if mine.id else [])
    assert {(cell.address, cell.text, cell.person) for cell in found.cells} == {
        (CELL, "2", "Wypełniająca 102"),
        ("d1.w03.k1", "3", "Wypełniająca 102"),
    }
    assert (found.version, found.sections) == (3, ("d2",))
    assert meanwhile(now, 3).cells == ()
    assert meanwhile(now, 2, made=(3,)).sections == ()


def test_what_is_kept_cannot_be_changed_or_taken_away() -> None:
    save(blank_report(), edit("1", ""))
    connection.check_constraints()
    for deed in (
        "UPDATE reports_celledit SET version = 9",
        "DELETE FROM reports_celledit",
        "TRUNCATE reports_celledit",
    ):
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(deed)


def test_history_is_content_and_closed_to_whoever_may_not_read_it() -> None:
    report = fill(report_at(ReportStatus.TO_FILL))
    with pytest.raises(ReportNotFound):
        cell_history(filler(registers.unit()), report.public_id, CELL)
    with pytest.raises(PermissionDenied):
        cell_history(central("cez_staff"), report.public_id, CELL)
    with pytest.raises(ReportNotFound):
        cell_history(filler(report.unit), report.public_id, "d9.w01.k1")
