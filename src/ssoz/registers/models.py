# SPDX-License-Identifier: EUPL-1.2
"""Units, territory, code lists. What holds only for a time carries its first and last day."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeBoundary, RangeOperators
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.base import ModelBase
from django.db.models.functions import Substr
from django.utils.translation import gettext_lazy as _

from ssoz.registers.enums import PRACTICES, ActivityCode, AreaLevel, UnitCharacter, UnitKind, usual_character
from ssoz.registers.names import normalised

BEGINNING = date(1999, 1, 1)  # the sixteen voivodeships begin


def _days() -> Func:
    """The days an entry holds, first and last included; without a last day the range is open."""
    return Func(
        "valid_from",
        "valid_to",
        RangeBoundary(inclusive_lower=True, inclusive_upper=True),
        function="DATERANGE",
        output_field=DateRangeField(),
    )


def words_of(field: str) -> Func:
    """The words of a normalised name, as an index holds them."""
    return Func(F(field), Value(" "), function="STRING_TO_ARRAY", output_field=ArrayField(models.TextField()))


def in_order(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
        name=name,
        violation_error_message=_("Ostatni dzień obowiązywania jest wcześniejszy niż pierwszy."),
    )


def valid_on(on: date, prefix: str = "") -> Q:
    """What holds on that day; `prefix` leads there from the listed model: `unit__`."""
    began = Q(**{f"{prefix}valid_from__lte": on})
    return began & (Q(**{f"{prefix}valid_to__isnull": True}) | Q(**{f"{prefix}valid_to__gte": on}))


class NamedModel(models.Model):
    """Something with a name people look for: `name_key` is written with every change of the name."""

    name = models.CharField(_("nazwa"), max_length=500)
    name_key = models.CharField(max_length=600, editable=False)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    def save(
        self,
        *,
        force_insert: bool | tuple[ModelBase, ...] = False,
        force_update: bool = False,
        using: str | None = None,
        update_fields: Iterable[str] | None = None,
    ) -> None:
        self.prepare()
        fields = None if update_fields is None else {*update_fields}
        if fields and "name" in fields:
            fields.add("name_key")
        super().save(force_insert=force_insert, force_update=force_update, using=using, update_fields=fields)

    def prepare(self) -> None:
        """Write what follows from other fields; `save` does it, bulk writers call it themselves."""
        self.name_key = normalised(self.name)


class Unit(NamedModel):
    """A unit of health care, of supervision or of the centre, as the register describes it."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("rodzaj"), max_length=32, choices=UnitKind.choices)
    character = models.CharField(_("charakter"), max_length=16, choices=UnitCharacter.choices)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="parts", verbose_name=_("podmiot")
    )
    nip = models.CharField("NIP", max_length=10, blank=True)
    regon = models.CharField("REGON", max_length=14, blank=True)
    register_number = models.CharField(_("numer księgi rejestrowej"), max_length=12, blank=True)
    activity_code = models.CharField(_("rodzaj praktyki"), max_length=2, blank=True, choices=ActivityCode.choices)
    teryt = models.CharField("TERYT", max_length=7)
    voivodeship = models.GeneratedField(
        expression=Substr("teryt", 1, 2), output_field=models.CharField(max_length=2), db_persist=True
    )
    street = models.CharField(_("ulica"), max_length=200, blank=True)
    building = models.CharField(_("budynek"), max_length=20, blank=True)
    apartment = models.CharField(_("lokal"), max_length=20, blank=True)
    postal_code = models.CharField(_("kod pocztowy"), max_length=6, blank=True)
    city = models.CharField(_("miejscowość"), max_length=120, blank=True)
    phone = models.CharField(_("telefon"), max_length=40, blank=True)
    email = models.EmailField(_("adres e-mail"), blank=True)
    attributes = models.JSONField(
        default=dict,
        blank=True,
        help_text=_("Dane rejestru dla kontroli (unit.…): łóżka, oddziały, kod podmiotu tworzącego."),
    )
    valid_from = models.DateField(_("wpisana od"), default=BEGINNING)
    valid_to = models.DateField(_("wykreślona z dniem"), null=True, blank=True)

    class Meta:
        verbose_name = _("jednostka")
        verbose_name_plural = _("jednostki")
        ordering = ["name_key", "id"]
        constraints = [
            in_order("unit_dates_in_order"),
            models.CheckConstraint(condition=Q(kind__in=UnitKind.values), name="unit_kind_known"),
            models.CheckConstraint(condition=Q(character__in=UnitCharacter.values), name="unit_character_known"),
            models.CheckConstraint(condition=Q(nip__regex=r"^(\d{10})?$"), name="unit_nip_ten_digits"),
            models.CheckConstraint(condition=Q(regon__regex=r"^(\d{9}|\d{14})?$"), name="unit_regon_9_or_14_digits"),
            models.CheckConstraint(
                condition=Q(register_number__regex=r"^(\d{12})?$"), name="unit_register_number_twelve_digits"
            ),
            models.CheckConstraint(condition=Q(teryt__regex=r"^\d{7}$"), name="unit_teryt_seven_digits"),
            models.CheckConstraint(
                condition=Q(activity_code="") | Q(kind__in=sorted(PRACTICES), activity_code__in=ActivityCode.values),
                name="unit_activity_code_only_for_practices",
            ),
            models.UniqueConstraint(
                fields=["kind", "regon", "teryt", "name_key"],
                condition=Q(valid_to__isnull=True) & ~Q(regon=""),
                name="unit_registered_once",
            ),
            models.UniqueConstraint(
                fields=["voivodeship"],
                condition=Q(kind=UnitKind.VOIVODESHIP_OFFICE, valid_to__isnull=True),
                name="unit_one_office_per_voivodeship",
            ),
        ]
        indexes = [
            models.Index(fields=["name_key", "id"], include=["valid_from", "valid_to"], name="unit_by_name"),
            GinIndex(words_of("name_key"), name="unit_by_words_of_name"),
            GinIndex(fields=["name_key"], opclasses=["gin_trgm_ops"], name="unit_by_part_of_name"),
            models.Index(fields=["nip"], condition=~Q(nip=""), name="unit_by_nip"),
            models.Index(
                fields=["regon"], opclasses=["varchar_pattern_ops"], condition=~Q(regon=""), name="unit_by_regon"
            ),
            models.Index(fields=["register_number"], condition=~Q(register_number=""), name="unit_by_register_number"),
            models.Index(fields=["voivodeship", "kind", "name_key", "id"], name="unit_by_voivodeship_and_kind"),
            models.Index(fields=["kind", "name_key", "id"], name="unit_by_kind"),
            models.Index(fields=["valid_to"], condition=Q(valid_to__isnull=False), name="unit_by_last_day"),
            models.Index(fields=["valid_from"], name="unit_by_first_day"),
        ]

    def prepare(self) -> None:
        super().prepare()
        if not self.character:
            self.character = usual_character(self.kind)

    @property
    def address(self) -> str:
        """One line, as on an envelope."""
        number = "/".join(part for part in (self.building, self.apartment) if part)
        street = " ".join(part for part in (self.street or self.city, number) if part)
        return ", ".join(part for part in (street, f"{self.postal_code} {self.city}".strip()) if part)

    def holds_on(self, on: date) -> bool:
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


class Word(models.Model):
    """A word that stands in the name of some unit: what a typing error is compared with. Triggers keep it."""

    text = models.CharField(primary_key=True, max_length=600, editable=False)
    units = models.IntegerField(_("jednostki wpisane bez terminu"), default=0, editable=False)

    class Meta:
        verbose_name = _("słowo nazwy jednostki")
        verbose_name_plural = _("słowa nazw jednostek")
        indexes = [GinIndex(fields=["text"], opclasses=["gin_trgm_ops"], name="word_by_part")]

    def __str__(self) -> str:
        return self.text


class Area(NamedModel):
    """Territory as TERYT divides it: the country, voivodeships (2 digits), counties (4), communes (7)."""

    code = models.CharField("TERYT", max_length=7)
    level = models.CharField(_("poziom"), max_length=12, choices=AreaLevel.choices)
    kind = models.CharField(_("rodzaj"), max_length=40)
    parent_code = models.CharField(max_length=7, blank=True)
    outline = models.JSONField(null=True, blank=True)
    valid_from = models.DateField(default=BEGINNING)
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("jednostka podziału terytorialnego")
        verbose_name_plural = _("jednostki podziału terytorialnego")
        ordering = ["code"]
        constraints = [
            in_order("area_dates_in_order"),
            ExclusionConstraint(
                name="area_holds_once_a_day",
                expressions=[("code", RangeOperators.EQUAL), (_days(), RangeOperators.OVERLAPS)],
            ),
            models.CheckConstraint(
                condition=Q(level=AreaLevel.COUNTRY, code="PL", parent_code="")
                | Q(level=AreaLevel.VOIVODESHIP, code__regex=r"^\d{2}$", parent_code="PL")
                | Q(level=AreaLevel.COUNTY, code__regex=r"^\d{4}$", parent_code=Substr("code", 1, 2))
                | Q(level=AreaLevel.COMMUNE, code__regex=r"^\d{6}[123]$", parent_code=Substr("code", 1, 4))
                | Q(level=AreaLevel.PART, code__regex=r"^\d{6}[4589]$", parent_code__regex=r"^\d{6}[13]$"),
                name="area_code_fits_level",
            ),
        ]
        indexes = [
            models.Index(fields=["level", "code"], name="area_by_level"),
            models.Index(fields=["parent_code", "code"], name="area_by_parent"),
        ]


class Population(models.Model):
    """How many people live in an area on a day: the denominator of „na 10 tys. ludności”."""

    area = models.CharField(_("obszar"), max_length=7)
    on = models.DateField(_("stan w dniu"))
    people = models.PositiveBigIntegerField(_("ludność"))

    class Meta:
        verbose_name = _("ludność")
        verbose_name_plural = _("ludność")
        ordering = ["on", "area"]
        constraints = [models.UniqueConstraint(fields=["area", "on"], name="population_counted_once_a_day")]

    def __str__(self) -> str:
        return f"{self.area} {self.on}: {self.people}"


class CodeList(models.Model):
    """A code list: ministry codes, specialities, modes of discharge …"""

    name = models.SlugField(_("symbol"), unique=True, max_length=60)
    title = models.CharField(_("tytuł"), max_length=200)
    source = models.CharField(_("źródło"), max_length=300)

    class Meta:
        verbose_name = _("słownik")
        verbose_name_plural = _("słowniki")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.title


class CodeEntry(NamedModel):
    """One code of a list and the days it holds; the same code may hold again later with another name."""

    code_list = models.ForeignKey(CodeList, on_delete=models.CASCADE, related_name="entries")
    code = models.CharField(_("kod"), max_length=20)
    name_en = models.CharField(_("nazwa angielska"), max_length=500, blank=True)
    position = models.PositiveIntegerField()
    valid_from = models.DateField(_("obowiązuje od"), default=BEGINNING)
    valid_to = models.DateField(_("obowiązuje do"), null=True, blank=True)

    class Meta:
        verbose_name = _("pozycja słownika")
        verbose_name_plural = _("pozycje słownika")
        ordering = ["code_list", "position"]
        constraints = [
            in_order("code_entry_dates_in_order"),
            models.CheckConstraint(condition=~Q(code=""), name="code_entry_has_a_code"),
            ExclusionConstraint(
                name="code_entry_holds_once_a_day",
                expressions=[
                    ("code_list", RangeOperators.EQUAL),
                    ("code", RangeOperators.EQUAL),
                    (_days(), RangeOperators.OVERLAPS),
                ],
            ),
        ]
        indexes = [
            models.Index(fields=["code_list", "position"], name="code_entry_in_order"),
            GinIndex(fields=["name_key"], opclasses=["gin_trgm_ops"], name="code_entry_by_part_of_name"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class Correspondence(models.Model):
    """Which code of one list belongs to which of another: ministry codes to groups of wards."""

    source = models.ForeignKey(CodeList, on_delete=models.CASCADE, related_name="corresponds_to")
    target = models.ForeignKey(CodeList, on_delete=models.CASCADE, related_name="corresponds_from")
    source_code = models.CharField(max_length=20)
    target_code = models.CharField(max_length=20)

    class Meta:
        verbose_name = _("przyporządkowanie")
        verbose_name_plural = _("przyporządkowania")
        ordering = ["source", "target", "source_code"]
        constraints = [
            models.UniqueConstraint(fields=["source", "target", "source_code"], name="correspondence_is_a_function")
        ]

    def __str__(self) -> str:
        return f"{self.source_code} → {self.target_code}"


class Seed(models.Model):
    """A file of reference data as it was last taken in."""

    path = models.CharField(max_length=200, unique=True)
    digest = models.CharField(max_length=64)
    taken_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["path"]

    def __str__(self) -> str:
        return self.path
