# SPDX-License-Identifier: EUPL-1.2
"""Rows of cards. What is said about the patient stands encrypted; number, kind, state and dates are in the clear,
because cards are found by them. People who fill in stand as numbers and names: a trail outlives accounts."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ssoz.cards.enums import CardKind, CardStatus, UploadStatus
from ssoz.cards.states import OPEN, VOID

YEARLESS = [OPEN.value, VOID.value]


class Described(models.Model):
    """What a card and a card that waits in a file have in common."""

    public_id = models.UUIDField(default=uuid.uuid4, editable=False)
    kind = models.CharField(_("kod karty"), max_length=1, choices=CardKind, default=CardKind.DISCHARGE)
    status = models.CharField(_("stan"), max_length=10, choices=CardStatus, default=CardStatus.OPEN)
    year = models.PositiveSmallIntegerField(_("rok sprawozdawczy"), null=True)
    admitted_on = models.DateField(_("data przyjęcia"))
    discharged_on = models.DateField(_("data wypisu"), null=True)
    sealed = models.TextField(editable=False)
    digest = models.CharField(max_length=64, editable=False)
    duplicate_key = models.CharField(max_length=64, default="", blank=True, editable=False)
    pseudonym = models.CharField(max_length=64, default="", blank=True, editable=False)
    errors = models.PositiveSmallIntegerField(default=0)
    warnings = models.PositiveSmallIntegerField(default=0)

    class Meta:
        abstract = True


class Delivery(models.Model):
    """Cards of one year handed in together, or the word that there were none. Append-only by trigger."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    unit = models.ForeignKey("registers.Unit", on_delete=models.PROTECT, related_name="+")
    round = models.ForeignKey("rounds.Round", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    cards = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    person_id = models.BigIntegerField(null=True)
    person_name = models.CharField(max_length=200)
    on_behalf = models.BooleanField(default=False)
    at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "round", "number"], name="delivery_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.round_id} #{self.number}: {self.cards}"


class Upload(models.Model):
    """A file of cards. Its rows wait encrypted until somebody takes them in or a day has passed."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    unit = models.ForeignKey("registers.Unit", on_delete=models.PROTECT, related_name="+")
    edition = models.ForeignKey("catalogue.Edition", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(_("rok"))
    name = models.CharField(_("plik"), max_length=200)
    status = models.CharField(max_length=10, choices=UploadStatus, default=UploadStatus.READING)
    file = models.BinaryField(default=b"")  # encrypted, and gone once it was read
    rows = models.PositiveIntegerField(default=0)
    good = models.PositiveIntegerField(default=0)
    doubtful = models.PositiveIntegerField(default=0)
    wrong = models.PositiveIntegerField(default=0)
    problems = models.TextField(default="", blank=True)  # encrypted: they repeat what stood in the rows
    refusal = models.TextField(default="", blank=True)
    taken = models.PositiveIntegerField(default=0)
    person_id = models.BigIntegerField(null=True)
    person_name = models.CharField(max_length=200)
    on_behalf = models.BooleanField(default=False)
    at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=UploadStatus.values), name="upload_status_known"),
            models.CheckConstraint(
                condition=Q(status=UploadStatus.READING) | Q(file=b""), name="upload_keeps_no_file_once_read"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.status}"


class Card(Described):
    """One patient's stay in one unit, or their presence there at the end of a year."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    unit = models.ForeignKey("registers.Unit", on_delete=models.PROTECT, related_name="cards", db_index=False)
    edition = models.ForeignKey("catalogue.Edition", on_delete=models.PROTECT, related_name="+")
    book_year = models.PositiveSmallIntegerField(_("rok numeracji"))
    number = models.PositiveIntegerField(_("numer karty"))
    stay = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="stocks", db_index=False)
    version = models.PositiveIntegerField(default=0)
    filled_by = ArrayField(models.BigIntegerField(), default=list, blank=True)
    on_behalf = models.BooleanField(_("wypełniona w imieniu jednostki"), default=False)
    edited_at = models.DateTimeField()
    edited_by = models.CharField(max_length=200)
    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, null=True, related_name="contents")
    upload = models.ForeignKey(Upload, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("karta psychiatryczna")
        verbose_name_plural = _("karty psychiatryczne")
        ordering = ["-admitted_on", "-id"]
        indexes = [
            models.Index(fields=["unit", "-admitted_on", "-id"], name="card_of_unit"),
            models.Index(fields=["unit", "status", "-admitted_on", "-id"], name="card_of_unit_by_status"),
            models.Index(fields=["status", "-admitted_on", "-id"], name="card_by_status"),
            models.Index(fields=["-admitted_on", "-id"], name="card_in_order"),
            models.Index(fields=["unit", "discharged_on"], name="card_by_discharge"),
            models.Index(fields=["unit", "year", "status"], name="card_of_year"),
            models.Index(fields=["number", "unit"], name="card_by_number"),
            models.Index(fields=["duplicate_key"], name="card_by_stay", condition=~Q(duplicate_key="")),
        ]
        constraints = [
            models.UniqueConstraint(fields=["unit", "kind", "book_year", "number"], name="card_number_once"),
            models.UniqueConstraint(
                fields=["stay", "year"], condition=~Q(status=CardStatus.VOID), name="card_one_stock_a_year"
            ),
            models.CheckConstraint(condition=Q(status__in=CardStatus.values), name="card_status_known"),
            models.CheckConstraint(condition=Q(number__gte=1), name="card_number_from_one"),
            models.CheckConstraint(
                condition=Q(kind=CardKind.DISCHARGE)
                | Q(kind=CardKind.STOCK, discharged_on__isnull=True, year__isnull=False),
                name="card_kind_fits_dates",
            ),
            models.CheckConstraint(
                condition=Q(status__in=YEARLESS) | Q(year__isnull=False), name="card_complete_has_year"
            ),
            models.CheckConstraint(
                condition=Q(delivery__isnull=False) | ~Q(status__in=[CardStatus.TO_VERIFY, CardStatus.ACCEPTED]),
                name="card_handed_in_with_a_delivery",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}/{self.book_year}/{self.number} ({self.status})"


class CardTransition(models.Model):
    """One change of state: who, when and why. Append-only by trigger."""

    card = models.ForeignKey(Card, on_delete=models.PROTECT, related_name="transitions")
    source = models.CharField(max_length=10, choices=CardStatus)
    target = models.CharField(max_length=10, choices=CardStatus)
    person_id = models.BigIntegerField(null=True)
    person_name = models.CharField(max_length=200)
    unit_name = models.CharField(max_length=500, default="", blank=True)
    on_behalf = models.BooleanField(default=False)
    reason = models.TextField(default="", blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=~Q(source=F("target")), name="card_transition_moves"),
            models.CheckConstraint(
                condition=~Q(target__in=[CardStatus.TO_CORRECT, CardStatus.VOID]) | ~Q(reason=""),
                name="card_transition_back_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source} → {self.target}"


class CardEdit(models.Model):
    """One save of a card that is filled in: which cells, by whom and when, never what stood in them. Append-only by
    trigger (ADR 0139).

    `cells` are addresses; of an added row („d4.r2”) it says that the row came or went. `ids` are the edits as the page
    named them, by which a repeated request is known.
    """

    card = models.ForeignKey(Card, on_delete=models.PROTECT, related_name="edits", db_index=False)
    version = models.PositiveIntegerField()
    cells = ArrayField(models.CharField(max_length=200))
    ids = ArrayField(models.UUIDField(), default=list)
    person_id = models.BigIntegerField(null=True)
    person_name = models.CharField(max_length=200)
    on_behalf = models.BooleanField(default=False)
    at = models.DateTimeField()

    class Meta:
        ordering = ["version"]
        constraints = [
            models.UniqueConstraint(fields=["card", "version"], name="card_edit_once_per_version"),
            models.CheckConstraint(condition=~Q(cells=[]), name="card_edit_changes_something"),
        ]

    def __str__(self) -> str:
        return f"{self.card_id} v{self.version}"


class CardVersion(models.Model):
    """A card as it stood before a correction; of most cards there is none. Only keys may change: they rotate."""

    card = models.ForeignKey(Card, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    edition = models.ForeignKey("catalogue.Edition", on_delete=models.PROTECT, related_name="+")
    sealed = models.TextField(editable=False)
    digest = models.CharField(max_length=64, editable=False)
    at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["card", "number"], name="card_version_once")]

    def __str__(self) -> str:
        return f"{self.card_id} #{self.number}"


class StagedCard(Described):
    """A row of a file that could be read; becomes a card when the file is taken in."""

    upload = models.ForeignKey(Upload, on_delete=models.CASCADE, related_name="staged")
    line = models.PositiveIntegerField()
    book_year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField(null=True)
    doubtful = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["upload", "line"], name="staged_card_line_once")]

    def __str__(self) -> str:
        return f"{self.upload_id}: {self.line}"


class Series(models.Model):
    """The last number a unit gave to cards of a kind in a year; its row is locked by whoever takes the next one."""

    unit = models.ForeignKey("registers.Unit", on_delete=models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=1, choices=CardKind)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "kind", "year"], name="card_series_once")]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.kind} {self.year}: {self.last}"
