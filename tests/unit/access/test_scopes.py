# SPDX-License-Identifier: EUPL-1.2
"""How far a permission reaches."""

from dataclasses import dataclass

import pytest

from ssoz.access.actors import SYSTEM, Actor, visitor
from ssoz.access.errors import Forbidden
from ssoz.access.permissions import Permission
from ssoz.access.policies import require
from ssoz.access.scopes import EVERYTHING, NOTHING, Scope, scope
from ssoz.registers.enums import UnitKind

READ, VERIFY = Permission.REPORT_READ_NONFINANCIAL, Permission.REPORT_VERIFY_NONFINANCIAL
FILL, BEHALF = Permission.REPORT_FILL_NONFINANCIAL, Permission.REPORT_FILL_ON_BEHALF_NONFINANCIAL


@dataclass(frozen=True)
class Place:
    pk: int
    voivodeship: str
    character: str = "reporting"


OWN, NEAR, FAR = Place(1, "14"), Place(2, "14"), Place(3, "02")


def somebody(*roles: str, kind: str = UnitKind.HOSPITAL) -> Actor:
    return Actor(person_id=1, profile_id=1, unit_id=OWN.pk, unit_kind=kind, voivodeship="14", roles=roles)


def reached(actor: Actor, permission: Permission, subject: str = "general") -> list[int]:
    reach = scope(actor, permission)
    return [place.pk for place in (OWN, NEAR, FAR) if reach.covers(unit=place, subject=subject)]


@pytest.mark.parametrize(
    ("role", "kind", "permission", "subject", "expected"),
    [
        ("reporter_nonfinancial", UnitKind.HOSPITAL, READ, "general", [1]),
        ("reporter_nonfinancial", UnitKind.HOSPITAL, READ, "psychiatry", [1]),
        ("supervisor_nonfinancial", UnitKind.VOIVODESHIP_OFFICE, VERIFY, "general", [1, 2]),
        ("supervisor_nonfinancial", UnitKind.VOIVODESHIP_OFFICE, VERIFY, "psychiatry", [1, 2]),
        ("supervisor_nonfinancial", UnitKind.PSYCHIATRY_INSTITUTE, VERIFY, "general", []),
        ("supervisor_nonfinancial", UnitKind.PSYCHIATRY_INSTITUTE, VERIFY, "psychiatry", [1, 2, 3]),
        ("supervisor_nonfinancial", UnitKind.ADDICTION_CENTRE, VERIFY, "psychiatry", []),
        ("supervisor_nonfinancial", UnitKind.ADDICTION_CENTRE, VERIFY, "addiction", [1, 2, 3]),
        ("supervisor_nonfinancial", UnitKind.HOSPITAL, VERIFY, "general", []),
        ("uw_admin", UnitKind.VOIVODESHIP_OFFICE, FILL, "general", [1]),
        ("uw_admin", UnitKind.VOIVODESHIP_OFFICE, BEHALF, "general", [1, 2]),
        ("ipin_admin", UnitKind.PSYCHIATRY_INSTITUTE, FILL, "general", [1]),
        ("ipin_admin", UnitKind.PSYCHIATRY_INSTITUTE, READ, "general", [1]),
        ("ipin_admin", UnitKind.PSYCHIATRY_INSTITUTE, BEHALF, "general", []),
        ("ipin_admin", UnitKind.PSYCHIATRY_INSTITUTE, Permission.USER_MANAGE, "general", [1]),
        ("cez_admin", UnitKind.EHEALTH_CENTRE, VERIFY, "general", [1, 2, 3]),
        ("cez_admin", UnitKind.EHEALTH_CENTRE, FILL, "general", [1]),
        ("cez_staff", UnitKind.EHEALTH_CENTRE, Permission.REPORT_FIND, "general", [1, 2, 3]),
        ("cez_staff", UnitKind.EHEALTH_CENTRE, READ, "general", []),
    ],
)
def test_a_role_reaches(role: str, kind: str, permission: Permission, subject: str, expected: list[int]) -> None:
    assert reached(somebody(role, kind=kind), permission, subject) == expected


def test_roles_of_a_unit_that_supervises_and_reports_add_up_without_mixing() -> None:
    both = somebody("supervisor_nonfinancial", "reporter_nonfinancial", kind=UnitKind.PSYCHIATRY_INSTITUTE)
    assert reached(both, READ, "general") == [1]
    assert reached(both, READ, "psychiatry") == [1, 2, 3]
    assert reached(both, VERIFY, "general") == []


def test_nobody_reaches_anything_without_a_profile() -> None:
    assert scope(visitor("192.0.2.1"), *Permission) == NOTHING
    assert scope(SYSTEM, READ) == EVERYTHING


def test_any_of_several_permissions_is_enough() -> None:
    assert scope(somebody("reporter_nonfinancial"), Permission.REPORT_FIND, READ) == Scope(units=frozenset({1}))


def test_require_passes_in_silence_and_refuses_with_a_sentence() -> None:
    reporter = somebody("reporter_nonfinancial")
    require(reporter, READ)
    require(reporter, READ, unit=OWN, subject="general")
    with pytest.raises(Forbidden, match="nie obejmuje tej jednostki"):
        require(reporter, READ, unit=NEAR)
    with pytest.raises(Forbidden, match="Weryfikacja sprawozdań niefinansowych"):
        require(reporter, VERIFY, unit=OWN)
    with pytest.raises(Forbidden):
        require(visitor(None), READ)


def test_naming_only_the_subject_asks_for_the_subject() -> None:
    institute = somebody("ipin_admin", kind=UnitKind.PSYCHIATRY_INSTITUTE)
    require(institute, READ, subject="psychiatry")
    with pytest.raises(Forbidden):
        require(institute, READ, subject="addiction")


def test_a_scope_is_a_condition_for_lists() -> None:
    assert not EVERYTHING.as_q()
    q = str(Scope(units=frozenset({1}), voivodeships=frozenset({"14"}), subjects=frozenset({"x"})).as_q(subject="s"))
    assert "('unit_id__in', [1])" in q
    assert "('unit__voivodeship__in', ['14'])" in q
    assert "('s__in', ['x'])" in q
    assert "('pk__in', [1])" in str(Scope(units=frozenset({1})).as_q(unit=""))
