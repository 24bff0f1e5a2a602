# SPDX-License-Identifier: EUPL-1.2
"""What waits for a decision, as far as somebody's permission reaches."""

from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cached_property
from typing import TypedDict
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Exists, F, OrderBy, OuterRef, Q, QuerySet
from django_stubs_ext import WithAnnotations

from shared import clock
from ssoz.access.actors import Actor
from ssoz.access.models import Person
from ssoz.access.permissions import Permission, Text
from ssoz.access.roles import ROLES, Role
from ssoz.access.scopes import scope
from ssoz.applications.errors import ApplicationNotFound
from ssoz.applications.models import Application
from ssoz.applications.policies import can_decide
from ssoz.applications.queries.profiles import ProfileView, profiles_of, unit_data
from ssoz.applications.states import PENDING
from ssoz.attachments.models import Attachment
from ssoz.attachments.queries import attachments_of, page_count, signatures
from ssoz.attachments.signed import Signature
from ssoz.registers.queries import UnitSearch, units

PAGE = 25
NUMBER = "U"
ORDERS: dict[str, tuple[str, ...]] = {
    "age": ("status_at", "id"),
    "number": ("year", "ordinal"),
    "unit": ("profile__unit__name_key", "id"),
    "person": ("profile__person__family_name", "profile__person__given_name", "id"),
    "role": ("role", "status_at", "id"),
}


class Signs(TypedDict):
    """Whether a signed paper is there."""

    has_attachment: bool


@dataclass(frozen=True, slots=True)
class Sought:
    """What an administrator filled in; what is blank does not narrow. `order` with a minus: the other way round."""

    text: str = ""
    kind: str = ""
    voivodeship: str = ""
    role: str = ""
    days: int = 0
    attachment: bool | None = None
    status: str = PENDING
    order: str = "age"


def managed(actor: Actor, *, unit: str, role: str, permission: Permission = Permission.USER_MANAGE) -> Q:
    """Rows of units in reach, or of roles whose subject is looked after in the whole country."""
    reach = scope(actor, permission)
    condition = reach.as_q(unit=unit)
    roles = [code for code, definition in ROLES.items() if definition.subject in reach.subjects]
    return condition | Q(**{f"{role}__in": roles}) if roles and not reach.everything else condition


def queue(actor: Actor, sought: Sought | None = None) -> "QuerySet[WithAnnotations[Application, Signs]]":
    """Applications in reach that fit all of it; without wishes those that wait, the longest waiting first."""
    wishes = sought or Sought()
    rows = Application.objects.filter(managed(actor, unit="profile__unit", role="role"), _text(wishes.text))
    rows = rows.filter(submission__finished_at__isnull=False, **_exactly(wishes))
    if wishes.days:
        rows = rows.filter(status_at__lte=clock.now() - timedelta(days=wishes.days))
    attached = Attachment.objects.filter(collection=OuterRef("submission__public_id"), removed_at=None)
    if wishes.attachment is not None:
        rows = rows.filter(Exists(attached) if wishes.attachment else ~Exists(attached))
    people = rows.select_related("submission", "profile__unit", "profile__person")
    return people.annotate(has_attachment=Exists(attached)).order_by(*_order(wishes.order))


def queue_page(actor: Actor, sought: Sought, number: int = 1) -> "Page[WithAnnotations[Application, Signs]]":
    """One page of it, with the total; a number beyond the last is the last."""
    return Paginator(queue(actor, sought), PAGE).get_page(number)


def waiting_count(actor: Actor) -> int:
    """How many wait for this person's decision: their own do not."""
    rows = Application.objects.filter(managed(actor, unit="profile__unit", role="role"), status=PENDING)
    return rows.exclude(profile__person=actor.person_id).count()


@dataclass(frozen=True)
class Paper:
    """An attached file and the numbers of its pages as pictures: none of a file that is not known to be safe."""

    file: Attachment

    @cached_property
    def pages(self) -> range:
        return range(1, page_count(self.file) + 1)

    @cached_property
    def signatures(self) -> tuple[Signature, ...]:
        return signatures(self.file)


@dataclass(frozen=True)
class Case:
    """One application with everything that the decision looks at."""

    application: Application
    actor: Actor

    @property
    def role(self) -> Role:
        return ROLES[self.application.role]

    @property
    def person(self) -> Person:
        return self.application.profile.person

    @cached_property
    def unit_data(self) -> tuple[tuple[Text, str], ...]:
        return unit_data(self.application.profile.unit)

    @cached_property
    def profiles(self) -> tuple[ProfileView, ...]:
        """Where the person works or wants to, this unit among them."""
        return profiles_of(self.person.pk)

    @cached_property
    def siblings(self) -> tuple[Application, ...]:
        """What was asked for on the same paper."""
        return tuple(self.application.submission.applications.exclude(pk=self.application.pk))

    @cached_property
    def papers(self) -> tuple[Paper, ...]:
        return tuple(Paper(file) for file in attachments_of(self.application.submission.public_id))

    @property
    def is_own(self) -> bool:
        return self.person.pk == self.actor.person_id

    @property
    def can_decide(self) -> bool:
        return can_decide(self.application, self.actor, "approve")

    @property
    def can_archive(self) -> bool:
        return can_decide(self.application, self.actor, "archive")


def case_for(actor: Actor, application: UUID) -> Case:
    """One application in reach, whatever its status."""
    found = queue(actor, Sought(status="")).select_related("decided_by").filter(public_id=application).first()
    if found is None:
        raise ApplicationNotFound
    return Case(found, actor)


def next_waiting(actor: Actor, sought: Sought, after: Application) -> Application | None:
    """The one that has waited longest among those handed in after this one, at the end of the queue of all."""
    wishes = replace(sought, status=PENDING, order="age")
    rows = queue(actor, wishes).exclude(pk=after.pk).exclude(profile__person=actor.person_id)
    return rows.filter(status_at__gte=after.submission.finished_at).first() or rows.first()


def _exactly(wishes: Sought) -> dict[str, str]:
    named = {
        "status": wishes.status,
        "role": wishes.role,
        "profile__unit__kind": wishes.kind,
        "profile__unit__voivodeship": wishes.voivodeship,
    }
    return {lookup: value for lookup, value in named.items() if value}


def _text(text: str) -> Q:
    """The number of an application, else a part of a person's name, or a name or number of the unit."""
    words = text.split()
    if not words:
        return Q()
    if words[0][:1].upper() == NUMBER and words[0][1:2].isdigit():
        return Q(number__startswith=words[0].upper())
    person = Q()
    for word in words:
        person &= Q(profile__person__family_name__icontains=word) | Q(profile__person__given_name__icontains=word)
    return person | Q(profile__unit__in=units(UnitSearch(text=text)).order_by())


def _order(name: str) -> list[OrderBy]:
    fields = ORDERS.get(name.removeprefix("-"), ORDERS["age"])
    return [OrderBy(F(field), descending=name.startswith("-")) for field in fields]
