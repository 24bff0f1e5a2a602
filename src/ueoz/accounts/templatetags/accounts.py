# SPDX-License-Identifier: EUPL-1.2
"""`{% load accounts %}`: what only the account's pages say."""

import re
from datetime import datetime

from django import template
from django.utils import timezone
from django.utils.translation import gettext as _

from ueoz.accounts.enums import SessionEnd

register = template.Library()
NAMES = (  # what tells each, the first that fits: most call themselves Chrome and Safari, too
    (re.compile(r"Edg(?:e|A|iOS)?/"), "Edge"),
    (re.compile(r"OPR/|OPT/|OPiOS/|Opera\b"), "Opera"),
    (re.compile(r"Firefox/|FxiOS/"), "Firefox"),
    (re.compile(r"Chromium/"), "Chromium"),
    (re.compile(r"Chrome/|CriOS/"), "Chrome"),
    (re.compile(r"Safari/"), "Safari"),
)
SYSTEMS = (("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS", "macOS"))


@register.filter
def browser(agent: str) -> str:
    """What a person calls the browser: `Firefox, Windows`."""
    name = next((shown for sign, shown in NAMES if sign.search(agent)), _("Inna przeglądarka"))
    system = next((shown for word, shown in (*SYSTEMS, ("Linux", "Linux")) if word in agent), "")
    return f"{name}, {system}" if system else name


@register.filter
def ending(reason: str) -> str:
    """Why a session ended, in words."""
    return str(SessionEnd(reason).label) if reason in SessionEnd.values else reason


@register.filter
def exact(value: datetime | None) -> str:
    """A moment to the millisecond, as the help desk is told it: `2023-11-29 01:07:24.944`."""
    return f"{timezone.localtime(value):%Y-%m-%d %H:%M:%S.%f}"[:-3] if value else ""
