# SPDX-License-Identifier: EUPL-1.2
"""What sentences of checks call the codes of a unit."""

from django.utils import translation

from ssoz.registers.enums import ActivityCode, UnitCharacter, UnitKind, unit_names


def test_every_kind_and_character_has_a_name_in_both_languages() -> None:
    for language in ("pl", "en"):
        assert set(unit_names(language)["kind"]) == set(UnitKind.values)
        assert set(unit_names(language)["character"]) == set(UnitCharacter.values)
        assert set(unit_names(language)["activity_code"]) == set(ActivityCode.values)
        assert all(all(names.values()) for names in unit_names(language).values())


def test_names_are_those_of_the_language_asked_for_not_of_the_page() -> None:
    with translation.override("en"):
        assert unit_names("pl")["kind"]["hospital"] == "Szpital"
    with translation.override("pl"):
        assert unit_names("en")["kind"]["hospital"] == "Hospital"


def test_a_practice_is_called_by_its_code_in_the_register_and_by_its_kind() -> None:
    assert unit_names("pl")["activity_code"]["98"] == "98 – indywidualna"
    assert unit_names("en")["activity_code"]["98"] == "98 – individual"
