# SPDX-License-Identifier: EUPL-1.2
"""What checks ask of a unit is what the register says of it."""

from engine.checks.resolve import UNIT_FIELDS
from ssoz.registers.models import Unit
from ssoz.reports.queries.findings import fields_of

UNIT = Unit(
    kind="hospital",
    character="reporting",
    teryt="1465011",
    activity_code="07",
    register_number="000000012345",
    regon="123456785",
    nip="1234563218",
    attributes={"beds": 120},
)
UNIT.voivodeship = "14"


def test_every_field_of_the_language_is_known() -> None:
    assert fields_of(UNIT, UNIT_FIELDS).keys() == UNIT_FIELDS.keys()


def test_numbers_of_the_registers_keep_their_zeros() -> None:
    found = fields_of(UNIT, ("nip", "regon", "register_number"))
    assert found == {"nip": "1234563218", "regon": "123456785", "register_number": "000000012345"}


def test_what_the_register_does_not_know_is_blank() -> None:
    unknown = Unit(teryt="1465011")
    unknown.voivodeship = "14"
    assert fields_of(unknown, ("nip", "regon", "register_number", "beds")) == {}


def test_only_what_is_asked_for_is_told() -> None:
    assert fields_of(UNIT, ["nip"]) == {"nip": "1234563218"}
