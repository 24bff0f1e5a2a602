# SPDX-License-Identifier: EUPL-1.2
"""„Komunikaty” to everybody, newest first."""

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Announcement:
    """A few sentences with a date."""

    published_on: date
    title: str | Promise
    text: str | Promise


ANNOUNCEMENTS: tuple[Announcement, ...] = (
    Announcement(
        date(2026, 1, 12),
        _("Sprawozdania za 2025 rok"),
        _(
            "Otwarto sprawozdania MZ-29, MZ-88 i MZ-89 za 2025 rok."
            " Terminy i objaśnienia są na stronie „Formularze i terminy”."
        ),
    ),
    Announcement(
        date(2026, 1, 5),
        _("Najpierw MZ-88, potem MZ-89"),
        _(
            "Sprawozdanie MZ-89 można wysłać dopiero po wysłaniu MZ-88. Kto nie zatrudnia specjalistów, dla których"
            " jest głównym miejscem pracy, wysyła MZ-89 zerowe."
        ),
    ),
)


def latest(on: date, count: int | None = None) -> tuple[Announcement, ...]:
    """Announcements published by that day, newest first."""
    published = sorted((one for one in ANNOUNCEMENTS if one.published_on <= on), key=lambda one: one.published_on)
    return tuple(reversed(published))[:count]
