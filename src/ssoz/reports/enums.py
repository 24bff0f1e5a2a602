# SPDX-License-Identifier: EUPL-1.2
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ReportStatus(TextChoices):
    TO_FILL = "to_fill", _("Do wypełnienia")
    TO_VERIFY = "to_verify", _("Do weryfikacji")
    TO_CORRECT = "to_correct", _("Do korekty")
    ACCEPTED = "accepted", _("Zatwierdzone")


class Party(TextChoices):
    """Whose turn it is, and who may make a move."""

    FILLER = "filler", _("wypełniający")
    SUPERVISOR = "supervisor", _("nadzorujący")
    ADMINISTRATOR = "administrator", _("administrator")
    NOBODY = "nobody", _("nikt")


class ReportKind(TextChoices):
    """Kinds of forms that reports answer, as the modules of the home page call them. Cards are not reports."""

    NONFINANCIAL = "nonfinancial", _("Sprawozdania niefinansowe")
    FINANCIAL = "financial", _("Sprawozdania finansowe")


class RemarkKind(TextChoices):
    """What is written at a cell: by whom and what for."""

    NOTE = "note", _("notatka")
    REMARK = "remark", _("uwaga nadzorującego")
    ANSWER = "answer", _("odpowiedź")
