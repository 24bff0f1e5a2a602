# SPDX-License-Identifier: EUPL-1.2
"""Filling in: what is typed is kept, what cannot be is given back, what others typed is not overwritten."""

import pytest
from django.core.exceptions import PermissionDenied

from engine.answers import Change, Sheet, digest, pack
from ssoz.audit.queries import events_of
from ssoz.catalogue.queries import definition
from ssoz.reports import operations
from ssoz.reports.enums import ReportStatus
from ssoz.reports.errors import BadRequest, NotAllowed, ReportNotFound
from ssoz.reports.models import Report
from ssoz.reports.queries import report_for, verdict
from ssoz.rounds.enums import RoundStatus
from tests.factories import registers
from tests.factories.reports import CLEAN, ODD, blank_report, central, fill, filler, report_at, supervisor, typed

pytestmark = pytest.mark.django_db
TO_FILL, TO_VERIFY, TO_CORRECT, ACCEPTED = ReportStatus


def stored(report: Report) -> Report:
    return Report.objects.get(pk=report.pk)


def cells(report: Report) -> dict[str, int | str]:
    return dict(stored(report).answers["cells"])


def save(report: Report, *changes: Change) -> operations.Saved:
    return operations.save_cells(by=filler(report.unit), report=report.public_id, changes=changes)


def test_cells_are_kept_as_numbers_and_computed_cells_with_them() -> None:
    report = fill(blank_report())
    assert cells(report) == {
        "d1.w01.k1": 30,
        "d1.w01.k2": 5,
        "d1.w02.k1": 10,
        "d1.w02.k2": 4,
        "d1.w03.k1": 20,
        "d1.w03.k2": 1,
    }


def test_answers_digest_and_packed_form_are_written_together() -> None:
    report = stored(fill(blank_report()))
    sheet = Sheet.from_json(report.answers)
    assert report.digest == digest(sheet)
    assert bytes(report.packed) == pack(definition(report.round.edition_id), sheet)


def test_every_write_raises_the_version() -> None:
    report = blank_report()
    versions = [fill(report, {"d1.w02.k1": text}).version for text in ("1", "2", "3")]
    assert versions == [1, 2, 3]


def test_saving_what_stands_there_already_writes_nothing() -> None:
    report = fill(blank_report())
    again = fill(report)
    assert again.version == report.version
    assert events_of("report", str(report.public_id)).count() == 1


def test_good_cells_are_kept_beside_bad_ones() -> None:
    report = blank_report()
    saved = save(
        report,
        Change("d1.w02.k1", None, "10"),
        Change("d1.w02.k2", None, "cztery"),
        Change("d1.w03.k1", None, "1" + "0" * 30),
        Change("d1.w03.k2", None, "-1"),
        Change("d1.w02.k9", None, "1"),
    )
    assert [problem.address for problem in saved.problems] == ["d1.w02.k2", "d1.w03.k1", "d1.w03.k2", "d1.w02.k9"]
    assert saved.problems[0].text == "cztery"
    assert cells(report) == {"d1.w01.k1": 10, "d1.w02.k1": 10}


def test_a_computed_cell_is_not_typed_over() -> None:
    report = fill(blank_report())
    assert save(report, Change("d1.w01.k1", None, "999")).problems
    assert cells(report)["d1.w01.k1"] == 30


def test_decimals_have_no_place_where_numbers_are_whole() -> None:
    assert save(blank_report(), Change("d1.w02.k1", None, "1,5")).problems


def test_nothing_but_bad_cells_writes_nothing() -> None:
    report = blank_report()
    save(report, Change("d1.w02.k1", None, "tekst"))
    assert (stored(report).version, stored(report).digest) == (0, "")
    assert not events_of("report", str(report.public_id)).exists()


def test_a_blanked_cell_is_gone() -> None:
    report = fill(blank_report())
    save(report, Change("d1.w02.k1", "10", ""))
    assert "d1.w02.k1" not in cells(report)
    assert cells(report)["d1.w01.k1"] == 20


def test_two_people_in_different_cells_merge() -> None:
    report = blank_report()
    save(report, Change("d1.w02.k1", "", "10"))
    operations.save_cells(by=filler(report.unit, 102), report=report.public_id, changes=[Change("d1.w03.k1", "", "20")])
    assert (cells(report)["d1.w02.k1"], cells(report)["d1.w03.k1"]) == (10, 20)
    assert stored(report).filled_by == [101, 102]


def test_the_same_cell_changed_by_both_is_shown_to_the_second() -> None:
    report = blank_report()
    save(report, Change("d1.w02.k1", "", "10"))
    saved = save(report, Change("d1.w02.k1", "", "11"), Change("d1.w03.k1", "", "20"))
    (conflict,) = saved.conflicts
    assert (conflict.address, conflict.now, conflict.current) == ("d1.w02.k1", "11", "10")
    assert (cells(report)["d1.w02.k1"], cells(report)["d1.w03.k1"]) == (10, 20)


def test_both_typing_the_same_is_no_conflict() -> None:
    report = blank_report()
    save(report, Change("d1.w02.k1", "", "10"))
    assert save(report, Change("d1.w02.k1", "", "10")).conflicts == ()


def test_rows_are_added_filled_in_and_removed() -> None:
    report = blank_report()
    by = filler(report.unit)
    first = operations.add_row(by=by, report=report.public_id, section="d2")
    second = operations.add_row(by=by, report=report.public_id, section="d2")
    assert (first.row, second.row) == ("r1", "r2")
    assert second.report.version == 2
    save(report, Change("d2.r1.nazwa", "", "Chirurgia"), Change("d2.r2.k1", "", "7"))
    operations.remove_row(by=by, report=report.public_id, section="d2", row="r1")
    assert stored(report).answers["rows"] == {"d2": ["r2"]}
    assert cells(report) == {"d2.r2.k1": 7}


def test_as_many_rows_as_a_pasted_block_needs_come_at_once_or_not_at_all() -> None:
    report = blank_report()
    by = filler(report.unit)
    with pytest.raises(BadRequest):
        operations.add_row(by=by, report=report.public_id, section="d2", count=4)
    assert stored(report).version == 0
    added = operations.add_row(by=by, report=report.public_id, section="d2", count=3)
    assert (added.row, added.report.version, added.sheet.rows) == ("r3", 1, {"d2": ("r1", "r2", "r3")})


def test_who_asks_for_no_row_is_given_none() -> None:
    report = blank_report()
    added = operations.add_row(by=filler(report.unit), report=report.public_id, section="d2", count=0)
    assert (added.row, stored(report).version) == ("", 0)


def test_removing_a_row_twice_is_harmless() -> None:
    report = blank_report()
    by = filler(report.unit)
    operations.add_row(by=by, report=report.public_id, section="d2")
    for _ in range(2):
        after = operations.remove_row(by=by, report=report.public_id, section="d2", row="r1").report
    assert after.version == 2


def test_a_cell_of_a_removed_row_is_given_back() -> None:
    report = blank_report()
    by = filler(report.unit)
    operations.add_row(by=by, report=report.public_id, section="d2")
    operations.remove_row(by=by, report=report.public_id, section="d2", row="r1")
    assert save(report, Change("d2.r1.k1", "", "7")).problems[0].address == "d2.r1.k1"


@pytest.mark.parametrize("section", ["d1", "d9", ""])
def test_rows_are_added_only_where_the_form_has_them(section: str) -> None:
    report = blank_report()
    for change in (
        lambda by: operations.add_row(by=by, report=report.public_id, section=section),
        lambda by: operations.remove_row(by=by, report=report.public_id, section=section, row="r1"),
    ):
        with pytest.raises(BadRequest, match="nie ma wierszy") as refused:
            change(filler(report.unit))
        assert refused.value.status == 422


def test_there_are_only_so_many_rows() -> None:
    report = blank_report()
    by = filler(report.unit)
    for _ in range(3):
        operations.add_row(by=by, report=report.public_id, section="d2")
    with pytest.raises(BadRequest, match="najw"):
        operations.add_row(by=by, report=report.public_id, section="d2")
    assert stored(report).version == 3


@pytest.mark.parametrize("status", [TO_VERIFY, ACCEPTED])
def test_nothing_of_a_sent_report_can_be_changed(status: ReportStatus) -> None:
    report = report_at(status)
    by = filler(report.unit)
    for change in (
        lambda: save(report, Change("d1.w02.k1", None, "1")),
        lambda: operations.add_row(by=by, report=report.public_id, section="d2"),
        lambda: operations.remove_row(by=by, report=report.public_id, section="d2", row="r1"),
        lambda: operations.explain(by=by, report=report.public_id, key="T-02", code="inne"),
    ):
        with pytest.raises(NotAllowed, match="można je tylko czytać") as refused:
            change()
        assert refused.value.status == 409
    assert stored(report).version == report.version


def test_a_closed_round_takes_no_first_filings_but_corrections() -> None:
    report, returned = blank_report(), report_at(TO_CORRECT)
    report.round.status = RoundStatus.CLOSED
    report.round.save()
    with pytest.raises(NotAllowed, match="nie jest otwarty"):
        fill(report)
    assert fill(returned, {"d1.w02.k1": "11"}).version == returned.version + 1


def test_the_report_of_another_unit_is_not_touched() -> None:
    report = blank_report()
    with pytest.raises(PermissionDenied):
        fill(report, by=filler(registers.unit()))
    with pytest.raises(ReportNotFound):
        report_for(filler(registers.unit()), report.public_id)
    assert stored(report).version == 0


def test_whoever_may_only_find_reports_does_not_read_them() -> None:
    report = report_at(TO_VERIFY)
    staff = central("cez_staff")
    for question in (report_for, verdict):
        with pytest.raises(PermissionDenied):
            question(staff, report.public_id)


def test_filling_in_on_behalf_is_marked() -> None:
    report = fill(blank_report(), by=supervisor())
    event = events_of("report", str(report.public_id)).first()
    assert report.on_behalf
    assert event is not None
    assert event.data["on_behalf"] is True
    assert report_for(supervisor(), report.public_id).on_behalf


def test_the_trail_names_the_cells_but_not_what_was_typed() -> None:
    report = fill(blank_report(), {"d1.w02.k1": "987654321"})
    event = events_of("report", str(report.public_id)).get()
    assert event.data["cells"] == ["d1.w02.k1"]
    assert "987654321" not in str(event.data)


def explained(report: Report) -> bool:
    (judged,) = verdict(filler(report.unit), report.public_id).findings
    return judged.explanation is not None


def odd() -> tuple[Report, str]:
    report = fill(blank_report(), ODD)
    (judged,) = verdict(filler(report.unit), report.public_id).findings
    return report, judged.finding.key


def test_an_explanation_holds_as_long_as_the_values_it_was_given_for() -> None:
    report, key = odd()
    operations.explain(by=filler(report.unit), report=report.public_id, key=key, code="remont", text="Skrzydło")
    assert explained(report)
    fill(report, {"d1.w03.k1": "5"})
    assert explained(report)
    fill(report, {"d1.w02.k1": "2001"})
    assert not explained(report)
    operations.explain(by=filler(report.unit), report=report.public_id, key=key, code="remont", text="Nowy budynek")
    assert explained(report)
    assert report.explanations.get().text == "Nowy budynek"


def test_an_error_cannot_be_explained_away() -> None:
    report = fill(blank_report(), {"d1.w02.k1": "1", "d1.w02.k2": "2"})
    key = verdict(filler(report.unit), report.public_id).findings[0].finding.key
    with pytest.raises(BadRequest, match="trzeba go poprawić"):
        operations.explain(by=filler(report.unit), report=report.public_id, key=key, code="inne")


@pytest.mark.parametrize(
    ("code", "text", "sentence"),
    [
        ("", "  ", "Wybierz przyczynę"),
        ("", "Grad", "Wybierz przyczynę"),
        ("inne", "  ", "Podaj"),
        ("grad", "Grad", "kodu"),
        ("inne", "x" * 4001, "najwyżej"),
    ],
)
def test_an_explanation_says_something_known(code: str, text: str, sentence: str) -> None:
    report, key = odd()
    with pytest.raises(BadRequest, match=sentence):
        operations.explain(by=filler(report.unit), report=report.public_id, key=key, code=code, text=text)
    assert not explained(report)


def test_what_is_not_found_any_more_cannot_be_explained() -> None:
    report = fill(blank_report(), CLEAN)
    with pytest.raises(BadRequest, match="już nie występuje"):
        operations.explain(by=filler(report.unit), report=report.public_id, key="T-02", code="inne")


def test_a_report_that_does_not_exist_is_not_found() -> None:
    report = blank_report()
    missing = registers.unit().public_id
    for deed in (
        lambda: operations.save_cells(by=filler(report.unit), report=missing, changes=typed(CLEAN)),
        lambda: operations.send(by=filler(report.unit), report=missing, version=0),
        lambda: operations.accept(by=supervisor(), report=missing, version=0),
        lambda: operations.reopen(by=central(), report=missing, reason="?"),
    ):
        with pytest.raises(ReportNotFound, match="Nie ma takiego sprawozdania") as refused:
            deed()
        assert refused.value.status == 404
