# SPDX-License-Identifier: EUPL-1.2
"""All that the system knows of a person, by subject; what others did to their data included."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Model, Q

from shared.encryption import Keyring
from ssoz.access.actors import SYSTEM
from ssoz.access.models import LegacyAccount, LocalAccount, Person, Profile, ProfileRole
from ssoz.access.pesel import PESEL_CONTEXT
from ssoz.applications.models import Application, Submission
from ssoz.attachments.models import Attachment
from ssoz.audit.models import Event
from ssoz.audit.operations import record
from ssoz.audit.sentences import sentence
from ssoz.cards.models import CardEdit, CardTransition, Delivery
from ssoz.notifications.models import Message
from ssoz.reports.models import CellEdit, CellRemark, Explanation, Prefill, Sending, Transition
from ssoz.rounds.models import Answers, Petition

Section = list[dict[str, Any]]
SECRET = {"password", "login_hash", "login_key", "pesel_encrypted", "pesel_hash", "answers"}


@transaction.atomic
def gathered(person: Person) -> dict[str, Section]:
    """Sections with rows of plain values. That it was gathered is an event, and stands in it."""
    record(by=SYSTEM, action="person_exported", object_type="person", object_id=str(person.pk))
    profiles = Profile.objects.filter(person=person)
    emails = {person.email, *profiles.values_list("email", flat=True)} - {""}
    return {
        "Osoba": [{**_row(person), "pesel": _pesel(person)}],
        "Profile": _rows(profiles),
        "Role": _rows(ProfileRole.objects.filter(profile__person=person)),
        "Konta SSOZ I": _rows(LegacyAccount.objects.filter(transferred_to__person=person)),
        "Konto lokalne": _rows(LocalAccount.objects.filter(person=person)),
        "Złożone wnioski": _rows(Submission.objects.filter(person=person)),
        "Wnioski o role": _rows(Application.objects.filter(submission__person=person)),
        "Załączone pliki": _rows(Attachment.objects.filter(uploaded_by=person)),
        "Wiadomości": _rows(Message.objects.filter(recipient__in=emails)),
        "Czynności na sprawozdaniach": _rows(Transition.objects.filter(person_id=person.pk)),
        "Wysłane sprawozdania": _rows(Sending.objects.filter(person_id=person.pk)),
        "Wyjaśnienia w sprawozdaniach": _rows(Explanation.objects.filter(person_id=person.pk)),
        "Uwagi i notatki przy polach": _rows(CellRemark.objects.filter(person_id=person.pk)),
        "Zmiany pól sprawozdań": _rows(CellEdit.objects.filter(person_id=person.pk)),
        "Wartości przepisane z poprzedniego roku": _rows(Prefill.objects.filter(person_id=person.pk)),
        "Odpowiedzi na ankietę": _rows(Answers.objects.filter(person_id=person.pk)),
        "Zgłoszenia do nadzorującego": _rows(Petition.objects.filter(person_id=person.pk)),
        "Czynności na kartach psychiatrycznych": _rows(CardTransition.objects.filter(person_id=person.pk)),
        "Zmiany pól kart psychiatrycznych": _rows(CardEdit.objects.filter(person_id=person.pk)),
        "Przekazane karty": _rows(Delivery.objects.filter(person_id=person.pk)),
        "Zdarzenia: co zrobiła ta osoba": _events(Q(person_id=person.pk), own=True),
        "Zdarzenia: co zrobiono z jej danymi": _events(_about(person)),
    }


def _about(person: Person) -> Q:
    """Others' deeds on the person, their profiles, and every look at them."""
    profiles = [str(key) for key in person.profiles.values_list("pk", flat=True)]
    deeds = Q(object_type="person", object_id=str(person.pk)) | Q(object_type="profile", object_id__in=profiles)
    looks = Q(action="people_viewed", data__people__contains=[person.pk])
    return (deeds | looks) & (Q(person_id=None) | ~Q(person_id=person.pk))


def _events(wanted: Q, *, own: bool = False) -> Section:
    """Others are told by their role, not by their name: their data are not this person's."""
    return [
        {
            "number": event.pk,
            "at": event.at,
            "what": sentence(event.action, {**event.data, "who": "–", "object": event.object_type}),
            "roles": event.roles,
            "address": event.address if own else None,
            "action": event.action,
            "object": f"{event.object_type} {event.object_id}".strip(),
        }
        for event in Event.objects.filter(wanted).order_by("pk")
    ]


def _rows(rows: Iterable[Model]) -> Section:
    return [_row(row) for row in rows]


def _row(row: Model) -> dict[str, Any]:
    """Every column that is no secret of the system's."""
    return {field.name: getattr(row, field.attname) for field in row._meta.concrete_fields if field.name not in SECRET}


def _pesel(person: Person) -> str:
    if not person.pesel_encrypted:
        return ""
    return Keyring.parse(settings.ENCRYPTION_KEYS).decrypt(person.pesel_encrypted, context=PESEL_CONTEXT)
