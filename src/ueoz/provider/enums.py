# SPDX-License-Identifier: EUPL-1.2
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ClientEventKind(TextChoices):
    """What was done to a client or to the keys."""

    ADDED = "added", _("dodanie systemu")
    CHANGED = "changed", _("zmiana adresów lub uprawnień")
    SECRET = "secret", _("nowy sekret")
    DISABLED = "disabled", _("wyłączenie systemu")
    ENABLED = "enabled", _("włączenie systemu")
    CODE_REPLAYED = "code_replayed", _("powtórne użycie kodu")
    LOGOUT_REFUSED = "logout_refused", _("system odrzucił wylogowanie")
    KEY_MADE = "key_made", _("nowy klucz podpisujący")
    KEY_WITHDRAWN = "key_withdrawn", _("unieważnienie klucza")
    ADMINISTRATOR_GRANTED = "administrator_granted", _("nadanie uprawnień administratora")
    ADMINISTRATOR_REVOKED = "administrator_revoked", _("odebranie uprawnień administratora")
