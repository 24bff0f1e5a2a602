# SPDX-License-Identifier: EUPL-1.2
"""Supervisors decide what units ask for, and assign and release forms by hand."""

from datetime import date

import pytest
from django.test import Client

from shared import clock
from ssoz.rounds.models import Obligation, Petition
from ssoz.rounds.operations import ask_for_change, ask_for_time
from tests.factories import access, registers
from tests.factories.duties import NO, duty_of, open_form, owing
from tests.factories.reports import filler

pytestmark = pytest.mark.django_db
LIST = "/nadzor/zgloszenia/"


@pytest.fixture(autouse=True)
def february():
    with clock.frozen(date(2026, 2, 1)):
        yield


@pytest.fixture
def duty() -> Obligation:
    return owing()


@pytest.fixture
def petition(duty: Obligation) -> Petition:
    until = date(2026, 3, 10)
    return ask_for_time(by=filler(duty.unit), obligation=duty, until=until, reason="Awaria systemu kadrowego")


def client_of(role: str = "supervisor_nonfinancial", voivodeship: str = "14") -> Client:
    unit = None
    if role.startswith("supervisor"):
        unit = registers.unit("voivodeship_office", voivodeship)
    return access.signed_in(Client(headers={"accept-language": "pl"}), access.profile(role, unit=unit))


def shown(answer) -> str:
    return answer.content.decode().replace("\N{NO-BREAK SPACE}", " ")


def test_what_waits_stands_on_the_home_page_and_in_a_list(petition: Petition):
    client = client_of()
    assert "Na Twoją decyzję czeka: 1 zgłoszenie" in shown(client.get("/strona-glowna/"))
    page = shown(client.get(LIST))
    assert petition.unit.name in page
    assert "Awaria systemu kadrowego" in page


def test_a_petition_is_granted(petition: Petition, duty: Obligation):
    client = client_of()
    page = shown(client.get(f"{LIST}{petition.public_id}/"))
    assert "do 10 marca 2026 zamiast 25 lutego 2026" in page
    assert "bo: umowa z NFZ = tak" in page
    done = client.post(f"{LIST}{petition.public_id}/", {"decyzja": "uwzglednij", "words": ""}, follow=True)
    assert "Zgłoszenie uwzględnione." in shown(done)
    assert duty_of(duty.unit).due_on == date(2026, 3, 10)
    assert "uwzględnione" in shown(client.get(f"{LIST}?stan=rozpatrzone"))


def test_a_refusal_wants_a_reason_at_its_place(petition: Petition):
    client = client_of()
    answer = client.post(f"{LIST}{petition.public_id}/", {"decyzja": "odmow", "words": ""})
    assert (answer.status_code, "Podaj powód odmowy" in shown(answer)) == (422, True)
    client.post(f"{LIST}{petition.public_id}/", {"decyzja": "odmow", "words": "Termin jest ustawowy."})
    page = shown(client.get(f"{LIST}{petition.public_id}/"))
    assert "„Termin jest ustawowy.”" in page
    assert "Uwzględnij" not in page
    again = client.post(f"{LIST}{petition.public_id}/", {"decyzja": "odmow", "words": "Nie"}, follow=True)
    assert "O tym zgłoszeniu już zdecydowano." in shown(again)


def test_a_change_of_answers_shows_what_it_comes_to(duty: Obligation):
    wanted = {**NO, "psychiatria": True}
    made = ask_for_change(by=filler(duty.unit), unit=duty.unit, year=2025, answers=wanted, reason="Nowy oddział")
    page = shown(client_of().get(f"{LIST}{made.public_id}/"))
    assert "Czy są oddziały psychiatryczne?" in page
    assert "<b>T-2</b>" in page
    assert "<b>T-1</b>" in page


def test_others_do_not_see_it(petition: Petition):
    address = f"{LIST}{petition.public_id}/"
    assert client_of(voivodeship="02").get(address).status_code == 404
    assert client_of("supervisor_financial", "04").get(address).status_code == 404
    assert client_of("cez_staff").get(address).status_code == 403
    assert client_of("cez_admin").get(address).status_code == 200


def test_the_list_costs_the_same_however_long_it_is(duty: Obligation, django_assert_max_num_queries):
    for form in ("T-3", "T-4", "T-5"):
        open_form(form)
        other = duty_of(duty.unit, form)
        ask_for_time(by=filler(duty.unit), obligation=other, until=date(2026, 3, 10), reason="Urlop")
    client = client_of()
    client.get(LIST)
    with django_assert_max_num_queries(7):
        client.get(LIST)


def test_a_form_is_assigned_and_released_by_hand(duty: Obligation):
    round = open_form("T-2")
    client, address = client_of(), f"/nadzor/jednostka/{duty.unit.public_id}/obowiazki/"
    assert "bo: umowa z NFZ = tak" in shown(client.get(address))
    typed = {"round": str(round.public_id), "reason": "Przejęła oddział"}
    done = client.post(f"{address}przypisz/", typed, follow=True)
    assert "Formularz T-2 przypisany." in shown(done)
    assert "przypisanie przez nadzorującego: Przejęła oddział" in shown(done)
    way = f"{address}{round.public_id}/zwolnij/"
    assert "Zwolnić jednostkę ze składania T-2?" in shown(client.get(way))
    assert client.post(way, {"reason": ""}).status_code == 422
    done = client.post(way, {"reason": "Oddział zamknięto"}, follow=True)
    assert "Jednostka zwolniona ze składania T-2." in shown(done)
    assert duty_of(duty.unit, "T-2").released_because == "Oddział zamknięto"


def test_what_is_assigned_must_be_chosen_and_explained(duty: Obligation):
    open_form("T-2")
    client, address = client_of(), f"/nadzor/jednostka/{duty.unit.public_id}/obowiazki/przypisz/"
    answer = client.post(address, {"round": "", "reason": ""})
    assert answer.status_code == 422
    assert "Wybierz formularz." in shown(answer)
    assert "Podaj uzasadnienie." in shown(answer)


def test_what_was_sent_is_not_released(duty: Obligation):
    report = duty.report
    report.status, report.sent_at = "to_verify", clock.now()
    report.save()
    client = client_of()
    way = f"/nadzor/jednostka/{duty.unit.public_id}/obowiazki/{duty.round.public_id}/zwolnij/"
    assert "już wysłano" in shown(client.post(way, {"reason": "Na prośbę"}, follow=True))
