# SPDX-License-Identifier: EUPL-1.2
"""The page of the audit trail: found by person, action, object, time and address; read in sentences; taken as CSV."""

import csv
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import escape
from pytest_django import DjangoAssertNumQueries

from shared import clock
from ssoz.access.models import Profile
from ssoz.audit.models import Event
from ssoz.audit.operations import record, seal_events
from ssoz.registers.enums import UnitKind
from ssoz.www.trail.lines import link
from tests.factories import registers
from tests.factories.access import profile, signed_in
from tests.integration.audit.trail import Somebody

pytestmark = pytest.mark.django_db
PAGE = "/dziennik/"


@pytest.fixture
def auditor(client: Client) -> Client:
    return signed_in(client, profile("cez_admin"))


def written(action: str = "signed_out", object_type: str = "person", object_id: str = "7", **more: object) -> int:
    by = more.pop("by", Somebody())
    return record(by=by, action=action, object_type=object_type, object_id=object_id, data=more)


def shown(client: Client, **sought: object) -> str:
    answer = client.get(PAGE, sought)
    assert answer.status_code == 200
    return answer.content.decode()


def test_events_are_sentences_with_role_object_and_address(auditor: Client) -> None:
    held = profile("reporter_nonfinancial")
    written("role_granted", "profile", str(held.pk), role="reporter_nonfinancial")
    page = shown(auditor)
    sentence = f"Anna Żak nadaje rolę „Wypełniający sprawozdania niefinansowe” w profilu: {held.person.name}"
    assert escape(f"{sentence}, {held.unit.name}") in page
    assert "Wypełniający sprawozdania finansowe" in page  # the role she acted in
    assert "192.0.2.7" in page


def test_in_english_the_sentences_are_english(auditor: Client) -> None:
    written()
    assert "Anna Żak signs out" in auditor.get(PAGE, headers={"accept-language": "en"}).content.decode()


UNIT = {"object_type": "unit", "object_id": "d94e2d5e-2f13-4a52-8a7a-a1c1c1a1c1a1"}
FILTERS = {
    "a part of the name": {"person": "żak an"},
    "the person's number": {"person_id": 8},
    "action": {"action": "unit.created"},
    "kind of object": {"object_type": "unit"},
    "object": UNIT,
    "address": {"address": "192.0.2.8"},
    "address of the other kind": {"address": "2001:db8::8"},
}


@pytest.mark.parametrize("sought", FILTERS.values(), ids=FILTERS)
def test_a_filter_leaves_what_fits(auditor: Client, sought: dict[str, object]) -> None:
    written(by=Somebody(person_name="Jan Inny", person_id=9))
    address = str(sought.get("address", "192.0.2.8"))
    other = Somebody(person_id=8, person_name="Anna Żak", address=address)
    written("unit.created", **UNIT, by=other)
    page = shown(auditor, **sought)
    assert "Anna Żak dodaje jednostkę" in page
    assert "Jan Inny wylogowuje się" not in page


def test_the_system_is_found_by_its_name(auditor: Client) -> None:
    written(by=Somebody(person_id=None, person_name="System", profile_id=None, roles=("system",), address=None))
    written()
    page = shown(auditor, person="system")
    assert "System wylogowuje się" in page
    assert "Anna Żak wylogowuje się" not in page


def test_a_name_nobody_has_finds_nothing(auditor: Client) -> None:
    written()
    assert "Żadne zdarzenie nie spełnia tych warunków." in shown(auditor, person="Nikt Taki")


def test_days_are_whole_days_in_poland(auditor: Client) -> None:
    written()
    today = clock.today()
    for since, until, count in ((0, 0, 1), (-1, -1, 0), (1, 1, 0), (-1, 1, 1)):
        days = {"since": today + timedelta(since), "until": today + timedelta(until)}
        assert shown(auditor, action="signed_out", **days).count("Anna Żak wylogowuje się") == count


def test_seals_narrow_a_time_to_numbers_and_lose_nothing(auditor: Client) -> None:
    written()
    seal_events()
    written()
    assert shown(auditor, since=clock.today()).count("Anna Żak wylogowuje się") == 2


BAD = {
    "address": ({"address": "nie wiem"}, "adres"),
    "days the wrong way round": ({"since": "2026-02-02", "until": "2026-02-01"}, "wcześniejszy niż początek"),
    "no day": ({"since": "wczoraj"}, "dat"),
    "an object of no kind": ({"object_id": "7"}, "Wybierz rodzaj obiektu"),
    "an action there is not": ({"action": "x"}, "x"),
}


@pytest.mark.parametrize(("sought", "told"), BAD.values(), ids=BAD)
@pytest.mark.parametrize("page", [PAGE, "/dziennik/csv/"])
def test_a_filter_that_cannot_be_read_is_told_at_its_place(
    auditor: Client, page: str, sought: dict[str, str], told: str
) -> None:
    written()
    answer = auditor.get(page, sought)
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert "Anna Żak wylogowuje się" not in answer.content.decode()


@pytest.mark.parametrize("after", ["", "x", "-1", "9" * 30])
def test_an_old_or_broken_address_of_a_page_does_no_harm(auditor: Client, after: str) -> None:
    assert auditor.get(PAGE, {"after": after}).status_code == 200


def test_older_events_follow_page_by_page_none_twice(auditor: Client) -> None:
    numbers = [written(object_id=str(number)) for number in range(120)]
    seen, after = [], ""
    for _page in range(3):
        answer = auditor.get(PAGE, {"action": "signed_out", "after": after})
        seen += [line.number for line in answer.context["lines"]]
        after = answer.context["next"]
    assert seen == numbers[::-1]
    assert after is None


def test_a_page_asks_as_much_for_fifty_events_as_for_three(
    auditor: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    def fill(count: int) -> None:
        for _ in range(count):
            held = profile("reporter_nonfinancial")
            unit = registers.unit(UnitKind.HOSPITAL)
            by = Somebody(person_id=held.person_id, person_name=held.person.name)
            written("profile_created", "profile", str(held.pk), by=by)
            written("unit.created", "unit", str(unit.public_id), by=by)
            written("person_created", "person", str(held.person_id), by=by)

    fill(1)
    auditor.get(PAGE)
    with django_assert_num_queries(8):
        auditor.get(PAGE)
    fill(16)
    with django_assert_num_queries(8):
        auditor.get(PAGE)


def test_looking_at_the_trail_is_an_event_with_the_people_seen(auditor: Client) -> None:
    written()
    auditor.get(PAGE)
    look = Event.objects.get(action="people_viewed")
    assert (look.object_type, look.data["people"]) == ("trail", [7])


def test_the_file_holds_everything_found_and_is_an_event(auditor: Client) -> None:
    for number in range(60):
        written(object_id=str(number))
    written("report_sent", "report", "x")
    answer = auditor.get("/dziennik/csv/", {"action": "signed_out", "person": "Żak"})
    assert answer.streaming
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    heading, *rows = csv.reader(text.splitlines(), delimiter=";")
    assert (heading[2], len(rows), rows[0][2]) == ("Zdarzenie", 60, "Anna Żak wylogowuje się")
    exported = Event.objects.get(action="trail_exported")
    assert exported.data == {"filters": {"action": "signed_out"}}  # a name would stay in the trail for good


def test_a_spreadsheet_runs_nothing_out_of_the_file(auditor: Client) -> None:
    written(by=Somebody(person_name='=HYPERLINK("http://example.org")'))
    text = b"".join(auditor.get("/dziennik/csv/").streaming_content).decode("utf-8-sig")
    cells = next(row for row in csv.reader(text.splitlines(), delimiter=";") if "HYPERLINK" in row[3])
    assert cells[3].startswith("'=")


@pytest.mark.parametrize("page", [PAGE, "/dziennik/csv/"])
@pytest.mark.parametrize("role", ["cez_staff", "uw_admin", "unit_admin", "reporter_nonfinancial"])
def test_only_who_may_read_the_trail_gets_in(client: Client, page: str, role: str) -> None:
    assert signed_in(client, profile(role)).get(page).status_code == 403


def test_what_people_wrote_is_no_markup(auditor: Client) -> None:
    written("profile_blocked", "profile", "1", reason="<script>x</script>")
    assert "<script>x" not in shown(auditor)


def test_a_report_leads_to_its_history() -> None:
    assert link(object_type="report", object_id="r-1") == f"{reverse('trail:search')}?object_type=report&object_id=r-1"


def test_somebody_forgotten_is_called_so(auditor: Client) -> None:
    written(by=Somebody(person_name=""))
    assert "Osoba usunięta wylogowuje się" in shown(auditor)


def test_an_object_that_is_gone_is_called_by_its_kind(auditor: Client) -> None:
    assert not Profile.objects.filter(pk=999_999).exists()
    written("profile_created", "profile", "999999")
    assert "Anna Żak zakłada profil: Profil" in shown(auditor)
