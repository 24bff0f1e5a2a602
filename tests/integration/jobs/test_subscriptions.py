# SPDX-License-Identifier: EUPL-1.2
from collections.abc import Callable
from datetime import date

import pytest
from django.core import mail
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from shared import clock, events
from shared.worker import work
from ssoz.access.actors import SYSTEM
from ssoz.access.operations import Identity, create_person, create_profile, grant_role
from ssoz.jobs import tasks
from ssoz.registers.models import Unit
from ssoz.reports import operations
from ssoz.reports.enums import ReportStatus
from ssoz.reports.models import Report
from ssoz.reports.operations import opening
from ssoz.rounds.enums import RoundStatus
from ssoz.rounds.models import Round
from ssoz.rounds.operations import ask_for_change, ask_for_time, begin_opening
from tests.factories import cards, registers
from tests.factories.duties import NO, owing
from tests.factories.reports import filler, report_at, round_of, supervisor, tiny

pytestmark = pytest.mark.django_db(transaction=True)


def employ(unit: Unit, name: str, role: str) -> None:
    identity = Identity(issuer="https://a", subject=name, given_name=name, family_name="N", email=f"{name}@example.org")
    person = create_person(by=SYSTEM, identity=identity)
    grant_role(by=SYSTEM, profile=create_profile(by=SYSTEM, person=person, unit=unit), role=role)


def do_jobs() -> None:
    """The job that writes messages asks for those that send them."""
    for _ in range(2):
        work(wait=False)


@pytest.fixture
def sent_report() -> Report:
    report = report_at(ReportStatus.TO_VERIFY)
    employ(report.unit, "anna", "reporter_nonfinancial")
    employ(report.unit, "piotr", "reporter_financial")
    return report


def decide(report: Report, decision: Callable[..., object], **words: str) -> None:
    judge = supervisor(report.unit.voivodeship)
    decision(by=judge, report=report.public_id, version=report.version, **words)


def test_a_return_is_told_to_those_who_fill_in_such_reports_with_its_reason(sent_report: Report) -> None:
    decide(sent_report, operations.return_to_correct, reason="Dział 1: proszę o wyjaśnienie.")
    do_jobs()
    assert [message.to for message in mail.outbox] == [["anna@example.org"]]
    assert "Dział 1: proszę o wyjaśnienie." in mail.outbox[0].body


def test_an_acceptance_is_told_too(sent_report: Report) -> None:
    decide(sent_report, operations.accept)
    do_jobs()
    assert "zatwierdzone" in mail.outbox[0].subject


def test_an_acceptance_asks_for_one_new_data_set_of_its_round(sent_report: Report) -> None:
    decide(sent_report, operations.accept)
    jobs = ProcrastinateJob.objects.filter(task_name__endswith="refresh_data_set")
    assert [job.args for job in jobs] == [{"round_id": sent_report.round_id}]


def cards_go_back(*letters: str) -> Unit:
    unit = cards.hospital()
    for name in letters:
        cards.card_at(cards.TO_CORRECT, unit, imie=name)
    return unit


def test_cards_that_go_back_to_a_unit_are_gathered_into_one_message_later() -> None:
    unit = cards_go_back("AN", "EW")
    [job] = ProcrastinateJob.objects.filter(task_name__endswith="tell_of_cards")
    assert job.args == {"unit_id": unit.pk}
    assert job.scheduled_at


def test_a_unit_is_told_how_many_cards_wait_to_be_corrected_and_nothing_of_patients() -> None:
    unit = cards_go_back("AN", "EW")
    employ(unit, "anna", "reporter_psychiatric")
    employ(unit, "piotr", "reporter_nonfinancial")
    tasks.tell_of_cards.defer(unit_id=unit.pk)
    do_jobs()
    assert [message.to for message in mail.outbox] == [["anna@example.org"]]
    assert "czekają na korektę: 2." in mail.outbox[0].body
    assert "Proszę sprawdzić pole 20." not in mail.outbox[0].body


def test_of_cards_corrected_meanwhile_nothing_is_told() -> None:
    unit = cards.hospital()
    employ(unit, "anna", "reporter_psychiatric")
    tasks.tell_of_cards.defer(unit_id=unit.pk)
    do_jobs()
    assert mail.outbox == []


@pytest.mark.parametrize(("grant", "words"), [(True, ""), (False, "Termin jest ustawowy.")])
def test_a_decision_on_a_petition_is_told_to_those_who_may_ask(grant: bool, words: str) -> None:
    with clock.frozen(date(2026, 2, 1)):
        duty = owing()
        asked = ask_for_time(by=filler(duty.unit), obligation=duty, until=date(2026, 3, 10), reason="Choroba")
        employ(duty.unit, "anna", "reporter_nonfinancial")
        employ(duty.unit, "piotr", "reporter_financial")
        operations.decide(by=supervisor(), petition=asked.public_id, grant=grant, words=words)
    do_jobs()
    assert [message.to for message in mail.outbox] == [["anna@example.org"]]
    assert "późniejszy termin" in mail.outbox[0].subject
    assert words in mail.outbox[0].body


def test_a_decision_on_answers_is_told_to_all_who_fill_in_for_the_unit() -> None:
    with clock.frozen(date(2026, 2, 1)):
        duty = owing()
        for name, role in (("anna", "reporter_nonfinancial"), ("piotr", "reporter_financial")):
            employ(duty.unit, name, role)
        asked = ask_for_change(by=filler(duty.unit), unit=duty.unit, year=2025, answers=NO, reason="Pomyłka")
        operations.decide(by=supervisor(), petition=asked.public_id, grant=False, words="Umowa trwa.")
    do_jobs()
    assert {message.to[0] for message in mail.outbox} == {"anna@example.org", "piotr@example.org"}


def test_opening_a_round_asks_for_the_job_that_makes_its_reports() -> None:
    unit = registers.unit()
    round = begin_opening(by=SYSTEM, round=round_of(tiny(), status=RoundStatus.PLANNED).public_id)
    job = ProcrastinateJob.objects.get(task_name__endswith="open_round")
    assert (job.args, job.lock) == ({"round": str(round.public_id)}, f"round-{round.public_id}")
    work(wait=False)
    assert Report.objects.get().unit == unit
    assert Round.objects.get().status == RoundStatus.OPEN


def test_the_opening_of_a_killed_worker_is_ended_by_another() -> None:
    for _ in range(3):
        registers.unit()
    round = begin_opening(by=SYSTEM, round=round_of(tiny(), status=RoundStatus.PLANNED).public_id)
    opening._piece(SYSTEM, round.public_id, 2)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - interval '5 minutes') RETURNING id"
        )
        (worker,) = cursor.fetchone() or (0,)
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing', worker_id = %s", [worker])
    tasks.rescue_jobs.defer(timestamp=0)
    do_jobs()
    assert Report.objects.count() == 3
    assert Round.objects.get().status == RoundStatus.OPEN


def test_an_opening_whose_job_was_lost_is_ended_by_the_periodic_one() -> None:
    registers.unit()
    with events.silence():
        begin_opening(by=SYSTEM, round=round_of(tiny(), status=RoundStatus.PLANNED).public_id)
    assert not ProcrastinateJob.objects.exists()
    tasks.open_forgotten_rounds.defer(timestamp=0)
    work(wait=False)
    assert Round.objects.get().status == RoundStatus.OPEN


def test_several_decisions_on_a_round_are_gathered_into_one_data_set(sent_report: Report) -> None:
    decide(sent_report, operations.accept)
    operations.reopen(by=SYSTEM, report=sent_report.public_id, reason="Błąd w danych.")
    assert ProcrastinateJob.objects.filter(task_name__endswith="refresh_data_set").count() == 1
