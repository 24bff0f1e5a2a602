# SPDX-License-Identifier: EUPL-1.2
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class CardKind(TextChoices):
    """Field 0a: of a patient who has left, or of one who was there on 31 December."""

    DISCHARGE = "1", _("wypis")
    STOCK = "2", _("stan 31 grudnia")


class CardStatus(TextChoices):
    OPEN = "open", _("Otwarta")
    CLOSED = "closed", _("Zamknięta")
    TO_VERIFY = "to_verify", _("Do weryfikacji")
    TO_CORRECT = "to_correct", _("Do korekty")
    ACCEPTED = "accepted", _("Zatwierdzona")
    VOID = "void", _("Unieważniona")

    @property
    def of_many(self) -> str:
        """How a list of such cards is called."""
        return str(MANY.get(self, self.label))


MANY = {
    CardStatus.OPEN: _("Otwarte"),
    CardStatus.CLOSED: _("Zamknięte"),
    CardStatus.ACCEPTED: _("Zatwierdzone"),
    CardStatus.VOID: _("Unieważnione"),
}


class Party(TextChoices):
    """Whose turn it is, and who may make a move."""

    FILLER = "filler", _("wypełniający")
    SUPERVISOR = "supervisor", _("nadzorujący")
    ADMINISTRATOR = "administrator", _("administrator")
    NOBODY = "nobody", _("nikt")


class UploadStatus(TextChoices):
    """A file of cards: being read, shown with its problems, taken in, or put away."""

    READING = "reading", _("sprawdzanie")
    READY = "ready", _("do zatwierdzenia")
    REFUSED = "refused", _("nieczytelny")
    TAKEN = "taken", _("wczytany")
    DROPPED = "dropped", _("porzucony")
