# SPDX-License-Identifier: EUPL-1.2
"""The database refuses nonsense, whoever writes it. Each constraint: one row it lets in, one it does not."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, models, transaction

from shared.clock import now
from ssoz.reports.enums import ReportStatus
from ssoz.reports.models import (
    ArchivedReport,
    CellRemark,
    CheckedReport,
    CheckPlace,
    CheckRun,
    Explanation,
    Prefill,
    Report,
    Sending,
    Transition,
)
from tests.factories.reports import blank_report, report_at

pytestmark = pytest.mark.django_db
TO_FILL, TO_VERIFY, TO_CORRECT, ACCEPTED = ReportStatus


def refused(constraint: str, write: Callable[[], object]) -> bool:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        write()
    return True


def update(report: Report, **values: Any) -> Callable[[], object]:
    return lambda: Report.objects.filter(pk=report.pk).update(**values)


GOOD: list[dict[str, Any]] = [
    {"status": TO_VERIFY, "sent_at": now()},
    {"status": ACCEPTED, "sent_at": now(), "accepted_at": now()},
    {"digest": "a" * 64, "packed": b"x"},
    {"is_zero": True},
    {"version": 7},
]
BAD: list[tuple[str, dict[str, Any]]] = [
    ("report_status_known", {"status": "lost", "sent_at": now()}),
    ("report_past_filling_was_sent", {"status": TO_VERIFY}),
    ("report_past_filling_was_sent", {"status": TO_CORRECT}),
    ("report_accepted_has_date", {"status": ACCEPTED, "sent_at": now()}),
    ("report_accepted_has_date", {"accepted_at": now()}),
    ("report_digest_and_packed_together", {"digest": "a" * 64}),
    ("report_digest_and_packed_together", {"packed": b"x"}),
    ("report_zero_form_is_empty", {"is_zero": True, "answers": {"cells": {"d1.w02.k1": 1}, "rows": {}}}),
    ("reports_report_version_check", {"version": -1}),
]


@pytest.mark.parametrize("values", GOOD)
def test_sense_is_let_in(values: dict[str, Any]) -> None:
    assert update(blank_report(), **values)() == 1


@pytest.mark.parametrize(("constraint", "values"), BAD)
def test_nonsense_is_refused(constraint: str, values: dict[str, Any]) -> None:
    assert refused(constraint, update(blank_report(), **values))


def test_a_unit_has_one_report_in_a_round() -> None:
    report = blank_report()
    assert blank_report(edition=report.round.edition).round == report.round
    assert refused("once_per_round_and_unit", lambda: blank_report(report.unit, report.round.edition))


def moved(report: Report, **values: Any) -> Callable[[], object]:
    usual = {"source": TO_FILL, "target": TO_VERIFY, "person_name": "Ktoś", "at": now()}
    return lambda: Transition.objects.create(report=report, **{**usual, **values})


def test_a_transition_moves_between_known_states_and_back_only_with_a_reason() -> None:
    report = blank_report()
    assert moved(report)()
    assert moved(report, source=TO_VERIFY, target=TO_CORRECT, reason="Sprawdź")()
    assert refused("transition_states_known", moved(report, target="lost"))
    assert refused("transition_moves", moved(report, target=TO_FILL))
    assert refused("transition_back_has_reason", moved(report, source=TO_VERIFY, target=TO_CORRECT))


def sent(report: Report, **values: Any) -> Callable[[], object]:
    usual = {"number": 1, "answers": {}, "digest": "a" * 64, "person_name": "Ktoś", "at": now()}
    return lambda: Sending.objects.create(report=report, **{**usual, **values})


def test_sendings_are_numbered_from_one_and_carry_a_digest() -> None:
    report = blank_report()
    assert sent(report)()
    assert refused("sending_number_once", sent(report))
    assert refused("sending_number_from_one", sent(report, number=0))
    assert refused("sending_has_digest", sent(report, number=2, digest=""))


def explained(report: Report, **values: Any) -> Callable[[], object]:
    usual = {"check_id": "T-02", "key": "T-02", "text": "Tak jest", "person_name": "Ktoś", "at": now()}
    return lambda: Explanation.objects.create(report=report, **{**usual, **values})


def test_an_explanation_says_something_once_per_finding() -> None:
    report = blank_report()
    assert explained(report)()
    assert explained(report, key="T-03", text="", reason_code="inne")()
    assert refused("explanation_once_per_finding", explained(report))
    assert refused("explanation_says_something", explained(report, key="T-04", text=""))


@pytest.mark.parametrize("model", [Sending, Transition])
def test_what_was_sent_and_decided_is_never_changed_or_removed(model: type[models.Model]) -> None:
    report_at(TO_CORRECT)
    rows = model._default_manager.all()
    assert rows.exists()
    assert refused("append-only: UPDATE", lambda: rows.update(person_name="Ktoś inny"))
    assert refused("append-only: DELETE", lambda: rows._raw_delete("default"))


def another() -> Report:
    known = Report.objects.select_related("round__edition").first()
    return blank_report(edition=known.round.edition if known else None)


def checked(report: Report, **values: Any) -> Callable[[], object]:
    usual = {"form_digest": "a" * 64, "answers_digest": "b" * 64, "errors": 1, "warnings": 1}
    lists = {"places": [3, 4], "rows": ["", "r1"]}
    return lambda: CheckedReport.objects.create(report=report, **{**usual, **lists, **values})


def test_a_checked_report_counts_its_findings() -> None:
    assert checked(another(), places=[], rows=[], errors=0, warnings=0)()
    assert checked(another())()
    assert refused("checked_report_counts_its_findings", checked(another(), errors=2))
    assert refused("checked_report_counts_its_findings", checked(another(), rows=[""]))


def test_a_run_of_checks_ends_after_it_began() -> None:
    round, at = blank_report().round, now()
    run = CheckRun.objects.create(round=round, form_digest="a" * 64, started_at=at, finished_at=at)
    early = CheckRun.objects.filter(pk=run.pk)
    assert refused("check_run_ends_after_start", lambda: early.update(finished_at=at - timedelta(seconds=1)))


def test_a_place_of_a_form_is_named_once() -> None:
    place = {"form_digest": "a" * 64, "number": 1, "check_id": "T", "key": "T", "severity": "error", "level": 1}
    assert CheckPlace.objects.create(**place, target="d1.w01.k1")
    assert refused("check_place_once", lambda: CheckPlace.objects.create(**place, target="d1.w02.k1"))


def remark(report: Report, **values: Any) -> Callable[[], object]:
    given = {"address": "d1.w02.k1", "kind": "note", "text": "Sprawdzić", "person_name": "Anna", "at": now(), **values}
    return lambda: CellRemark.objects.create(report=report, **given)


@pytest.mark.parametrize(
    ("constraint", "values"),
    [
        ("cell_remark_kind_known", {"kind": "rumour"}),
        ("cell_remark_says_something_somewhere", {"text": ""}),
        ("cell_remark_says_something_somewhere", {"address": ""}),
        ("cell_remark_answers_something", {"kind": "answer"}),
        ("cell_remark_is_about_a_sending", {"kind": "remark"}),
    ],
)
def test_a_remark_says_something_at_a_cell_about_a_sending(constraint: str, values: dict[str, Any]) -> None:
    report = blank_report()
    remark(report)()
    remark(report, kind="remark", sending=1)()
    assert refused(constraint, remark(report, **values))


def test_a_report_is_prefilled_from_one_period_only() -> None:
    report = blank_report()
    given = {"period_start": date(2024, 1, 1), "person_name": "Anna", "at": now()}
    assert Prefill.objects.create(report=report, **given)
    assert refused("reports_prefill_pkey", lambda: Prefill.objects.create(report=report, **given))


def archived(report: Report, **values: Any) -> Callable[[], object]:
    given = {
        "unit": report.unit,
        "form": "T-1",
        "period_start": date(2024, 1, 1),
        "edition": report.round.edition,
        "answers": {"cells": {"d1.w02.k1": 1}, "rows": {}},
        "packed": b"-",
        "digest": "a" * 64,
        "imported_at": now(),
        **values,
    }
    return lambda: ArchivedReport.objects.create(**given)


def test_an_archived_report_is_one_of_its_unit_form_and_period() -> None:
    report = blank_report()
    archived(report)()
    archived(report, period_start=date(2023, 1, 1))()
    archived(report, form="T-2")()
    assert refused("archived_report_once", archived(report))


@pytest.mark.parametrize("values", [{"digest": ""}, {"packed": b""}])
def test_an_archived_report_has_answers(values: dict[str, Any]) -> None:
    assert refused("archived_report_has_answers", archived(blank_report(), **values))
