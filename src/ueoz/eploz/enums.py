# SPDX-License-Identifier: EUPL-1.2
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class CaseState(TextChoices):
    """Where a migration stands."""

    SEARCHING = "searching", _("wyszukiwanie")
    FAILED = "failed", _("wyszukiwanie nie powiodło się")
    FOUND = "found", _("znaleziono konto")
    NOT_FOUND = "not_found", _("nie znaleziono konta")
    MISMATCH = "mismatch", _("dane się nie zgadzają")
    COMPLETED = "completed", _("utworzono konto")
    ABANDONED = "abandoned", _("przerwano")


class Code(TextChoices):
    """What people tell the help desk."""

    NOT_FOUND = "Z02", _("Nie odnaleziono w ePLOZ konta o podanym numerze PESEL")
    MISMATCH = "Z08", _("Wystąpił błąd w trakcie weryfikacji konta")


OPEN = (CaseState.SEARCHING, CaseState.FAILED, CaseState.FOUND, CaseState.NOT_FOUND, CaseState.MISMATCH)
OUTCOMES = (CaseState.FOUND, CaseState.NOT_FOUND, CaseState.MISMATCH)
