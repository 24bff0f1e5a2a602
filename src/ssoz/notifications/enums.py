# SPDX-License-Identifier: EUPL-1.2
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class MessageKind(TextChoices):
    """What a message is about; each has a template of the same name."""

    REPORT_RETURNED = "report_returned", _("Sprawozdanie zwrócone do korekty")
    REPORT_ACCEPTED = "report_accepted", _("Sprawozdanie zatwierdzone")
    CARDS_RETURNED = "cards_returned", _("Karty zwrócone do korekty")
    PETITION_DECIDED = "petition_decided", _("Zgłoszenie rozpatrzone")
    APPLICATION_APPROVED = "application_approved", _("Wniosek zatwierdzony")
    APPLICATION_REJECTED = "application_rejected", _("Wniosek odrzucony")
    ROLE_REVOKED = "role_revoked", _("Rola odebrana")
    PROFILE_BLOCKED = "profile_blocked", _("Profil zablokowany")
    PROFILE_UNBLOCKED = "profile_unblocked", _("Profil odblokowany")
    ATTACHMENT_UNSAFE = "attachment_unsafe", _("Niebezpieczny załącznik")
    ACCOUNT_ACTIVATED = "account_activated", _("Konto aktywne")
    ACCOUNT_REFUSED = "account_refused", _("Rejestracja odrzucona")
    PASSWORD_RESET = "password_reset", _("Zmiana hasła")
