# SPDX-License-Identifier: EUPL-1.2
"""The engine knows the kinds of units by heart."""

from engine.checks.codes import UNIT_KINDS
from ssoz.registers.enums import UnitKind


def test_the_engine_knows_the_kinds_of_units_that_the_register_has() -> None:
    assert tuple(UnitKind.values) == UNIT_KINDS
