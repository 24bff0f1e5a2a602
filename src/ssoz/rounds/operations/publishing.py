# SPDX-License-Identifier: EUPL-1.2
"""Questionnaires are published as forms are: a file is taken in whole or not at all."""

from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from engine.checks.assigning import compile_questionnaire
from shared.clock import now
from ssoz.access.actors import SYSTEM, Actor
from ssoz.access.permissions import Permission
from ssoz.access.policies import require
from ssoz.audit.operations import record
from ssoz.rounds.errors import QuestionnaireAnswered
from ssoz.rounds.models import Questionnaire

FOLDER = Path(__file__).resolve().parents[4] / "forms" / "questionnaire"


@transaction.atomic
def publish_questionnaire(*, by: Actor, text: str, path: str = "") -> Questionnaire:
    """Take in one file; raises DefinitionError with all its problems. Once units have answered, it stands as it is."""
    require(by, Permission.DICTIONARY_MANAGE)
    ready = compile_questionnaire(text, path)
    definition = ready.definition
    row = Questionnaire.objects.select_for_update().filter(year=definition.year).first()
    if row is not None and row.digest == definition.digest:
        return row
    if row is not None and row.answers.exists():
        raise QuestionnaireAnswered(
            _("Na ankietę za %(year)d już odpowiadano, nie można jej zmienić.") % {"year": row.year}
        )
    row = row or Questionnaire(year=definition.year)
    row.asked_from, row.source, row.path = definition.asked_from, text, path
    row.digest, row.governs, row.published_at = definition.digest, sorted(ready.governs), now()
    row.save()
    data = {"year": row.year, "digest": row.digest}
    record(by=by, action="questionnaire_published", object_type="questionnaire", object_id=str(row.year), data=data)
    return row


@transaction.atomic
def load_questionnaires(*, by: Actor = SYSTEM, folder: Path = FOLDER) -> tuple[Questionnaire, ...]:
    """Publish all files of the folder; those already answered stand as they are."""
    answered = set(Questionnaire.objects.filter(answers__isnull=False).values_list("path", flat=True))
    files = {f"forms/questionnaire/{file.name}": file for file in sorted(folder.glob("*.yaml"))}
    return tuple(
        publish_questionnaire(by=by, text=file.read_text(encoding="utf-8"), path=path)
        for path, file in files.items()
        if path not in answered
    )
