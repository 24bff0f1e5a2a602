# SPDX-License-Identifier: EUPL-1.2
"""`{% load users %}`: what pages about people say again and again."""

from datetime import datetime
from typing import Any

from django import template
from django.utils.translation import gettext as _

from shared import clock
from shared.design.formatting import counted
from ssoz.access.actors import Actor
from ssoz.access.enums import ProfileStatus
from ssoz.access.permissions import Permission
from ssoz.access.pesel import masked
from ssoz.applications.enums import ApplicationStatus

register = template.Library()
PROFILES = {"active": "success", "blocked": "danger", "not_activated": "warning", "rejected": "neutral"}
APPLICATIONS = {"pending": "warning", "approved": "success", "rejected": "danger"}


@register.simple_tag
def may(actor: Actor, permission: str) -> bool:
    """Whether the profile has the permission of that code."""
    return actor.may(Permission[permission])


@register.inclusion_tag("design/tag.html")
def profile_tag(status: str) -> dict[str, Any]:
    """„Aktywny”, „Zablokowany” …"""
    label = str(ProfileStatus(status).label)
    return {"label": label[:1].upper() + label[1:], "colour": PROFILES[status]}


@register.inclusion_tag("design/tag.html")
def application_tag(status: str) -> dict[str, Any]:
    """„Oczekujący”, „Zatwierdzony” …"""
    return {"label": ApplicationStatus(status).label, "colour": APPLICATIONS.get(status, "neutral")}


register.filter("pesel", masked)


@register.filter
def age(since: datetime) -> str:
    """How many days it has waited."""
    days = (clock.today() - since.astimezone(clock.WARSAW).date()).days
    return counted(days, _("dzień|dni|dni")) if days > 0 else _("od dzisiaj")
