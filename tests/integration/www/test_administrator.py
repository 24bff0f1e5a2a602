# SPDX-License-Identifier: EUPL-1.2
"""Planning, opening and closing rounds, as pages."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from ssoz.access.actors import SYSTEM
from ssoz.registers.enums import UnitKind
from ssoz.reports.models import Report
from ssoz.reports.operations import continue_opening
from ssoz.rounds.enums import RoundStatus
from ssoz.rounds.models import Round
from ssoz.rounds.operations import begin_opening
from tests.factories import registers
from tests.factories.access import profile, signed_in
from tests.factories.reports import TINY, round_of, tiny

pytestmark = pytest.mark.django_db

DATES = {
    "period_start": "2025-01-01",
    "period_end": "2025-12-31",
    "opens_on": "2026-01-10",
    "due_on": "2026-02-25",
    "closes_on": "2026-06-30",
}


@pytest.fixture
def administrator(client: Client) -> Client:
    return signed_in(client, profile("cez_admin"))


def move(round: Round, step: str) -> str:
    return reverse("administrator:move", args=[round.public_id, step])


def test_a_round_is_planned_opened_closed_and_resumed(administrator: Client) -> None:
    hospital = registers.unit(UnitKind.HOSPITAL)
    edition = tiny()
    planned = administrator.post(reverse("administrator:plan"), {"edition": edition.pk, **DATES})
    assert planned.status_code == 302
    round = Round.objects.get()
    assert (round.due_on, round.status) == (date(2026, 2, 25), RoundStatus.PLANNED)
    for step, status in (("otworz", "opening"), ("zamknij", "closed"), ("wznow", "open")):
        assert administrator.get(move(round, step)).status_code == 200
        assert administrator.post(move(round, step)).status_code == 302
        assert Round.objects.get().status == status
        continue_opening(by=SYSTEM, round=round.public_id)
    assert list(Report.objects.values_list("unit", flat=True)) == [hospital.pk]


def test_the_list_shows_every_round_with_its_obligations(administrator: Client) -> None:
    round_of(tiny(), status=RoundStatus.PLANNED)
    page = administrator.get(reverse("administrator:rounds")).content.decode()
    assert "T-1" in page
    assert "zaplanowany" in page


def test_a_round_being_opened_shows_how_far_it_is_and_asks_again(administrator: Client) -> None:
    for _ in range(3):
        registers.unit(UnitKind.HOSPITAL)
    round = round_of(tiny(), status=RoundStatus.PLANNED)
    begin_opening(by=SYSTEM, round=round.public_id)
    page = administrator.get(reverse("administrator:rounds")).content.decode()
    assert "otwieranie" in page
    assert "0/3" in page
    assert 'hx-trigger="every 2s"' in page
    continue_opening(by=SYSTEM, round=round.public_id)
    page = administrator.get(reverse("administrator:rounds")).content.decode()
    assert "hx-" not in page
    assert "htmx" not in page


def test_a_round_of_a_version_is_planned_and_named(administrator: Client) -> None:
    edition = tiny(text=TINY.replace("zero: true", "versions: [preliminary, final]"))
    form = {"edition": edition.pk, **DATES}
    refused = administrator.post(reverse("administrator:plan"), form)
    assert refused.status_code == 422
    assert "Wybierz jedną z nich" in refused.content.decode()
    assert administrator.post(reverse("administrator:plan"), {**form, "version": "final"}).status_code == 302
    assert "T-1 ostateczne" in administrator.get(reverse("administrator:rounds")).content.decode()


def test_without_a_due_date_that_of_the_form_holds_for_its_version(administrator: Client) -> None:
    dated = "versions: [preliminary, final]\ndue: {{preliminary: {{unit: 2026-02-24}}, final: {{unit: 2026-06-15}}}}"
    form = {"edition": tiny(text=TINY.replace("zero: true", dated)).pk, **DATES, "due_on": ""}
    for version in ("preliminary", "final"):
        assert administrator.post(reverse("administrator:plan"), {**form, "version": version}).status_code == 302
    due = dict(Round.objects.values_list("version", "due_on"))
    assert due == {"preliminary": date(2026, 2, 24), "final": date(2026, 6, 15)}


@pytest.mark.parametrize("wrong", [{"due_on": "2026-01-01"}, {"period_end": "2024-12-31"}])
def test_dates_out_of_order_are_refused_with_a_sentence(administrator: Client, wrong: dict[str, str]) -> None:
    answer = administrator.post(reverse("administrator:plan"), {"edition": tiny().pk, **DATES, **wrong})
    assert answer.status_code == 422
    assert "wcześniejszy" in answer.content.decode() or "między otwarciem" in answer.content.decode()
    assert not Round.objects.exists()


def test_a_missing_date_is_said_at_its_field(administrator: Client) -> None:
    answer = administrator.post(reverse("administrator:plan"), {"edition": tiny().pk, **DATES, "due_on": ""})
    assert answer.status_code == 422
    assert "aria-invalid" in answer.content.decode()


def test_the_same_round_is_not_planned_twice(administrator: Client) -> None:
    round = round_of(tiny())
    answer = administrator.post(reverse("administrator:plan"), {"edition": round.edition_id, **DATES})
    assert answer.status_code == 409
    assert Round.objects.count() == 1


def test_opening_twice_is_refused(administrator: Client) -> None:
    round = round_of(tiny())
    answer = administrator.post(move(round, "otworz"))
    assert answer.status_code == 409
    assert "tylko zaplanowany" in answer.content.decode()


@pytest.mark.parametrize("method", ["get", "post"])
def test_what_does_not_exist_is_not_found(administrator: Client, method: str) -> None:
    nowhere = reverse("administrator:move", args=["00000000-0000-4000-8000-000000000000", "otworz"])
    assert getattr(administrator, method)(nowhere).status_code == 404
    assert getattr(administrator, method)(move(round_of(tiny()), "usun")).status_code == 404


def test_editions_are_shown_and_nothing_can_be_changed(administrator: Client) -> None:
    edition = tiny()
    answer = administrator.get(reverse("administrator:editions"))
    assert edition.digest[:12] in answer.content.decode()
    assert administrator.post(reverse("administrator:editions")).status_code == 405


@pytest.mark.parametrize("role", ["cez_staff", "uw_admin", "reporter_nonfinancial"])
def test_only_who_manages_rounds_sees_them(client: Client, role: str) -> None:
    signed_in(client, profile(role))
    for name in ("rounds", "plan", "editions"):
        assert client.get(reverse(f"administrator:{name}")).status_code == 403
