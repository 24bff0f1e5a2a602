# SPDX-License-Identifier: EUPL-1.2
"""People as those who manage them find them: one line a profile, as far as the permission reaches."""

from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import F, OrderBy, Q, QuerySet
from django.utils.translation import gettext as _

from ssoz.access.actors import Actor
from ssoz.access.errors import ProfileNotAvailable
from ssoz.access.models import Person, Profile, ProfileRole
from ssoz.access.permissions import Permission
from ssoz.access.pesel import hashed
from ssoz.access.scopes import scope
from ssoz.applications.queries.deciding import managed
from ssoz.applications.queries.profiles import ProfileView, view, whole, with_status
from ssoz.registers.queries import UnitSearch, units

PAGE = 25
ORDERS: dict[str, tuple[str, ...]] = {
    "person": ("person__family_name", "person__given_name", "id"),
    "unit": ("unit__name_key", "id"),
    "created": ("created_at", "id"),
    "signed_in": ("person__signed_in_at", "id"),
}


@dataclass(frozen=True, slots=True)
class UserSearch:
    """What was filled in; what is blank does not narrow. A PESEL is looked for whole."""

    text: str = ""
    unit: str = ""
    role: str = ""
    status: str = ""
    voivodeship: str = ""
    pesel: str = ""
    order: str = "person"


@dataclass(frozen=True)
class UsersPage:
    """The profiles of one page, and which page of how many it is."""

    items: tuple[ProfileView, ...]
    page: Page[Profile]


def users_page(actor: Actor, search: UserSearch, number: int = 1) -> UsersPage:
    """One page of profiles in reach, each with what follows from its applications; four queries and the total."""
    page: Page[Profile] = Paginator(_found(actor, search), PAGE).get_page(number)
    shown = [profile.pk for profile in page]
    rows = {row.pk: row for row in whole(Profile.objects.filter(pk__in=shown))}
    return UsersPage(tuple(view(rows[pk]) for pk in shown), page)


@dataclass(frozen=True)
class UserDetails:
    """A profile with all that is known of it, and what this actor may do to it."""

    profile: Profile
    actor: Actor

    @cached_property
    def view(self) -> ProfileView:
        return view(self.profile)

    @property
    def person(self) -> Person:
        return self.profile.person

    @cached_property
    def others(self) -> tuple[ProfileView, ...]:
        """Where else the person works or wants to: whoever decides about one profile has to know."""
        return tuple(view(row) for row in whole(self.person.profiles.exclude(pk=self.profile.pk)))

    @property
    def is_own(self) -> bool:
        return self.person.pk == self.actor.person_id

    @property
    def can_block(self) -> bool:
        """Block or unblock; what else stands against it is said by the operation, in a sentence."""
        return not self.is_own and scope(self.actor, Permission.USER_BLOCK).covers(unit=self.profile.unit)

    @cached_property
    def removable(self) -> frozenset[str]:
        """Codes of the roles this actor may take away."""
        reach = scope(self.actor, Permission.USER_MANAGE)
        roles = () if self.is_own else self.view.roles
        codes = ((held.role.code, held.role.subject or None) for held in roles)
        return frozenset(code for code, subject in codes if reach.covers(unit=self.profile.unit, subject=subject))


def user_for(actor: Actor, public_id: UUID) -> UserDetails:
    """A profile in reach."""
    found = whole(_reach(actor)).filter(public_id=public_id).first()
    if found is None:
        raise ProfileNotAvailable(_("Nie ma takiego profilu w Twoim zakresie."))
    return UserDetails(found, actor)


def _reach(actor: Actor) -> QuerySet[Profile]:
    """Profiles of units in reach; of roles of one's subject anywhere, those who hold them or ask for them."""
    condition = managed(actor, unit="unit", role="roles__role", permission=Permission.USER_FIND)
    return Profile.objects.filter(pk__in=Profile.objects.filter(condition).values("pk"))


def _found(actor: Actor, search: UserSearch) -> QuerySet[Profile]:
    rows = with_status(_reach(actor).filter(_person(search.text)))
    if search.status:
        rows = rows.filter(status=search.status)
    if search.unit.strip():
        rows = rows.filter(unit__in=units(UnitSearch(text=search.unit)).order_by())
    if search.role:
        rows = rows.filter(pk__in=ProfileRole.objects.filter(role=search.role, revoked_at=None).values("profile"))
    if search.voivodeship:
        rows = rows.filter(unit__voivodeship=search.voivodeship)
    if search.pesel.strip():
        rows = rows.filter(person__pesel_hash=_hashed(actor, search.pesel))
    return rows.order_by(*_order(search.order))


def _hashed(actor: Actor, pesel: str) -> str:
    """The mark of a PESEL; nobody without the permission finds anybody by it."""
    if not actor.may(Permission.USER_MANAGE):
        return "-"
    return hashed(pesel.strip())


def _person(text: str) -> Q:
    """Every word in one of the names or in an address."""
    condition = Q()
    for word in text.split():
        names = Q(person__family_name__icontains=word) | Q(person__given_name__icontains=word)
        condition &= names | Q(person__email__icontains=word) | Q(email__icontains=word)
    return condition


def _order(name: str) -> list[OrderBy]:
    fields = ORDERS.get(name.removeprefix("-"), ORDERS["person"])
    return [OrderBy(F(field), descending=name.startswith("-"), nulls_last=True) for field in fields]
