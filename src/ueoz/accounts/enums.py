# SPDX-License-Identifier: EUPL-1.2
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class AccountState(TextChoices):
    """What an account is good for."""

    TO_VERIFY = "to_verify", _("czeka na potwierdzenie adresu e-mail")
    ACTIVE = "active", _("aktywne")
    BLOCKED = "blocked", _("zablokowane")


class SessionEnd(TextChoices):
    """Why a session is over."""

    SIGNED_OUT = "signed_out", _("wylogowanie")
    ENDED_ELSEWHERE = "ended_elsewhere", _("zakończona z innego urządzenia")
    CLIENT_ASKED = "client_asked", _("wylogowanie w systemie")
    SIGNED_IN_AGAIN = "signed_in_again", _("ponowne logowanie")
    IDLE = "idle", _("30 minut bezczynności")
    TOO_LONG = "too_long", _("12 godzin od zalogowania")
    BLOCKED = "blocked", _("zablokowanie konta")


class EventKind(TextChoices):
    """What happened to an account."""

    CREATED = "created", _("utworzenie konta")
    TAKEN_IN = "taken_in", _("przyjęcie konta z pliku")
    MIGRATED = "migrated", _("przeniesienie konta z e-PLOZ")
    LETTER_ASKED = "letter_asked", _("wysłanie wiadomości z linkiem")
    ACTIVATED = "activated", _("aktywacja konta")
    EMAIL_CHANGED = "email_changed", _("zmiana adresu e-mail")
    SIGNED_IN = "signed_in", _("zalogowanie")
    CLIENT_ENTERED = "client_entered", _("wejście do systemu")
    SESSION_ENDED = "session_ended", _("koniec sesji")
    BLOCKED = "blocked", _("zablokowanie konta")
    UNBLOCKED = "unblocked", _("odblokowanie konta")
    HELP_DESK_GRANTED = "help_desk_granted", _("nadanie uprawnień działu obsługi")
    HELP_DESK_REVOKED = "help_desk_revoked", _("odebranie uprawnień działu obsługi")
    HELP_DESK_LOOKED = "help_desk_looked", _("wyszukiwanie w dziale obsługi")
