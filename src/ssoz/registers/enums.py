# SPDX-License-Identifier: EUPL-1.2
"""Kinds of units and what each kind is for."""

from collections.abc import Mapping, Sequence
from functools import cache

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override


class UnitCharacter(TextChoices):
    CENTRAL = "central", _("centralna")
    SUPERVISING = "supervising", _("nadzorująca")
    REPORTING = "reporting", _("sprawozdawcza")
    BOTH = "both", _("nadzorująca i sprawozdawcza")


class UnitKind(TextChoices):
    HOSPITAL = "hospital", _("Szpital")
    ENTITY = "entity", _("Podmiot leczniczy")
    PRACTICE_DOCTOR = "practice_doctor", _("Praktyka lekarza")
    PRACTICE_DENTIST = "practice_dentist", _("Praktyka lekarza dentysty")
    PRACTICE_NURSE = "practice_nurse", _("Praktyka pielęgniarki")
    PRACTICE_MIDWIFE = "practice_midwife", _("Praktyka położnej")
    PRACTICE_PHYSIOTHERAPIST = "practice_physiotherapist", _("Praktyka fizjoterapeuty")
    BLOOD_CENTRE = "blood_centre", _("Regionalne centrum krwiodawstwa i krwiolecznictwa")
    OCCUPATIONAL_CENTRE = "occupational_centre", _("Wojewódzki ośrodek medycyny pracy")
    VOIVODESHIP_OFFICE = "voivodeship_office", _("Urząd wojewódzki")
    PSYCHIATRY_INSTITUTE = "psychiatry_institute", _("Instytut Psychiatrii i Neurologii")
    ADDICTION_CENTRE = "addiction_centre", _("Krajowe Centrum Przeciwdziałania Uzależnieniom")
    EHEALTH_CENTRE = "ehealth_centre", _("Centrum e-Zdrowia")
    MINISTRY = "ministry", _("Ministerstwo")
    STATISTICAL_OFFICE = "statistical_office", _("Urząd statystyczny")


PRACTICES = frozenset(kind for kind in UnitKind if kind.value.startswith("practice_"))

_CHARACTERS: dict[str, UnitCharacter] = {
    UnitKind.VOIVODESHIP_OFFICE: UnitCharacter.SUPERVISING,
    UnitKind.PSYCHIATRY_INSTITUTE: UnitCharacter.SUPERVISING,
    UnitKind.ADDICTION_CENTRE: UnitCharacter.SUPERVISING,
    UnitKind.EHEALTH_CENTRE: UnitCharacter.CENTRAL,
    UnitKind.MINISTRY: UnitCharacter.CENTRAL,
    UnitKind.STATISTICAL_OFFICE: UnitCharacter.CENTRAL,
}


def usual_character(kind: str) -> UnitCharacter:
    """What units of this kind are for, unless the register says otherwise."""
    return _CHARACTERS.get(kind, UnitCharacter.REPORTING)


class ActivityCode(TextChoices):
    """Codes of practices in the register of entities performing health activity (RPWDL)."""

    C93 = "93", _("indywidualna wyłącznie w zakładzie leczniczym")
    C94 = "94", _("indywidualna specjalistyczna wyłącznie w zakładzie leczniczym")
    C95 = "95", _("indywidualna wyłącznie w miejscu wezwania")
    C96 = "96", _("indywidualna specjalistyczna wyłącznie w miejscu wezwania")
    C97 = "97", _("grupowa")
    C98 = "98", _("indywidualna")
    C99 = "99", _("indywidualna specjalistyczna")


@cache
def unit_names(language: str) -> Mapping[str, Mapping[str, str]]:
    """Labels of the codes that checks know of a unit, for their sentences: field → code → label."""
    with override(language):
        practices = [(code, f"{code} – {label}") for code, label in ActivityCode.choices]
        known: dict[str, Sequence[tuple[str, object]]] = {
            "kind": UnitKind.choices,
            "character": UnitCharacter.choices,
            "activity_code": practices,
        }
        return {field: {code: str(label) for code, label in choices} for field, choices in known.items()}


COMMUNES = "teryt-communes"  # communes and their parts as forms name their list, made from the territory


class AreaLevel(TextChoices):
    COUNTRY = "country", _("kraj")
    VOIVODESHIP = "voivodeship", _("województwo")
    COUNTY = "county", _("powiat")
    COMMUNE = "commune", _("gmina")
    PART = "part", _("część gminy")
