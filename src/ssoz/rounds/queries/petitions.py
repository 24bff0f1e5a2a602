# SPDX-License-Identifier: EUPL-1.2
"""What units ask for: their own petitions, and those that wait for a supervisor."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from engine.checks.assigning import Following
from ssoz.access.actors import Actor
from ssoz.access.permissions import for_kind
from ssoz.access.scopes import scope
from ssoz.catalogue.enums import FormKind
from ssoz.registers.queries import register_facts
from ssoz.rounds.enums import PetitionStatus
from ssoz.rounds.errors import PetitionNotFound
from ssoz.rounds.models import Obligation, Petition
from ssoz.rounds.policies import OVER_ANSWERS
from ssoz.rounds.queries.questionnaires import ready


def _rows() -> QuerySet[Petition]:
    return Petition.objects.select_related(
        "unit", "questionnaire", "obligation__unit", "obligation__round__edition"
    ).defer("obligation__round__edition__source", "obligation__round__edition__lists")


def _decided_by(actor: Actor) -> Q:
    """Those this person decides about."""
    found = Q(questionnaire__isnull=False) & scope(actor, OVER_ANSWERS).as_q()
    for kind in FormKind.values:
        reach = scope(actor, for_kind("REPORT_VERIFY", kind))
        subject = "obligation__round__edition__subject"
        found |= Q(obligation__round__edition__kind=kind) & reach.as_q(subject=subject)
    return found


def petitions_to_decide(actor: Actor, status: str = PetitionStatus.PENDING) -> QuerySet[Petition]:
    """Of others, the longest waiting first; those decided the latest first."""
    rows = _rows().filter(_decided_by(actor)).exclude(unit=actor.unit_id or 0)
    rows = rows.filter(status=status) if status else rows
    return rows.order_by("at", "pk") if status == PetitionStatus.PENDING else rows.order_by("-at", "-pk")


def waiting_petitions(actor: Actor) -> int:
    rows = Petition.objects.filter(_decided_by(actor), status=PetitionStatus.PENDING)
    return rows.exclude(unit=actor.unit_id or 0).count()


def petitions_of(unit: int) -> QuerySet[Petition]:
    """All that a unit ever asked for, newest first."""
    return _rows().filter(unit=unit)


def petitions_about(obligations: Iterable[Obligation]) -> Mapping[int, list[Petition]]:
    """Obligation → what was asked about it, newest first."""
    found: dict[int, list[Petition]] = {}
    for row in Petition.objects.filter(obligation__in=[one.pk for one in obligations]):
        found.setdefault(row.obligation_id or 0, []).append(row)
    return found


def petition_for(actor: Actor, public_id: UUID) -> Petition:
    """One that this person decides about, or that their own unit made."""
    found = _rows().filter(_decided_by(actor) | Q(unit=actor.unit_id or 0), public_id=public_id).first()
    if found is None:
        raise PetitionNotFound
    return found


@dataclass(frozen=True)
class Change:
    """What other answers would come to."""

    questions: tuple[tuple[str, bool, bool], ...]  # code, as it is, as it should be
    added: tuple[Following, ...]
    dropped: tuple[Following, ...]


def changes(petition: Petition) -> Change | None:
    """What a petition for other answers would change; None for any other petition."""
    if petition.questionnaire is None:
        return None
    compiled, facts = ready(petition.questionnaire), register_facts(petition.unit)
    before: Mapping[str, bool] = petition.before or {}
    after: Mapping[str, bool] = petition.answers or {}
    was, will = compiled.follows(before, facts), compiled.follows(after, facts)
    had, has = {one.form for one in was}, {one.form for one in will}
    return Change(
        tuple((code, bool(before.get(code)), bool(after[code])) for code in after if before.get(code) != after[code]),
        tuple(one for one in will if one.form not in had),
        tuple(one for one in was if one.form not in has),
    )
