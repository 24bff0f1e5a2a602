# SPDX-License-Identifier: EUPL-1.2
import pytest

from ssoz.registers.enums import UnitCharacter, UnitKind
from ssoz.registers.models import Unit
from tests.factories.registers import unit

pytestmark = pytest.mark.django_db


def test_a_unit_gets_its_voivodeship_from_its_teryt_code() -> None:
    assert unit(voivodeship="30").voivodeship == "30"


def test_a_unit_gets_the_usual_character_of_its_kind() -> None:
    assert unit(kind=UnitKind.HOSPITAL).character == UnitCharacter.REPORTING
    assert unit(kind=UnitKind.VOIVODESHIP_OFFICE).character == UnitCharacter.SUPERVISING
    assert unit(kind=UnitKind.EHEALTH_CENTRE).character == UnitCharacter.CENTRAL


def test_a_renamed_unit_is_found_by_its_new_name() -> None:
    renamed = unit(name="Przychodnia stara")
    renamed.name = "Przychodnia „Żółw”"
    renamed.save(update_fields=["name"])
    assert Unit.objects.get(name_key="przychodnia zolw").pk == renamed.pk


def test_the_address_fits_on_one_line() -> None:
    made = unit(street="Wąska", building="3", apartment="7", postal_code="61-234", city="Poznań", voivodeship="30")
    assert made.address == "Wąska 3/7, 61-234 Poznań"
