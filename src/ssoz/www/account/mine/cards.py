# SPDX-License-Identifier: EUPL-1.2
"""The tabs of a profile in „Moje konto”; links, so they work without scripts and can be sent on."""

from dataclasses import dataclass

from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from ssoz.access.permissions import Text
from ssoz.applications.queries.profiles import ProfileView

CARDS: dict[str, Text] = {
    "role": _("Aktywne role"),
    "jednostka": _("Dane jednostki"),
    "kontakt": _("Dane kontaktowe użytkownika"),
    "wnioski": _("Złożone wnioski"),
}


@dataclass(frozen=True)
class Tab:
    """One tab, as the design's component wants it."""

    title: Text
    url: str
    count: str = ""


@dataclass(frozen=True)
class ShownProfile:
    """A profile with one of its cards on top; whether it is unfolded."""

    profile: ProfileView
    card: str
    is_open: bool

    @property
    def tabs(self) -> list[Tab]:
        return [Tab(title, self._address(card)) for card, title in CARDS.items()]

    @property
    def here(self) -> str:
        return self._address(self.card)

    def _address(self, card: str) -> str:
        profile = str(self.profile.public_id)
        return f"?{urlencode({'profil': profile, 'karta': card})}#profil-{profile}"


def shown_profile(profile: ProfileView, opened: str, card: str, *, alone: bool) -> ShownProfile:
    """The card asked for, in the profile it was asked for; the roles elsewhere. The only profile is unfolded."""
    asked = opened == str(profile.public_id)
    return ShownProfile(profile, card if asked and card in CARDS else "role", asked or alone)
