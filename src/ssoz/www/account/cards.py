# SPDX-License-Identifier: EUPL-1.2
"""The tabs of a profile in „Moje konto”; links, so they work without scripts and can be sent on."""

from dataclasses import dataclass

from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from ssoz.access.permissions import Text
from ssoz.access.queries import ProfileView

CARDS: dict[str, Text] = {
    "role": _("Aktywne role"),
    "jednostka": _("Dane jednostki"),
    "kontakt": _("Dane kontaktowe użytkownika"),
}


@dataclass(frozen=True)
class Tab:
    """One tab, as the design's component wants it."""

    title: Text
    url: str
    count: str = ""


@dataclass(frozen=True)
class OpenProfile:
    """A profile with one of its cards open."""

    profile: ProfileView
    card: str

    @property
    def tabs(self) -> list[Tab]:
        return [Tab(title, self._address(card)) for card, title in CARDS.items()]

    @property
    def here(self) -> str:
        return self._address(self.card)

    def _address(self, card: str) -> str:
        profile = str(self.profile.public_id)
        return f"?{urlencode({'profil': profile, 'karta': card})}#profil-{profile}"


def open_profile(profile: ProfileView, opened: str, card: str) -> OpenProfile:
    """The card asked for, in the profile it was asked for; the roles elsewhere."""
    wanted = card if opened == str(profile.public_id) and card in CARDS else "role"
    return OpenProfile(profile, wanted)
