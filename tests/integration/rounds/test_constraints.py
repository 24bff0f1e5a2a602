# SPDX-License-Identifier: EUPL-1.2
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from shared import clock
from ssoz.rounds.models import Obligation, Petition, Round
from ssoz.rounds.operations import ask_for_time
from tests.factories import registers
from tests.factories.duties import owing
from tests.factories.reports import filler, round_of, tiny

pytestmark = pytest.mark.django_db


def refused(constraint: str, write: Callable[[], object]) -> bool:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        write()
    return True


GOOD: list[dict[str, Any]] = [
    {"status": "closed"},
    {"status": "opening"},
    {"version": "preliminary"},
    {"period_end": date(2025, 1, 1)},
    {"opens_on": date(2026, 2, 25), "closes_on": date(2026, 2, 25)},
]
BAD: list[tuple[str, dict[str, Any]]] = [
    ("round_status_known", {"status": "lost"}),
    ("round_version_known", {"version": "provisional"}),
    ("round_period_in_order", {"period_end": date(2024, 12, 31)}),
    ("round_dates_in_order", {"opens_on": date(2026, 2, 26)}),
    ("round_dates_in_order", {"closes_on": date(2026, 2, 24)}),
]


@pytest.mark.parametrize("values", GOOD)
def test_sense_is_let_in(values: dict[str, Any]) -> None:
    assert Round.objects.filter(pk=round_of(tiny()).pk).update(**values) == 1


@pytest.mark.parametrize(("constraint", "values"), BAD)
def test_nonsense_is_refused(constraint: str, values: dict[str, Any]) -> None:
    round = round_of(tiny())
    assert refused(constraint, lambda: Round.objects.filter(pk=round.pk).update(**values))


def test_an_edition_is_asked_once_per_period() -> None:
    round = round_of(tiny())
    days = {name: getattr(round, name) for name in ("period_end", "opens_on", "due_on", "closes_on")}
    assert Round.objects.create(edition=round.edition, period_start=date(2025, 7, 1), **days).pk
    for version in ("preliminary", "final"):
        assert Round.objects.create(edition=round.edition, period_start=round.period_start, version=version, **days).pk
    assert refused(
        "round_once_per_edition_period_and_version",
        lambda: Round.objects.create(edition=round.edition, period_start=round.period_start, **days),
    )


def test_a_unit_owes_a_round_once_and_for_a_known_reason() -> None:
    round, unit = round_of(tiny()), registers.unit()
    owed = {"round": round, "due_on": round.due_on}
    assert Obligation.objects.create(unit=unit, **owed)
    assert Obligation.objects.create(unit=registers.unit(), reason="assigned", note="Przejęła przychodnię", **owed)
    assert refused("obligation_once_per_round_and_unit", lambda: Obligation.objects.create(unit=unit, **owed))
    assert refused(
        "obligation_reason_known", lambda: Obligation.objects.create(unit=registers.unit(), reason="whim", **owed)
    )
    assert refused(
        "obligation_assigned_with_reason",
        lambda: Obligation.objects.create(unit=registers.unit(), reason="assigned", **owed),
    )
    assert refused(
        "obligation_released_with_reason", lambda: Obligation.objects.filter(unit=unit).update(released_at=clock.now())
    )


PETITIONS: list[tuple[str, dict[str, Any]]] = [
    ("petition_kind_known", {"kind": "plea", "until": None}),
    ("petition_status_known", {"status": "lost", "decided_at": datetime(2026, 2, 1, tzinfo=UTC)}),
    ("petition_has_reason", {"reason": ""}),
    ("petition_about_one_thing", {"obligation": None}),
    ("petition_for_change_says_which", {"answers": {"nfz": True}}),
    ("petition_for_time_says_until_when", {"until": date(2026, 2, 1)}),
    ("petition_for_time_says_until_when", {"until": None}),
    ("petition_decided_has_date", {"status": "granted"}),
    ("petition_refused_with_reason", {"status": "refused", "decided_at": datetime(2026, 2, 1, tzinfo=UTC)}),
]


@pytest.mark.parametrize(("constraint", "values"), PETITIONS)
def test_nonsense_in_a_petition_is_refused(constraint: str, values: dict[str, Any]) -> None:
    made = a_petition()
    assert refused(constraint, lambda: Petition.objects.filter(pk=made.pk).update(**values))


def test_the_same_is_asked_once_at_a_time() -> None:
    made = a_petition()
    again = {"kind": made.kind, "unit": made.unit, "obligation": made.obligation, "reason": "Jeszcze raz"}
    days = {"at": clock.now(), "due_on": made.due_on, "until": made.until}
    assert refused("petition_once_about_an_obligation", lambda: Petition.objects.create(**again, **days))
    Petition.objects.update(status="withdrawn", decided_at=clock.now())
    assert Petition.objects.create(**again, **days)


def a_petition() -> Petition:
    duty = owing()
    with clock.frozen(date(2026, 2, 1)):
        return ask_for_time(by=filler(duty.unit), obligation=duty, until=date(2026, 3, 10), reason="Urlop")
