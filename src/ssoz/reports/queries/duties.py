# SPDX-License-Identifier: EUPL-1.2
"""What units owe, duty by duty, with the report that answers it: for one unit, or for all profiles of a person."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from shared import clock
from shared.design.formatting import is_polish
from ssoz.access.actors import Actor
from ssoz.access.permissions import Permission, for_kind
from ssoz.access.queries import active_profiles
from ssoz.access.roles import permissions_of
from ssoz.catalogue.enums import FormKind
from ssoz.registers.models import Unit
from ssoz.reports.enums import ReportStatus
from ssoz.reports.models import Report
from ssoz.rounds.enums import RoundStatus
from ssoz.rounds.models import Obligation, Round
from ssoz.rounds.periods import period_words
from ssoz.rounds.queries import Why, reasons

WAITING = (ReportStatus.TO_FILL, ReportStatus.TO_CORRECT)
HEAVY = ("report__answers", "report__packed", "round__edition__source", "round__edition__lists")


@dataclass(frozen=True, kw_only=True)
class Duty:
    """One form that a unit owes in a round. A form of single records (cards) has no report of its own."""

    obligation: Obligation
    report: Report | None
    why: Why
    profile: UUID | None = None
    handed_in: bool = False  # of cards, which `ssoz.cards` alone can tell: `with_deliveries`

    @property
    def unit(self) -> Unit:
        return self.obligation.unit

    @property
    def round(self) -> Round:
        return self.obligation.round

    @property
    def form(self) -> str:
        return self.round.form

    @property
    def title(self) -> str:
        edition = self.round.edition
        return edition.title if is_polish() else edition.title_en or edition.title

    @property
    def period(self) -> str:
        return period_words(self.round.period_start, self.round.period_end)

    @property
    def due_on(self) -> date:
        return self.obligation.due_on

    @property
    def status(self) -> str:
        return self.report.status if self.report else ""

    @property
    def is_card(self) -> bool:
        """Filed card by card, all year round: the day is that of the yearly state."""
        return self.round.edition.kind == FormKind.CARD

    @property
    def is_released(self) -> bool:
        return self.obligation.released_at is not None

    @property
    def waits(self) -> bool:
        """Whether the unit has something to do about it."""
        has_turn = self.report is None or self.report.status in WAITING
        has_turn = has_turn and not self.handed_in and not self.is_released
        return has_turn and self.round.status == RoundStatus.OPEN

    @property
    def is_late(self) -> bool:
        return self.waits and self.due_on < clock.today()

    @property
    def was_sent(self) -> bool:
        return self.handed_in or (self.report is not None and self.report.status != ReportStatus.TO_FILL)


@dataclass(frozen=True)
class _Owed:
    """A duty as `reasons` asks for it."""

    obligation: Obligation

    @property
    def round(self) -> Round:
        return self.obligation.round

    @property
    def unit(self) -> Unit:
        return self.obligation.unit


def own_duties(actor: Actor, among: Collection[str] = FormKind.values) -> list[Duty]:
    """Of the actor's unit, of the kinds this profile reads; what is over stands last."""
    kinds = [kind for kind in _kinds(permissions_of(actor.roles)) if kind in among]
    return _duties(Obligation.objects.filter(unit=actor.unit_id or 0, round__edition__kind__in=kinds))


def duty_in(actor: Actor, *, round: UUID) -> Duty | None:
    """The actor's unit in this round."""
    kinds = _kinds(permissions_of(actor.roles))
    rows = Obligation.objects.filter(unit=actor.unit_id or 0, round__public_id=round, round__edition__kind__in=kinds)
    return next(iter(_duties(rows)), None)


def duties_of_unit(unit: Unit) -> list[Duty]:
    """Everything a unit owes or was released from."""
    return _duties(Obligation.objects.filter(unit=unit))


def duties_of_person(person_id: int) -> list[Duty]:
    """Of all units the person works in now, each with the profile that opens it. Released ones are left out."""
    reach, profiles = Q(pk__in=()), {}
    for profile in active_profiles(person_id):
        kinds = _kinds(permissions_of(tuple(sorted(profile.codes))))  # type: ignore[attr-defined]  # annotated
        reach |= Q(unit=profile.unit_id, round__edition__kind__in=kinds)
        profiles[profile.unit_id] = profile.public_id
    return _duties(Obligation.objects.filter(reach, released_at=None), profiles)


def _kinds(held: Collection[Permission]) -> list[str]:
    return [kind for kind in FormKind.values if for_kind("REPORT_READ", kind) in held]


def _duties(rows: QuerySet[Obligation], profiles: dict[int, UUID] | None = None) -> list[Duty]:
    """What waits first, by due date."""
    rows = rows.exclude(round__status=RoundStatus.PLANNED).exclude(round__status=RoundStatus.OPENING)
    found = list(rows.select_related("unit", "round__edition", "report").defer(*HEAVY))
    why = reasons(map(_Owed, found))
    made = [
        Duty(
            obligation=row,
            report=getattr(row, "report", None),
            why=why[row.pk],
            profile=(profiles or {}).get(row.unit_id),
        )
        for row in found
    ]
    return in_order(made)


def in_order(duties: Iterable[Duty]) -> list[Duty]:
    return sorted(duties, key=_order)


def _order(duty: Duty) -> tuple[bool, bool, date, str, str]:
    return (duty.is_released, not duty.waits, duty.due_on, duty.form, duty.unit.name_key)


def still_waiting(duties: Iterable[Duty]) -> list[Duty]:
    return [duty for duty in duties if duty.waits]
