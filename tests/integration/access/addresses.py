# SPDX-License-Identifier: EUPL-1.2
"""Every address of the site: by whom it may be opened, and how something stands at it in a unit near or far.

An address with a name in it has to stand in one of the two tables below; a new one that does not fails the test.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from django.urls import URLPattern, URLResolver, get_resolver

from ssoz.access.actors import Actor
from ssoz.access.permissions import Permission, for_kind, list_permissions
from ssoz.access.roles import ROLES
from ssoz.access.scopes import scope
from ssoz.access.views import Rule, rule_of
from ssoz.registers.models import Unit
from ssoz.rounds.policies import FILLING, ON_BEHALF

NOBODY = str(UUID(int=0))
KINDS = {"nonfinancial": "niefinansowe", "financial": "finansowe"}
ALL_KINDS = tuple(KINDS)
SUBJECTS = {"nonfinancial": "general", "financial": "general"}

# Addresses that name no object of a unit: what stands in them here.
NAMED: dict[str, Mapping[str, object]] = {
    "reporter:list": {"kind": "niefinansowe", "status": "wszystkie"},
    "reporter:checks": {"edition": 2025, "digest": "x"},
    **{f"reporter:{name}": {"round": NOBODY} for name in ("duty", "not_applicable", "more_time")},
    "reporter:withdraw_petition": {"petition": NOBODY},
    "reporter:feed": {"key": NOBODY},
    "supervisor:petition": {"petition": NOBODY},
    **{f"reporter:joint{step}": {"code": "x"} for step in ("", "_review", "_send", "_sent")},
    "public:form": {"year": 2025, "form": "x"},
    "public:paper": {"year": 2025, "form": "x"},
    "account:reset": {"token": "x"},
    "account:toured": {"tour": "home"},
    "administrator:activate_local_account": {"account": NOBODY},
    "administrator:refuse_local_account": {"account": NOBODY},
    **{f"cards:{name}": {"year": 2025} for name in ("year", "stock", "hand_in", "accept_all")},
    "cards:template": {"kind": "csv"},
    "administrator:move": {"round": NOBODY, "step": "otworz"},
    **{f"statistician:{name}": {"code": "x"} for name in ("table", "map", "map_picture", "workbook", "csv", "data")},
}
# What belongs to a person and to nobody else, whatever their role: what it is, and how its parameter is called.
PERSONAL: dict[str, tuple[str, str]] = {
    "account:contact": ("profile", "profile"),
    "account:withdraw": ("application", "application"),
    "account:mute": ("application", "application"),
    "account:paper": ("submission", "collection"),
    "account:attach": ("submission", "collection"),
    "account:remove": ("attachment", "public_id"),
}


@dataclass(frozen=True)
class Thing:
    """Something of a unit: a report of a kind, a profile or an application of a role."""

    public_id: UUID
    unit: Unit
    kind: str = ""
    role: str = ""


Reach = Callable[[Actor, Thing], int]


def _reached(actor: Actor, thing: Thing, *permissions: Permission, subject: str | None = None) -> bool:
    return scope(actor, *permissions).covers(unit=thing.unit, subject=subject)


def read_report(actor: Actor, thing: Thing) -> int:
    """Unknown to whoever may not find it, refused to who may find but not read."""
    subject = SUBJECTS[thing.kind]
    if not _reached(actor, thing, *list_permissions(thing.kind), subject=subject):
        return 404
    return 200 if _reached(actor, thing, for_kind("REPORT_READ", thing.kind), subject=subject) else 403


def read_card(actor: Actor, thing: Thing) -> int:
    """Unknown to whoever may not read it: nobody finds cards without reading them."""
    return 200 if _reached(actor, thing, Permission.REPORT_READ_CARD, subject="psychiatry") else 404


def read_upload(actor: Actor, thing: Thing) -> int:
    """A file of cards belongs to those who fill them in, for their unit or on its behalf."""
    own = actor.unit_id == thing.unit.pk
    filling = Permission.REPORT_FILL_CARD if own else Permission.REPORT_FILL_ON_BEHALF_CARD
    return 200 if _reached(actor, thing, filling, subject="psychiatry") else 404


def find_profile(actor: Actor, thing: Thing) -> int:
    return 200 if _reached(actor, thing, Permission.USER_FIND) else 404


def find_application(actor: Actor, thing: Thing) -> int:
    subject = ROLES[thing.role].subject or None
    return 200 if _reached(actor, thing, Permission.USER_MANAGE, subject=subject) else 404


def not_sent(actor: Actor, thing: Thing) -> int:
    """Nothing was sent, so there is no receipt, whoever may read the report; the others hear what the sheet says."""
    found = read_report(actor, thing)
    return 404 if found == 200 else found


def no_picture(actor: Actor, thing: Thing) -> int:
    """There is no page 0, whoever asks; drawing one is tested where files are."""
    return 404


def supervise_unit(actor: Actor, thing: Thing) -> int:
    """A supervisor of the area, or of a subject in the whole country."""
    reach = scope(actor, *(for_kind("REPORT_VERIFY", kind) for kind in (*ALL_KINDS, "card")))
    return 200 if reach.covers(unit=thing.unit) or reach.subjects else 403


def no_duty(actor: Actor, thing: Thing) -> int:
    """The unit owes nothing in a round that is not there."""
    found = supervise_unit(actor, thing)
    return 404 if found == 200 else found


def nothing_asked(actor: Actor, thing: Thing) -> int:
    """There is no questionnaire; who may not answer for the unit hears that first."""
    return 404 if _reached(actor, thing, *FILLING, *ON_BEHALF) else 403


OF_REPORTS = (
    *(f"reporter:{name}" for name in ("sheet", "save", "rows", "explain", "send", "changes", "prior")),
    *(f"reporter:{name}" for name in ("remarks", "versions", "comparison", "prefill", "confirm", "exchange", "apply")),
    *(f"supervisor:{name}" for name in ("return", "accept", "reopen")),
)
OF_CARDS = ("save", "rows", "explain", "close", "correct", "void", "decide", "reopen")  # deeds
# Addresses of an object of a unit: what it is, how its parameter is called, what else stands in the address,
# and what a GET should answer to whoever passed the view's own permission.
PLACED: dict[str, tuple[str, str, Mapping[str, object], Reach]] = {
    **{name: ("report", "report", {}, read_report) for name in OF_REPORTS},
    "reporter:cell": ("report", "report", {"address": "d1.w02.k1"}, read_report),
    "reporter:workbook": ("report", "report", {"what": "pusty"}, read_report),
    "reporter:paper": ("report", "report", {"what": "pusty"}, read_report),
    "reporter:receipt": ("report", "report", {"number": 1}, not_sent),
    "reporter:remarks_at": ("report", "report", {"address": "d1.w02.k1"}, read_report),
    "reporter:version": ("report", "report", {"number": 1}, not_sent),
    "reporter:questionnaire_for": ("unit", "unit", {}, nothing_asked),
    "supervisor:unit_duties": ("unit", "unit", {}, supervise_unit),
    "supervisor:assign": ("unit", "unit", {}, supervise_unit),
    "supervisor:release": ("unit", "unit", {"round": NOBODY}, no_duty),
    **{f"cards:{name}": ("card", "card", {}, read_card) for name in ("card", "changes", *OF_CARDS)},
    **{f"cards:{name}": ("upload", "upload", {}, read_upload) for name in ("preview", "take", "problems")},
    "administrator:profile": ("profile", "profile", {}, find_profile),
    "administrator:block": ("profile", "profile", {"deed": "zablokuj"}, find_profile),
    "administrator:take_role": ("profile", "profile", {"role": "reporter_nonfinancial"}, find_profile),
    "administrator:application": ("application", "application", {}, find_application),
    "administrator:archive": ("application", "application", {}, find_application),
    "account:attachments": ("submission", "collection", {}, find_application),
    "account:download": ("attachment", "public_id", {}, find_application),
    "account:picture": ("attachment", "public_id", {"number": 0}, no_picture),
}


@dataclass(frozen=True)
class Address:
    """A route with its name, the view behind it and the parameters in it."""

    name: str
    route: str
    parameters: tuple[str, ...]
    view: Callable[..., Any]

    @cached_property
    def rule(self) -> Rule:
        rule = rule_of(self.view)
        assert rule is not None, f"/{self.route} declares no permission"
        return rule

    def opened_by(self, actor: Actor) -> bool:
        """Whether the view's own declaration lets this profile in."""
        return not self.rule.permissions or actor.may(*self.rule.permissions)


def addresses() -> list[Address]:
    return list(_addresses(get_resolver(), "", "", ()))


def _addresses(resolver: URLResolver, route: str, space: str, outer: tuple[str, ...]) -> Iterator[Address]:
    for entry in resolver.url_patterns:
        here, inner = route + str(entry.pattern), (*outer, *entry.pattern.converters)
        if isinstance(entry, URLResolver):
            yield from _addresses(entry, here, entry.namespace or space, inner)
        elif isinstance(entry, URLPattern):
            yield Address(f"{space}:{entry.name}" if space else str(entry.name), here, inner, entry.callback)
