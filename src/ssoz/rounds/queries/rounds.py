# SPDX-License-Identifier: EUPL-1.2
"""Reading rounds."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.db.models.functions import ExtractYear

from ssoz.rounds.enums import RoundStatus
from ssoz.rounds.errors import RoundNotFound
from ssoz.rounds.models import Questionnaire, Round
from ssoz.rounds.periods import period_words


def rounds() -> QuerySet[Round]:
    """All rounds with the number of their obligations, newest period first."""
    return (
        Round.objects.select_related("edition")
        .defer("edition__source", "edition__lists")
        .annotate(owed=Count("obligations"))
        .order_by("-period_start", "due_on", "pk")
    )


@dataclass(frozen=True)
class Asked:
    """A round as everybody is told of it."""

    due_on: date
    period: str
    version: str


def asked_of(editions: Iterable[int]) -> Mapping[int, list[Asked]]:
    """Rounds of each of the editions, the first due first."""
    found: dict[int, list[Asked]] = {}
    for one in Round.objects.filter(edition__in=editions).order_by("due_on", "pk"):
        period = period_words(one.period_start, one.period_end)
        found.setdefault(one.edition_id, []).append(Asked(one.due_on, period, one.get_version_display()))
    return found


def rounds_opening() -> Iterator[UUID]:
    """Rounds that somebody began to open."""
    yield from Round.objects.filter(status=RoundStatus.OPENING).values_list("public_id", flat=True)


def rounds_by_answers() -> Iterator[UUID]:
    """Open rounds of forms that are owed because of answers to a questionnaire."""
    governed = Questionnaire.objects.filter(
        year=ExtractYear(OuterRef("period_end")), governs__contains=[OuterRef("edition__form")]
    )
    found = Round.objects.filter(Exists(governed), status=RoundStatus.OPEN)
    yield from found.order_by("pk").values_list("public_id", flat=True)


def round_for(public_id: UUID) -> Round:
    try:
        return rounds().get(public_id=public_id)
    except Round.DoesNotExist:
        raise RoundNotFound from None
