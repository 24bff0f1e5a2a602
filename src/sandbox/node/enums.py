# SPDX-License-Identifier: EUPL-1.2
"""What one can sign in with, and how far a sign-in has come."""

from django.db import models
from django.utils.translation import gettext_lazy as _

LOA = "http://eidas.europa.eu/LoA/"
LOW, SUBSTANTIAL, HIGH = (LOA + level for level in ("low", "substantial", "high"))
LEVELS = (LOW, SUBSTANTIAL, HIGH)


class Means(models.TextChoices):
    """Identity means, in the order of the node's page."""

    TRUSTED_PROFILE = "pz", _("Profil zaufany")
    MOBYWATEL = "mobywatel", _("Aplikacja mObywatel")
    BANK = "bank", _("Bankowość elektroniczna")
    CARD = "edowod", _("e-Dowód")
    FOREIGN = "eid", "USE eID"
    DEMO = "demo", _("Osoby demonstracyjne")

    @property
    def says(self) -> str:
        """The line below the name."""
        return str(SAYS[self])

    @property
    def assurance(self) -> str:
        """How sure one can be of who it was."""
        return HIGH if self in {Means.MOBYWATEL, Means.CARD, Means.FOREIGN, Means.DEMO} else SUBSTANTIAL

    def suffices(self, level: str) -> bool:
        """Whether it reaches the level that was asked for."""
        return level in LEVELS and LEVELS.index(self.assurance) >= LEVELS.index(level)


SAYS = {
    Means.TRUSTED_PROFILE: _("Użyj loginu i hasła lub bankowości elektronicznej"),
    Means.MOBYWATEL: _("Skanuj kod QR za pomocą aplikacji mObywatel"),
    Means.BANK: _("Zaloguj się za pomocą bankowości elektronicznej"),
    Means.CARD: _("Użyj aplikacji mobilnej lub komputera z czytnikiem"),
    Means.FOREIGN: "Use your National eID to access online services",
    Means.DEMO: _("Jednym kliknięciem zostań osobą w wybranej roli i jednostce"),
}


class SignInState(models.TextChoices):
    """How far a sign-in has come."""

    WAITING = "waiting", "waiting"
    VOUCHED = "vouched", "vouched"
    ANSWERED = "answered", "answered"


class ApprovalState(models.TextChoices):
    """What the telephone said."""

    PENDING = "pending", "pending"
    APPROVED = "approved", "approved"
    REFUSED = "refused", "refused"
