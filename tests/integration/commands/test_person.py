# SPDX-License-Identifier: EUPL-1.2
"""What the law gives a person: all that is known of them, and to be forgotten; the trail holds meanwhile."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from shared import clock
from shared.encryption import EncryptionError, Keyring, new_key
from ssoz.access import pesel
from ssoz.access.actors import SYSTEM
from ssoz.access.errors import PersonStillActive
from ssoz.access.models import Person, Profile, ProfileRole, Session
from ssoz.access.operations import rotate_keys, sign_in
from ssoz.access.operations.people import Identity
from ssoz.access.queries import profile_actor
from ssoz.applications.models import Submission
from ssoz.audit.models import Event
from ssoz.audit.operations import record_look, seal_events
from ssoz.audit.queries.verifying import verify
from ssoz.cards.operations import Admission, open_card, void_card
from ssoz.commands.person import __main__ as command
from ssoz.commands.person.forgetting import forget
from ssoz.commands.person.gathering import gathered
from ssoz.notifications.models import Message
from ssoz.registers.models import Unit
from ssoz.reports.models import Report
from ssoz.reports.operations import note_cell
from ssoz.rounds.models import CalendarLink
from ssoz.rounds.operations import ask_for_time, link_calendar
from tests.factories import access, cards
from tests.factories.applications import EMAIL, applicant, application_at
from tests.factories.duties import owing
from tests.factories.reports import blank_report, fill
from tests.integration.audit.trail import Somebody

pytestmark = pytest.mark.django_db
PESEL = "44051401359"
HANNA = Identity(
    issuer="http://ueoz.localhost:8002",
    subject="hanna",
    given_name="Hanna",
    family_name="Śliwa",
    email="hanna@szpital.example",
    pesel=PESEL,
)


@pytest.fixture
def hanna() -> Person:
    """Somebody who has signed in, asked for a role and been refused it, and been looked at."""
    person = sign_in(identity=HANNA, address="192.0.2.9")
    application_at("rejected", by=applicant(person))
    Profile.objects.filter(person=person).update(phone="601 000 001", email="praca@szpital.example")
    Message.objects.create(kind="report_returned", recipient=EMAIL, subject="Wniosek", body="Hanna Śliwa")
    record_look(by=Somebody(), object_type="person", object_id=str(person.pk), people=[person.pk])
    return person


def everything() -> str:
    """All texts of all tables, the trail included."""
    texts = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT coalesce(string_agg(t::text, chr(10)), chr(32)) FROM "{table}" t')
            texts.append(cursor.fetchone()[0])
    return "\n".join(texts)


PERSONAL = ("Hanna", "Śliwa", "hanna@szpital.example", "praca@szpital.example", "601 000 001", EMAIL, PESEL)


def test_after_forgetting_no_table_holds_name_address_or_number(hanna: Person) -> None:
    assert all(word in everything() for word in PERSONAL if word != PESEL)
    forget(hanna)
    left = everything()
    assert [word for word in PERSONAL if word in left] == []
    assert pesel.hashed(PESEL) not in left


def test_after_forgetting_the_chain_still_holds(hanna: Person) -> None:
    seal_events()
    forget(hanna)
    assert verify().fault is None
    seal_events()
    assert verify().fault is None
    assert Event.objects.filter(person_id=hanna.pk).first().person_name == ""


def test_forgetting_ends_every_session_and_the_next_sign_in_is_somebody_new(hanna: Person, client: Client) -> None:
    access.signed_in_person(client, hanna)
    assert client.get("/moje-konto/").status_code == 200
    forget(hanna)
    assert not Session.objects.filter(person=hanna).exists()
    assert client.get("/moje-konto/").status_code == 302
    assert sign_in(identity=HANNA, address=None).pk != hanna.pk


def test_what_decisions_stand_on_stays(hanna: Person) -> None:
    forget(hanna)
    assert Submission.objects.get(person=hanna).applications.get().status == "rejected"
    assert Event.objects.filter(action="person_forgotten", object_id=str(hanna.pk)).exists()


def test_whoever_can_still_work_here_is_not_forgotten() -> None:
    held = access.profile("reporter_nonfinancial")
    with pytest.raises(PersonStillActive, match=held.unit.name):
        forget(held.person)
    assert Person.objects.get(pk=held.person_id).given_name == "Jan"


def test_whoever_waits_for_a_decision_is_not_forgotten() -> None:
    waiting = application_at("pending")
    with pytest.raises(PersonStillActive, match="czekają na decyzję"):
        forget(waiting.profile.person)


def test_an_export_holds_all_that_is_known_and_who_looked(hanna: Person) -> None:
    found = gathered(hanna)
    text = json.dumps(found, ensure_ascii=False, default=str)
    assert [word for word in PERSONAL if word not in text] == []
    assert len(found["Złożone wnioski"]) == len(found["Wnioski o role"]) == 1
    done = [event["action"] for event in found["Zdarzenia: co zrobiła ta osoba"]]
    assert done[0] == "signed_in"
    others = {event["action"] for event in found["Zdarzenia: co zrobiono z jej danymi"]}
    assert {"people_viewed", "person_exported"} <= others


def filled_in_by(person: Person) -> Report:
    """A report this person filled in, with a note at a cell; and their calendar."""
    by = profile_actor(access.profile("reporter_nonfinancial", person=person), None)
    report = fill(blank_report(Unit.objects.get(pk=by.unit_id)), by=by)
    note_cell(by=by, report=report.public_id, address="d1.w02.k1", text="Liczone od marca")
    link_calendar(by=by)
    return report


def test_an_export_holds_every_cell_a_person_changed_and_what_they_wrote_there() -> None:
    person = access.person()
    filled_in_by(person)
    found = gathered(person)
    [edit] = found["Zmiany pól sprawozdań"]
    assert edit["cells"]["d1.w02.k1"] == [None, 10]
    [note] = found["Uwagi i notatki przy polach"]
    assert (note["address"], note["text"]) == ("d1.w02.k1", "Liczone od marca")


def test_an_export_holds_what_a_person_asked_for_and_did_with_cards() -> None:
    with clock.frozen(date(2026, 2, 1)):
        duty = owing()
        profile = access.profile("reporter_nonfinancial", "reporter_psychiatric", unit=duty.unit)
        by = profile_actor(profile, None)
        ask_for_time(by=by, obligation=duty, until=date(2026, 3, 10), reason="Choroba")
        cards.edition()
        card = open_card(by=by, admission=Admission(typed=cards.ADMISSION))
        void_card(by=by, card=card.public_id, reason="Pomyłka.")
    found = gathered(profile.person)
    assert [row["reason"] for row in found["Zgłoszenia do nadzorującego"]] == ["Choroba"]
    assert [row["target"] for row in found["Czynności na kartach psychiatrycznych"]] == ["void"]


def test_forgetting_ends_the_calendar_and_leaves_what_reports_are_made_of() -> None:
    person = access.person()
    report = filled_in_by(person)
    ProfileRole.objects.filter(profile__person=person).update(revoked_at=clock.now())
    forget(person)
    assert not CalendarLink.objects.exists()
    assert (report.edits.count(), report.remarks.count()) == (1, 1)
    assert "przy zmianach pól, uwagach, notatkach" in " ".join(command.KEPT.split())


def test_an_export_holds_no_secret_and_no_other_person(hanna: Person) -> None:
    other = access.profile("reporter_nonfinancial").person
    text = json.dumps(gathered(hanna), ensure_ascii=False, default=str)
    assert not any(secret in text for secret in (hanna.pesel_encrypted, hanna.pesel_hash, other.name, "Anna Żak"))


def run(*words: str) -> int:
    return command.run(command.arguments().parse_args(words))


def test_the_command_writes_two_files_for_their_owner_only(hanna: Person, tmp_path: Path) -> None:
    assert run("export", str(hanna.public_id), "--to", str(tmp_path / "dane")) == 0
    as_json, as_text = sorted((tmp_path / "dane").iterdir())
    assert json.loads(as_json.read_text(encoding="utf-8"))["Osoba"][0]["pesel"] == PESEL
    assert "ZŁOŻONE WNIOSKI (1)" in as_text.read_text(encoding="utf-8")
    assert {path.stat().st_mode & 0o777 for path in (as_json, as_text)} == {0o600}
    with pytest.raises(ValueError, match="już jest"):
        run("export", str(hanna.public_id), "--to", str(tmp_path / "dane"))


def test_the_command_asks_before_it_forgets(hanna: Person, monkeypatch: Any, capsys: Any) -> None:
    monkeypatch.setattr("builtins.input", lambda _question: "nie")
    run("forget", "hanna@szpital.example")
    assert Person.objects.filter(pk=hanna.pk, given_name="Hanna").exists()
    monkeypatch.setattr("builtins.input", lambda _question: "Tak")
    run("forget", "hanna@szpital.example")
    assert "Zostało, bo wymaga tego prawo" in capsys.readouterr().out
    assert Person.objects.get(pk=hanna.pk).name == "Osoba usunięta"


def test_a_person_is_found_by_pesel_asked_for_without_echo(hanna: Person) -> None:
    assert command.found("", PESEL) == hanna


@pytest.mark.parametrize(("text", "told"), [("999999999", "nie ma"), ("x@y", "nie ma"), ("Hanna", "podaj numer")])
def test_nobody_is_found_by_what_names_nobody(text: str, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        command.found(text, "")


def test_an_address_of_two_people_asks_for_the_number() -> None:
    one, other = access.person(email="biuro@szpital.example"), access.person(email="Biuro@szpital.example")
    with pytest.raises(ValueError, match="podaj numer") as error:
        command.found("biuro@szpital.example", "")
    assert all(str(person.pk) in str(error.value) for person in (one, other))


def people(count: int) -> list[Person]:
    made = [access.person() for _ in range(count)]
    for number, person in enumerate(made):
        digits = f"{number:011}"
        person.pesel_encrypted, person.pesel_hash = pesel.encrypted(digits), pesel.hashed(digits)
        person.save()
    return made


def test_a_new_key_in_front_encrypts_every_number_anew_piece_by_piece(settings: Any) -> None:
    made = people(7)
    old = settings.ENCRYPTION_KEYS
    settings.ENCRYPTION_KEYS = f"{new_key('k2')},{old}"
    told: list[int] = []
    assert rotate_keys(by=SYSTEM, at_once=3, tell=told.append) == 7
    assert told == [3, 6, 7, 7]
    settings.ENCRYPTION_KEYS = settings.ENCRYPTION_KEYS.split(",")[0]  # the old key is not needed any more
    assert [pesel.masked(Person.objects.get(pk=person.pk)) for person in made][:2] == ["000•••••000", "000•••••001"]
    assert Event.objects.get(action="keys_rotated").data == {"people": 7, "key": "k2"}
    assert rotate_keys(by=SYSTEM) == 0


def test_a_rotation_that_was_cut_short_goes_on_where_it_stopped(settings: Any) -> None:
    people(5)
    settings.ENCRYPTION_KEYS = f"{new_key('k2')},{settings.ENCRYPTION_KEYS}"

    def cut(total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rotate_keys(by=SYSTEM, at_once=2, tell=cut)
    assert Person.objects.filter(pesel_encrypted__startswith="k2:").count() == 2
    assert rotate_keys(by=SYSTEM, at_once=2) == 3


def test_a_rotation_without_the_old_key_stops_and_spoils_nothing(settings: Any) -> None:
    (person,) = people(1)
    settings.ENCRYPTION_KEYS = new_key("k2")
    with pytest.raises(EncryptionError, match="Brak klucza"):
        rotate_keys(by=SYSTEM)
    assert Keyring.parse(settings.ENCRYPTION_KEYS).keys[0][0] != person.pesel_encrypted.split(":")[0]
