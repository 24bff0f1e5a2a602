# SPDX-License-Identifier: EUPL-1.2
from datetime import timedelta

import pytest
from django.core import mail
from django.db import IntegrityError
from pytest_django import Settings

from shared import clock
from shared.postgres.server import free_port
from ssoz.access.roles import ROLES
from ssoz.notifications.enums import MessageKind
from ssoz.notifications.errors import DeliveryError
from ssoz.notifications.models import Message
from ssoz.notifications.operations import RULE, deliver, send_again, write
from ssoz.notifications.queries import GIVE_UP_AFTER, forgotten, unsent
from ssoz.rounds.enums import PetitionKind

pytestmark = pytest.mark.django_db

ABOUT = {
    "form": "MZ-29",
    "unit": "Szpital „Pod Lipą” & synowie",
    "period": "2025",
    "reason": "Dział 2, wiersz 3: proszę o liczbę łóżek <rzeczywistych>.",
    "number": "U000007/2026",
    "role": "Wypełniający sprawozdania finansowe",
    "file": "wniosek.pdf",
    "login": "akowalska",
    "link": "http://ssoz.localhost:8000/haslo/x/",
    "count": 3,
    "asked": "późniejszy termin",
    "granted": True,
    "report": "0b7e4a52-8f5e-4b38-9a31-0d6a6d0f0001",
}


def written(kind: MessageKind = MessageKind.REPORT_RETURNED, recipient: str = "anna@example.org") -> Message:
    return write(kind=kind, recipients=[recipient], context=ABOUT)[0]


def refuse_connections(settings: Settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()


def test_a_return_is_told_in_polish_with_its_reason_as_it_was_written() -> None:
    message = written()
    assert message.subject == "Sprawozdanie MZ-29 zwrócone do korekty – Szpital „Pod Lipą” & synowie"
    assert ABOUT["reason"] in message.body
    assert "http://ssoz.localhost:8000/sprawozdanie/0b7e4a52-8f5e-4b38-9a31-0d6a6d0f0001/" in message.body


@pytest.mark.parametrize("kind", MessageKind)
def test_every_kind_has_a_text_in_polish_and_below_it_in_english(kind: MessageKind) -> None:
    message = written(kind)
    assert any(ABOUT[what] in message.subject for what in ("form", "unit", "file", "login"))
    assert "{" not in message.body
    polish, rule, english = message.body.partition(RULE)
    assert rule
    assert polish.startswith("(English below)")
    assert "Prosimy na nią nie odpowiadać." in polish
    assert "Please do not reply." in english


def test_a_message_about_cards_says_nothing_of_patients_and_where_the_reason_stands() -> None:
    message = written(MessageKind.CARDS_RETURNED)
    assert ABOUT["reason"] not in message.body
    assert "Powód stoi na każdej karcie" in message.body
    assert "http://ssoz.localhost:8000/karty/?stan=to_correct" in message.body


@pytest.mark.parametrize(
    ("granted", "polish", "english"),
    [(True, "zostało uwzględnione.", "has been granted."), (False, "nie uwzględniono.", "has been refused.")],
)
def test_a_decision_says_what_it_is_and_why(granted: bool, polish: str, english: str) -> None:
    context = {**ABOUT, "granted": granted, "asked": PetitionKind.MORE_TIME.label}
    [message] = write(kind=MessageKind.PETITION_DECIDED, recipients=["anna@example.org"], context=context)
    assert polish in message.body
    assert english in message.body
    assert "Formularz: MZ-29" in message.body
    assert message.body.count(ABOUT["reason"]) == 2
    assert "późniejszy" not in message.body.partition(RULE)[2]


def test_what_is_named_in_the_language_of_its_half() -> None:
    context = {**ABOUT, "role": ROLES["reporter_financial"].name}
    [message] = write(kind=MessageKind.ROLE_REVOKED, recipients=["anna@example.org"], context=context)
    polish, _, english = message.body.partition(RULE)
    assert "„Wypełniający sprawozdania finansowe”" in polish
    assert "Wypełniający" not in english


def test_a_message_tried_in_vain_is_seen_and_sent_again_when_asked(settings: Settings) -> None:
    refuse_connections(settings)
    message = written()
    assert not unsent()
    with pytest.raises(DeliveryError):
        deliver(message_id=message.pk)
    Message.objects.filter(pk=message.pk).update(attempts=GIVE_UP_AFTER)
    assert list(unsent()) == [message]
    send_again(message_id=message.pk)
    message.refresh_from_db()
    assert message.attempts == 0


def test_nobody_gets_the_same_message_twice() -> None:
    messages = write(
        kind=MessageKind.REPORT_ACCEPTED,
        recipients=["a@example.org", "b@example.org", "a@example.org", ""],
        context=ABOUT,
    )
    assert [message.recipient for message in messages] == ["a@example.org", "b@example.org"]


def test_a_delivered_message_is_not_sent_again() -> None:
    message = written()
    assert deliver(message_id=message.pk)
    assert not deliver(message_id=message.pk)
    assert [sent.to for sent in mail.outbox] == [["anna@example.org"]]
    message.refresh_from_db()
    assert message.sent_at


def test_a_deaf_server_leaves_the_message_waiting_with_its_reason(settings: Settings) -> None:
    refuse_connections(settings)
    message = written()
    with pytest.raises(DeliveryError):
        deliver(message_id=message.pk)
    message.refresh_from_db()
    assert (message.sent_at, message.attempts) == (None, 1)
    assert message.last_error


def test_a_message_whose_job_was_lost_is_found_after_a_while() -> None:
    message = written()
    assert forgotten() == []
    with clock.advanced(timedelta(minutes=5)):
        assert forgotten() == [message.pk]


def test_a_message_nobody_takes_is_given_up() -> None:
    message = written()
    Message.objects.filter(pk=message.pk).update(attempts=GIVE_UP_AFTER)
    with clock.advanced(timedelta(minutes=5)):
        assert forgotten() == []


def test_the_database_refuses_a_message_without_a_subject() -> None:
    with pytest.raises(IntegrityError, match="notifications_message_has_subject"):
        Message.objects.create(kind=MessageKind.REPORT_RETURNED, recipient="a@example.org", subject="", body="x")


def test_the_database_refuses_an_unknown_kind() -> None:
    with pytest.raises(IntegrityError, match="notifications_message_kind_is_known"):
        Message.objects.create(kind="gossip", recipient="a@example.org", subject="x", body="x")
