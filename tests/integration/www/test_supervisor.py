# SPDX-License-Identifier: EUPL-1.2
"""The supervisor's queue and decisions, as pages."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from shared import clock
from ssoz.access.models import Profile
from ssoz.registers.enums import UnitKind
from ssoz.registers.models import Area
from ssoz.reports.enums import ReportStatus
from ssoz.reports.models import Report
from tests.factories import registers
from tests.factories.access import profile, signed_in
from tests.factories.reports import fill, filler, report_at

pytestmark = pytest.mark.django_db
TO_FILL, TO_VERIFY, TO_CORRECT, ACCEPTED = ReportStatus


def office(voivodeship: str = "14", role: str = "supervisor_nonfinancial") -> Profile:
    return profile(role, unit=registers.unit(UnitKind.VOIVODESHIP_OFFICE, voivodeship))


@pytest.fixture
def supervisor(client: Client) -> Client:
    return signed_in(client, office())


def address(name: str, report: Report) -> str:
    return reverse(f"supervisor:{name}", args=[report.public_id])


def stored(report: Report) -> Report:
    return Report.objects.get(pk=report.pk)


def test_the_queue_shows_what_waits_in_ones_own_area(supervisor: Client) -> None:
    mine = report_at(TO_VERIFY)
    elsewhere = report_at(TO_VERIFY, unit=registers.unit(voivodeship="12"))
    page = supervisor.get(reverse("supervisor:queue")).content.decode()
    assert mine.unit.name in page
    assert elsewhere.unit.name not in page
    assert "Zweryfikuj" in page


def test_without_a_filter_the_queue_holds_what_waits_for_a_decision(supervisor: Client) -> None:
    untouched = report_at(TO_FILL)
    assert untouched.unit.name not in supervisor.get(reverse("supervisor:queue")).content.decode()
    every = supervisor.get(reverse("supervisor:queue"), {"status": "all"}).content.decode()
    assert untouched.unit.name in every


@pytest.mark.parametrize(("status", "late"), [(TO_FILL, True), (ACCEPTED, False)])
def test_a_round_is_late_where_something_is_left_to_fill_in(supervisor: Client, status: str, late: bool) -> None:
    due_on = report_at(status).round.due_on
    with clock.frozen(due_on + timedelta(5)):
        page = supervisor.get(reverse("supervisor:queue")).content.decode()
    assert ("5\N{NO-BREAK SPACE}dni po terminie" in page) is late


def test_the_queue_is_narrowed_by_form_status_and_text(supervisor: Client) -> None:
    found = report_at(TO_FILL, unit=registers.unit(name="Szpital Świętej Łucji"))
    other = report_at(TO_FILL)
    queue = reverse("supervisor:queue")
    for narrowed in ({"text": "swietej lucji"}, {"text": found.unit.nip}, {"text": found.unit.regon}):
        page = supervisor.get(queue, {"status": "to_fill", "form": "T-1", **narrowed}).content.decode()
        assert found.unit.name in page
        assert other.unit.name not in page
    assert found.unit.name not in supervisor.get(queue, {"status": "accepted"}).content.decode()


def test_filters_that_do_not_exist_are_left_out(supervisor: Client) -> None:
    report = report_at(TO_VERIFY)
    page = supervisor.get(reverse("supervisor:queue"), {"form": "X", "voivodeship": "99", "after": "…"})
    assert page.status_code == 200
    assert report.unit.name not in supervisor.get(reverse("supervisor:queue"), {"after": "0.0"}).content.decode()


def test_staff_of_the_centre_see_the_list_of_all_areas_but_no_way_in(client: Client) -> None:
    for code, name in (("12", "małopolskie"), ("14", "mazowieckie")):
        Area.objects.create(code=code, level="voivodeship", kind="województwo", name=name, parent_code="PL")
    report = report_at(TO_VERIFY, unit=registers.unit(voivodeship="12"))
    signed_in(client, profile("cez_staff"))
    page = client.get(reverse("supervisor:queue"), {"voivodeship": "12"}).content.decode()
    assert report.unit.name in page
    assert str(report.public_id) not in page
    assert report.unit.name not in client.get(reverse("supervisor:queue"), {"voivodeship": "14"}).content.decode()


def test_a_reporter_has_no_queue(client: Client) -> None:
    signed_in(client, profile("reporter_nonfinancial"))
    assert client.get(reverse("supervisor:queue")).status_code == 403


def test_the_queue_needs_the_same_number_of_queries_however_long(
    supervisor: Client, django_assert_max_num_queries: object
) -> None:
    for _ in range(3):
        report_at(TO_FILL)
    with django_assert_max_num_queries(9):  # type: ignore[operator]  # a fixture
        supervisor.get(reverse("supervisor:queue"), {"status": "all"})


def test_accepting_leads_back_to_the_report(supervisor: Client) -> None:
    report = report_at(TO_VERIFY)
    answer = supervisor.post(address("accept", report), {"version": report.version})
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/sprawozdanie/{report.public_id}/")
    assert stored(report).status == ACCEPTED


def test_a_template_of_a_reason_and_ones_own_words_go_together(supervisor: Client) -> None:
    report = report_at(TO_VERIFY)
    data = {"version": report.version, "template": "explanation", "reason": "Dział 1, wiersz 02."}
    assert supervisor.post(address("return", report), data).status_code == 302
    reason = stored(report).transitions.latest("id").reason
    assert reason == "Wyjaśnienie ostrzeżenia jest niewystarczające.\nDział 1, wiersz 02."


def test_a_template_alone_is_reason_enough(supervisor: Client) -> None:
    report = report_at(TO_VERIFY)
    assert (
        supervisor.post(address("return", report), {"version": report.version, "template": "missing"}).status_code
        == 302
    )
    assert stored(report).transitions.latest("id").reason == "Brakuje danych o części działalności jednostki."


def test_returning_without_a_reason_asks_for_one(supervisor: Client) -> None:
    report = report_at(TO_VERIFY)
    answer = supervisor.post(address("return", report), {"version": report.version, "reason": " "})
    assert answer.status_code == 422
    assert "Podaj powód zwrotu." in answer.content.decode()
    assert stored(report).status == TO_VERIFY


def test_a_decision_on_a_stale_page_is_refused_and_says_why(supervisor: Client) -> None:
    report = report_at(TO_VERIFY)
    answer = supervisor.post(address("accept", report), {"version": report.version - 1})
    assert answer.status_code == 409
    assert "zmieniło się, odkąd otwarto tę stronę" in answer.content.decode()
    assert stored(report).status == TO_VERIFY


def test_deciding_twice_is_refused_and_says_why(supervisor: Client) -> None:
    report = report_at(ACCEPTED)
    answer = supervisor.post(address("accept", report), {"version": report.version})
    assert answer.status_code == 409
    assert "czeka na weryfikację" in answer.content.decode()


@pytest.mark.parametrize("version", ["", "x", "-1"])
def test_a_decision_without_a_version_decides_nothing(supervisor: Client, version: str) -> None:
    report = report_at(TO_VERIFY)
    assert supervisor.post(address("accept", report), {"version": version}).status_code == 422
    assert stored(report).status == TO_VERIFY


def test_looking_at_a_decision_decides_nothing(supervisor: Client) -> None:
    report = report_at(TO_VERIFY)
    for name in ("accept", "return"):
        page = supervisor.get(address(name, report))
        assert page.status_code == 200
        assert 'name="version"' in page.content.decode()
    assert stored(report).version == report.version


def test_a_report_of_another_area_does_not_exist(supervisor: Client) -> None:
    report = report_at(TO_VERIFY, unit=registers.unit(voivodeship="12"))
    assert supervisor.get(address("accept", report)).status_code == 404
    assert supervisor.post(address("accept", report), {"version": report.version}).status_code == 403
    assert stored(report).status == TO_VERIFY


def test_a_report_that_does_not_exist_is_not_found(supervisor: Client) -> None:
    nowhere = reverse("supervisor:accept", args=["00000000-0000-4000-8000-000000000000"])
    assert supervisor.post(nowhere, {"version": 1}).status_code == 404


def test_nobody_decides_on_what_they_filled_in(client: Client) -> None:
    decider = office()
    signed_in(client, decider)
    report = fill(report_at(TO_FILL))
    Report.objects.filter(pk=report.pk).update(filled_by=[decider.person_id])
    from ssoz.reports.operations import send

    report = send(by=filler(report.unit), report=report.public_id, version=report.version).report
    answer = client.post(address("accept", report), {"version": report.version})
    assert answer.status_code == 403
    assert "sam wypełniał" in answer.content.decode()


def test_an_administrator_opens_an_accepted_report_again(client: Client) -> None:
    report = report_at(ACCEPTED)
    signed_in(client, profile("cez_admin"))
    assert client.get(address("reopen", report)).status_code == 200
    assert client.post(address("reopen", report), {"reason": ""}).status_code == 422
    assert client.post(address("reopen", report), {"reason": "Pomyłka w adresie"}).status_code == 302
    assert stored(report).status == TO_CORRECT


def test_a_supervisor_does_not_open_accepted_reports(supervisor: Client) -> None:
    report = report_at(ACCEPTED)
    assert supervisor.post(address("reopen", report), {"reason": "Pomyłka"}).status_code == 403
