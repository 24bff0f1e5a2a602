# SPDX-License-Identifier: EUPL-1.2
"""The home page by role: what is next stands on top, everything else is one step away."""

from datetime import date, timedelta

import pytest
from django.test import Client

from shared import clock
from ssoz.access.models import Profile
from ssoz.reports.models import Report
from ssoz.rounds.models import Obligation, Round
from ssoz.www.home.steps import decision_step
from tests.factories import access, registers
from tests.factories.reports import ACCEPTED, TO_CORRECT, TO_FILL, TO_VERIFY, blank_report, fill, report_at, tiny

pytestmark = pytest.mark.django_db
TODAY = date(2026, 2, 19)


@pytest.fixture(autouse=True)
def february():
    with clock.frozen(TODAY):
        yield


def page(profile: Profile) -> str:
    client = access.signed_in(Client(headers={"accept-language": "pl"}), profile)
    answer = client.get("/strona-glowna/")
    assert answer.status_code == 200
    return answer.content.decode().replace("\N{NO-BREAK SPACE}", " ")


def reporter_of(report: Report) -> Profile:
    return access.profile("reporter_nonfinancial", unit=report.unit)


def due(report: Report, day: date) -> None:
    Obligation.objects.filter(pk=report.obligation_id).update(due_on=day)
    Round.objects.filter(pk=report.round_id).update(due_on=day, opens_on=day - timedelta(30))


def test_who_is_not_signed_in_sees_the_start_page_and_is_asked_to_sign_in_for_the_home_page(client: Client):
    assert "Zaloguj się / Zarejestruj" in client.get("/", headers={"accept-language": "pl"}).content.decode()
    assert client.get("/strona-glowna/")["location"].startswith("/zaloguj/")


def test_the_start_leads_who_is_signed_in_to_the_home_page(client: Client):
    access.signed_in(client, access.profile("reporter_nonfinancial"))

    assert client.get("/")["location"] == "/strona-glowna/"


def test_without_a_profile_one_chooses_it_first(client: Client):
    access.signed_in_person(client, access.person())

    assert client.get("/strona-glowna/")["location"] == "/profil/"


def test_a_returned_report_is_the_next_thing_to_do_with_the_reason():
    report = report_at(TO_CORRECT)
    due(report, TODAY + timedelta(6))
    html = page(reporter_of(report))

    assert "Następne: popraw T-1, termin 25 lutego 2026 (za 6 dni)" in html
    assert "Zwrócone do korekty 19 lutego 2026: „Proszę sprawdzić dział 1.”" in html
    assert f'href="/sprawozdanie/{report.public_id}/"' in html


def test_a_report_to_fill_says_when_it_is_due():
    report = blank_report()
    due(report, TODAY + timedelta(1))

    assert "Następne: T-1, termin 20 lutego 2026 (jutro)" in page(reporter_of(report))


def test_a_report_past_its_due_date_says_so():
    report = blank_report()
    due(report, TODAY - timedelta(3))
    html = page(reporter_of(report))

    assert "Następne: T-1 jest po terminie (16 lutego 2026, 3 dni po terminie)" in html
    assert 'data-tone="bad"' in html


def test_a_started_report_says_how_much_is_left():
    report = fill(blank_report(), {"d1.w02.k1": "10"})

    assert "Zostały 3 pola." in page(reporter_of(report))


def test_when_all_is_sent_nothing_is_asked():
    html = page(reporter_of(report_at(TO_VERIFY)))

    assert "Wszystko złożone" in html
    assert "Następne" not in html


def test_the_obligations_stand_with_their_reason_and_state():
    html = page(reporter_of(blank_report()))

    assert "Twoje obowiązki" in html
    assert "rodzaj jednostki" in html
    assert "nierozpoczęte" in html


def test_a_reporter_sees_the_modules_of_the_role_and_no_queue():
    html = page(reporter_of(blank_report()))

    assert "Sprawozdania niefinansowe" in html
    assert "Przejdź do sprawozdań niefinansowych" in html
    assert "Karty psychiatryczne" not in html
    assert "Kompletność" not in html


def test_nothing_of_another_unit_is_on_a_reporters_page():
    other = report_at(TO_CORRECT, unit=registers.unit())
    html = page(access.profile("reporter_nonfinancial", unit=registers.unit()))

    assert str(other.public_id) not in html
    assert "Następne" not in html


def test_a_supervisor_sees_how_much_waits_and_since_when():
    edition = tiny()
    for _number in range(2):
        report_at(TO_VERIFY, edition=edition)
    html = page(access.profile("supervisor_nonfinancial"))

    assert "Następne: na weryfikację czekają 2 sprawozdania" in html
    assert "Najstarsze wysłano 19 lutego 2026." in html
    assert 'href="/sprawozdania/niefinansowe/do-weryfikacji/"' in html


def test_a_supervisor_with_nothing_waiting_is_told_so():
    assert "Wszystko zweryfikowane" in page(access.profile("supervisor_nonfinancial"))


def test_completeness_counts_each_state_of_the_units_in_reach():
    edition = tiny()
    late = blank_report(edition=edition)
    due(late, TODAY - timedelta(1))
    for status in (TO_FILL, TO_VERIFY, TO_CORRECT, ACCEPTED):
        report_at(status, edition=edition)
    html = page(access.profile("cez_admin"))

    assert "Kompletność" in html
    assert "3/5" in html


def test_completeness_names_the_version_and_leads_to_the_form_s_own_list():
    due(report_at(ACCEPTED), TODAY - timedelta(5))
    Round.objects.update(version="preliminary")
    html = page(access.profile("cez_admin"))

    assert 'href="/sprawozdania/niefinansowe/wszystkie/?szukaj=T-1">T-1</a> wstępne 2025' in html
    assert "po terminie)" not in html, "nobody is late where nothing is left to fill in"


def test_central_staff_see_completeness_but_nothing_to_decide():
    report_at(TO_VERIFY)
    html = page(access.profile("cez_staff"))

    assert "Kompletność" in html
    assert "Następne" not in html


def test_a_statistician_of_an_office_finds_the_statistics():
    assert "Przejdź do statystyki" in page(access.profile("cez_staff"))


@pytest.mark.parametrize("role", ["reporter_nonfinancial", "supervisor_nonfinancial", "cez_admin", "cez_staff"])
def test_the_page_asks_the_same_number_of_questions_however_many_reports_there_are(
    role: str, django_assert_max_num_queries
):
    edition, unit = tiny(), registers.unit()
    profile = access.profile(role, unit=unit) if role.startswith("reporter") else access.profile(role)
    for status in (TO_FILL, TO_VERIFY, TO_CORRECT, ACCEPTED, TO_VERIFY):
        report_at(status, edition=edition)
    blank_report(unit, edition)
    client = access.signed_in(Client(), profile)
    client.get("/strona-glowna/")

    with django_assert_max_num_queries(14):
        client.get("/strona-glowna/")


def test_an_empty_queue_has_no_button():
    assert decision_step([]).url == ""
