# SPDX-License-Identifier: EUPL-1.2
"""A supervisor grants or refuses what a unit asked for; what follows from it is done in the same transaction."""

from collections.abc import Collection
from uuid import UUID

from django.db import transaction

from shared import clock
from shared.events import publish
from ssoz.access.actors import Actor
from ssoz.rounds.enums import PetitionKind, PetitionStatus
from ssoz.rounds.errors import PetitionNotFound
from ssoz.rounds.events import PetitionDecided
from ssoz.rounds.models import Petition, Questionnaire, Round
from ssoz.rounds.operations.answering import RELEASED_BY_ANSWERS, apply_answers
from ssoz.rounds.operations.petitioning import record_petition
from ssoz.rounds.operations.releasing import let_go
from ssoz.rounds.policies import check_can_decide, check_refusal, require_deciding_petition
from ssoz.rounds.queries import no_longer_following


def open_petition(*, by: Actor, petition: UUID) -> Petition:
    """The petition with its row locked, and the right to decide on it."""
    rows = Petition.objects.select_for_update(of=("self",)).select_related(
        "unit", "questionnaire", "obligation__unit", "obligation__round__edition"
    )
    row = rows.filter(public_id=petition).first()
    if row is None:
        raise PetitionNotFound
    require_deciding_petition(by, row)
    check_can_decide(by, row)
    return row


@transaction.atomic
def decide(*, by: Actor, petition: UUID, grant: bool, words: str) -> Petition:
    """Refuse with a reason, or grant what needs no look at reports: see `grant`."""
    row = open_petition(by=by, petition=petition)
    words = words.strip()
    if not grant:
        words = check_refusal(words)
    row.status = PetitionStatus.GRANTED if grant else PetitionStatus.REFUSED
    row.decided_at, row.decided_by, row.decision = clock.now(), by.person_name, words
    row.save(update_fields=["status", "decided_at", "decided_by", "decision"])
    record_petition(by, "petition_granted" if grant else "petition_refused", row, words)
    publish(PetitionDecided(row.public_id))
    return row


def grant(*, by: Actor, row: Petition, sent: Collection[int]) -> tuple[Round, ...]:
    """What was granted is done. `sent`: duties already answered, which stay. Returns rounds that need reports."""
    if row.kind == PetitionKind.MORE_TIME and row.obligation and row.until:
        row.obligation.due_on = row.until
        row.obligation.save(update_fields=["due_on"])
    elif row.kind == PetitionKind.NOT_APPLICABLE and row.obligation:
        let_go(by, row.obligation, row.reason)
    elif row.kind == PetitionKind.CHANGE and row.questionnaire:
        return _change(by, row, row.questionnaire, sent)
    return ()


def _change(by: Actor, row: Petition, questionnaire: Questionnaire, sent: Collection[int]) -> tuple[Round, ...]:
    done = apply_answers(by=by, unit=row.unit, questionnaire=questionnaire, answers=row.answers or {})
    dropped = no_longer_following(row.unit_id, questionnaire).select_related("unit", "round__edition")
    for obligation in dropped:
        if obligation.pk not in sent:
            let_go(by, obligation, RELEASED_BY_ANSWERS)
    return done.rounds
