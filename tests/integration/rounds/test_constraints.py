# SPDX-License-Identifier: EUPL-1.2
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from ssoz.rounds.models import Obligation, Round
from tests.factories import registers
from tests.factories.reports import round_of, tiny

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
    assert Obligation.objects.create(unit=registers.unit(), reason="assigned", **owed)
    assert refused("obligation_once_per_round_and_unit", lambda: Obligation.objects.create(unit=unit, **owed))
    assert refused(
        "obligation_reason_known", lambda: Obligation.objects.create(unit=registers.unit(), reason="whim", **owed)
    )
