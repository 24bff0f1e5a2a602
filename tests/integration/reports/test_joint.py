# SPDX-License-Identifier: EUPL-1.2
"""MZ-88 and MZ-89 of a practice of one person in one go: questions, a look, one button; nothing entered is lost."""

import re
from collections.abc import Iterator
from datetime import date

import pytest
from django.test import Client

from engine.answers import Change
from shared import clock
from ssoz.access.actors import Actor
from ssoz.access.models import Profile
from ssoz.catalogue.models import Edition
from ssoz.registers.enums import UnitKind
from ssoz.registers.models import Unit
from ssoz.reports import operations
from ssoz.reports.models import Report
from ssoz.reports.queries import joint_for, readers, report_for
from tests.factories import access, registers
from tests.factories.catalogue import edition as trial_edition
from tests.factories.catalogue import published
from tests.factories.reports import blank_report, central, filler, supervisor

pytestmark = pytest.mark.django_db
PAGE = "/razem/praktyka/"
PHYSIO = {"osoby": "jedna", "zawod": "d1.w12", "plec": "kobieta", "glowne": "tak"}
DOCTOR = {
    "osoby": "jedna",
    "zawod": "d1.w01",
    "plec": "mezczyzna",
    "glowne": "tak",
    "specjalnosc": "d1.w05",
    "stopien": "nowy",
}


@pytest.fixture(autouse=True)
def february() -> Iterator[None]:
    with clock.frozen(date(2026, 2, 19)):
        yield


def editions() -> dict[str, Edition]:
    return {form: published(f"{form.lower()}.yaml") for form in ("MZ-88", "MZ-89")}


def practice(kind: UnitKind = UnitKind.PRACTICE_PHYSIOTHERAPIST, code: str = "98") -> Unit:
    """A practice that owes both."""
    unit = registers.unit(kind, activity_code=code)
    for edition in editions().values():
        blank_report(unit=unit, edition=edition)
    return unit


def report_of(unit: Unit, form: str) -> Report:
    return Report.objects.get(unit=unit, round__edition__form=form)


def cells(unit: Unit, form: str) -> dict[str, object]:
    return dict(report_for(filler(unit), report_of(unit, form).public_id).sheet.cells)


def at_desk(unit: Unit, role: str = "reporter_nonfinancial") -> Client:
    profile: Profile = access.profile(role, unit=unit)
    return access.signed_in(Client(headers={"accept-language": "pl"}), profile)


def test_a_practice_files_both_by_four_answers_and_two_buttons():
    unit = practice()
    client = at_desk(unit)

    answer = client.post(PAGE, PHYSIO)
    assert answer["location"] == f"{PAGE}sprawdz/"
    page = client.get(f"{PAGE}sprawdz/").content.decode()
    assert "Sprawozdania są poprawne." in page
    assert "Sprawozdanie zerowe: nie ma czego wykazać." in page
    answer = client.post(f"{PAGE}wyslij/", versions(page))

    assert answer["location"] == f"{PAGE}wyslane/"
    assert [report_of(unit, form).status for form in ("MZ-88", "MZ-89")] == ["to_verify", "to_verify"]
    assert [report_of(unit, form).is_zero for form in ("MZ-88", "MZ-89")] == [False, True]
    assert cells(unit, "MZ-88")["d1.w12.k5"] == 1
    done = client.get(answer["location"]).content.decode()
    assert done.count("Pobierz potwierdzenie złożenia") == 2


LISTS = ("/obowiazki/", "/moje-sprawozdania/", "/sprawozdania/niefinansowe/do-wypelnienia/")
OFFERED = "MZ-88 i MZ-89 jednym krokiem"


def test_the_short_way_is_offered_at_both_forms_wherever_they_stand():
    """Not only on the home page while one of them is the next thing to do."""
    unit = practice()
    client = at_desk(unit)
    for page in LISTS:
        html = client.get(page).content.decode()
        assert html.count(OFFERED) == 2, page
        assert html.count(f'href="{PAGE}"') == 2, page
    for form in ("MZ-88", "MZ-89"):
        sheet = client.get(f"/sprawozdanie/{report_of(unit, form).public_id}/").content.decode()
        assert f'href="{PAGE}"' in sheet


def test_the_short_way_is_not_offered_where_it_is_not_open():
    """Something else stands in a sheet; a practice of several people; one who only reads."""
    unit = practice()
    client, change = at_desk(unit), Change("d1.w02.k1", None, "3")
    operations.save_cells(by=filler(unit), report=report_of(unit, "MZ-88").public_id, changes=[change])
    several = at_desk(practice(UnitKind.PRACTICE_DOCTOR, "97"))
    for one in (client, several, at_desk(practice(), "legacy_observer")):
        for page in LISTS:
            assert OFFERED not in one.get(page).content.decode(), page
    assert PAGE not in client.get(f"/sprawozdanie/{report_of(unit, 'MZ-88').public_id}/").content.decode()


def test_the_offer_costs_lists_the_same_however_many_forms(django_assert_max_num_queries):
    client = at_desk(practice())
    for page in LISTS:
        client.get(page)
        with django_assert_max_num_queries(22):
            client.get(page)


def test_before_sending_it_stands_who_sends_what_period_and_who_will_see_it():
    unit = practice()
    client = at_desk(unit)
    client.post(PAGE, PHYSIO)
    page = client.get(f"{PAGE}sprawdz/").content.decode()
    facts = re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", page)
    assert ("Okres", "rok 2025") in facts
    assert ("Wysyła", Profile.objects.get(unit=unit).person.name) in facts
    told = page.partition("Kto zobaczy sprawozdania")[2]
    for reader in readers(report_of(unit, "MZ-88")):
        assert told.count(f"<b>{reader.unit}</b>: {', '.join(map(str, reader.roles))}") == 1


def versions(page: str) -> dict[str, str]:
    return dict(re.findall(r'name="(wersja-[^"]+)" value="(\d+)"', page))


def test_a_second_click_on_send_changes_nothing():
    unit = practice()
    client = at_desk(unit)
    client.post(PAGE, PHYSIO)
    handed = versions(client.get(f"{PAGE}sprawdz/").content.decode())
    client.post(f"{PAGE}wyslij/", handed)

    assert client.post(f"{PAGE}wyslij/", handed)["location"] == f"{PAGE}wyslane/"
    assert report_of(unit, "MZ-88").times_sent == 1


def test_whoever_comes_back_to_the_questions_finds_what_was_sent():
    client = at_desk(practice())
    client.post(PAGE, PHYSIO)
    client.post(f"{PAGE}wyslij/", versions(client.get(f"{PAGE}sprawdz/").content.decode()))

    for came_back in (client.get(PAGE), client.get(f"{PAGE}sprawdz/"), client.post(PAGE, PHYSIO)):
        assert came_back["location"] == f"{PAGE}wyslane/"


def test_the_questions_say_of_which_year_they_ask():
    assert ", rok 2025 · Termin:" in at_desk(practice()).get(PAGE).content.decode()


def test_another_answer_clears_what_the_first_had_written():
    unit = practice(UnitKind.PRACTICE_DOCTOR)
    client = at_desk(unit)
    client.post(PAGE, DOCTOR)
    assert cells(unit, "MZ-89")["d1.w05.k2"] == 1

    client.post(PAGE, {**DOCTOR, "specjalnosc": "-", "stopien": ""})
    assert "d1.w05.k2" not in cells(unit, "MZ-89")
    handed = versions(client.get(f"{PAGE}sprawdz/").content.decode())
    client.post(f"{PAGE}wyslij/", handed)

    assert report_of(unit, "MZ-89").is_zero


def test_what_is_missing_is_asked_for_at_its_place_and_nothing_chosen_is_lost():
    client = at_desk(practice())

    answer = client.post(PAGE, PHYSIO | {"plec": ""})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert page.count("Odpowiedz na to pytanie.") == 1
    assert '<option value="d1.w12" selected>' in page


def test_the_register_answers_beforehand_and_last_year_s_report_does_better():
    client = at_desk(practice())

    assert '<option value="d1.w12" selected>' in client.get(PAGE).content.decode()


def test_what_stands_in_the_sheets_is_not_overwritten():
    unit = practice()
    operations.save_cells(
        by=filler(unit), report=report_of(unit, "MZ-88").public_id, changes=[Change("d1.w05.k1", "", "7")]
    )
    client = at_desk(unit)

    assert "W arkuszach są już inne dane" in client.get(PAGE).content.decode()
    assert client.post(PAGE, PHYSIO).status_code == 409
    assert cells(unit, "MZ-88") == {"d1.w05.k1": 7}


def test_a_specialist_of_another_profession_is_told_where_it_does_not_agree():
    unit = practice(UnitKind.PRACTICE_DENTIST)
    client = at_desk(unit)
    client.post(PAGE, {**DOCTOR, "zawod": "d1.w02"})

    page = client.get(f"{PAGE}sprawdz/").content.decode()

    assert "Sprawozdania są poprawne." not in page
    assert "Popraw albo wyjaśnij w arkuszu" in page
    assert client.post(f"{PAGE}wyslij/", versions(page)).status_code == 422
    assert report_of(unit, "MZ-88").status == "to_fill"


def test_a_changed_report_is_not_sent_unseen():
    unit = practice()
    client = at_desk(unit)
    client.post(PAGE, PHYSIO)
    handed = versions(client.get(f"{PAGE}sprawdz/").content.decode())
    client.post(PAGE, PHYSIO | {"plec": "mezczyzna"})

    answer = client.post(f"{PAGE}wyslij/", handed)

    assert answer.status_code == 409
    assert report_of(unit, "MZ-88").status == "to_fill"


@pytest.mark.parametrize(
    ("kind", "code"), [(UnitKind.ENTITY, ""), (UnitKind.PRACTICE_DOCTOR, "97")], ids=["an entity", "a group practice"]
)
def test_for_others_there_are_the_sheets(kind: UnitKind, code: str):
    assert at_desk(practice(kind, code)).get(PAGE).status_code == 404


def test_once_one_of_them_was_sent_the_short_way_is_closed():
    unit = practice()
    by = filler(unit)
    first = report_of(unit, "MZ-88")
    operations.send(by=by, report=first.public_id, version=first.version, zero=True)

    assert joint_for(by) is None


def test_who_may_not_fill_in_is_not_asked():
    unit = practice()

    assert at_desk(unit, "reporter_financial").get(PAGE).status_code == 403
    assert joint_for(supervisor(unit.voivodeship)) is None


def test_without_a_unit_of_one_s_own_there_is_nothing_to_file():
    assert joint_for(Actor(person_id=1, person_name="Nikt")) is None
    assert joint_for(central()) is None


def test_the_home_page_leads_there():
    page = at_desk(practice()).get("/strona-glowna/").content.decode()

    assert f'href="{PAGE}"' in page
    assert "złożysz jednym krokiem" in page


def test_of_several_forms_due_on_one_day_the_home_page_offers_the_short_way_first():
    unit = practice()
    blank_report(unit=unit, edition=trial_edition("MZ-24"))

    page = at_desk(unit).get("/strona-glowna/").content.decode()

    assert "Następne: MZ-88" in page
    assert "złożysz jednym krokiem" in page


def test_before_anything_was_sent_there_is_nothing_to_confirm():
    assert at_desk(practice()).get(f"{PAGE}wyslane/").status_code == 404
