# SPDX-License-Identifier: EUPL-1.2
"""Rows of a report. People stand in them as numbers and names without foreign keys: a trail outlives accounts."""

import uuid
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from engine.answers import Decoder
from ssoz.reports.enums import RemarkKind, ReportStatus


def blank_answers() -> dict[str, Any]:
    return {"cells": {}, "rows": {}}


class Report(models.Model):
    """One unit's answer in one round. `answers` is the truth, `packed` and `digest` are always written with it."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    obligation = models.OneToOneField("rounds.Obligation", on_delete=models.PROTECT, related_name="report")
    round = models.ForeignKey("rounds.Round", on_delete=models.PROTECT, related_name="reports", db_index=False)
    unit = models.ForeignKey("registers.Unit", on_delete=models.PROTECT, related_name="reports", db_index=False)
    status = models.CharField(max_length=10, choices=ReportStatus, default=ReportStatus.TO_FILL)

    answers = models.JSONField(default=blank_answers, decoder=Decoder)
    packed = models.BinaryField(default=b"")
    digest = models.CharField(max_length=64, default="", blank=True)
    version = models.PositiveIntegerField(default=0)

    copied_from = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="+", db_index=False, verbose_name=_("przepisane z")
    )
    is_zero = models.BooleanField(_("sprawozdanie zerowe"), default=False)
    on_behalf = models.BooleanField(_("wypełnione w imieniu jednostki"), default=False)
    filled_by = ArrayField(models.BigIntegerField(), default=list, blank=True)
    edited_at = models.DateTimeField(null=True)
    edited_by = models.CharField(max_length=200, default="", blank=True)
    times_sent = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    sent_by = models.CharField(max_length=200, default="", blank=True)
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.CharField(max_length=200, default="", blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["unit", "round", "status"], name="report_of_unit"),
            models.Index(fields=["-round", "id"], name="report_in_order"),
            models.Index(fields=["status", "-round", "id"], name="report_by_status"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["round", "unit"], name="report_once_per_round_and_unit"),
            models.CheckConstraint(condition=Q(status__in=ReportStatus.values), name="report_status_known"),
            models.CheckConstraint(
                condition=Q(status=ReportStatus.TO_FILL) | Q(sent_at__isnull=False), name="report_past_filling_was_sent"
            ),
            models.CheckConstraint(
                condition=Q(status=ReportStatus.ACCEPTED, accepted_at__isnull=False)
                | (~Q(status=ReportStatus.ACCEPTED) & Q(accepted_at__isnull=True)),
                name="report_accepted_has_date",
            ),
            models.CheckConstraint(
                condition=Q(digest="", packed=b"") | (~Q(digest="") & ~Q(packed=b"")),
                name="report_digest_and_packed_together",
            ),
            models.CheckConstraint(condition=Q(is_zero=False) | Q(answers__cells={}), name="report_zero_form_is_empty"),
        ]

    def __str__(self) -> str:
        return f"{self.public_id} ({self.status})"


class CellEdit(models.Model):
    """One save: which cells it changed, from what to what, by whom and when. Append-only by trigger (ADR 0105).

    `cells` holds address → [was, now] as the sheet has them, null for blank; of an added row („d2.r1”) whether it is
    there. `ids` are the edits as the page named them, by which a repeated request is known.
    """

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="edits", db_index=False)
    version = models.PositiveIntegerField()
    cells = models.JSONField(decoder=Decoder)
    ids = ArrayField(models.UUIDField(), default=list)
    person_id = models.BigIntegerField(null=True)
    person_name = models.CharField(max_length=200)
    on_behalf = models.BooleanField(default=False)
    at = models.DateTimeField()

    class Meta:
        ordering = ["version"]
        indexes = [GinIndex(fields=["ids"], name="cell_edit_by_id", fastupdate=False)]
        constraints = [
            models.UniqueConstraint(fields=["report", "version"], name="cell_edit_once_per_version"),
            models.CheckConstraint(condition=~Q(cells={}), name="cell_edit_changes_something"),
        ]

    def __str__(self) -> str:
        return f"{self.report_id} v{self.version}"


class Transition(models.Model):
    """One change of state: who, in which profile, when and why. Append-only by trigger."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="transitions")
    source = models.CharField(max_length=10, choices=ReportStatus)
    target = models.CharField(max_length=10, choices=ReportStatus)
    person_id = models.BigIntegerField(null=True)
    person_name = models.CharField(max_length=200)
    unit_name = models.CharField(max_length=500, default="", blank=True)
    on_behalf = models.BooleanField(default=False)
    reason = models.TextField(default="", blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(source__in=ReportStatus.values) & Q(target__in=ReportStatus.values),
                name="transition_states_known",
            ),
            models.CheckConstraint(condition=~Q(source=F("target")), name="transition_moves"),
            models.CheckConstraint(
                condition=~Q(target=ReportStatus.TO_CORRECT) | ~Q(reason=""), name="transition_back_has_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source} → {self.target}"


class Sending(models.Model):
    """What was sent, to the letter, each time. Append-only by trigger."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="sendings")
    number = models.PositiveSmallIntegerField()
    answers = models.JSONField(decoder=Decoder)
    digest = models.CharField(max_length=64)
    is_zero = models.BooleanField(default=False)
    person_id = models.BigIntegerField(null=True)
    person_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["report", "number"], name="sending_number_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="sending_number_from_one"),
            models.CheckConstraint(condition=~Q(digest=""), name="sending_has_digest"),
        ]

    def __str__(self) -> str:
        return f"{self.report_id} #{self.number}"


class Explanation(models.Model):
    """A reporter's answer to a warning. It holds for the values it was given for: when one changes, it is void."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="explanations")
    check_id = models.CharField(max_length=40)
    key = models.CharField(max_length=200)
    reason_code = models.CharField(max_length=40, default="", blank=True)
    text = models.TextField(default="", blank=True)
    values = models.JSONField(default=list)
    person_id = models.BigIntegerField(null=True)
    person_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["report", "key"], name="explanation_once_per_finding"),
            models.CheckConstraint(condition=~Q(reason_code="") | ~Q(text=""), name="explanation_says_something"),
        ]

    def __str__(self) -> str:
        return f"{self.check_id}: {self.reason_code} {self.text}".strip()


class CellRemark(models.Model):
    """What somebody wrote at a cell. A note of the reporter, a remark of the supervisor about a sending (`sending`: its
    number), the reporter's answer to a remark. `resolved`: a remark that was answered, a note that was put aside."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="remarks")
    address = models.CharField(max_length=200)
    kind = models.CharField(max_length=6, choices=RemarkKind)
    text = models.TextField()
    to = models.ForeignKey("self", on_delete=models.CASCADE, null=True, related_name="answers")
    sending = models.PositiveSmallIntegerField(default=0)
    resolved = models.BooleanField(default=False)
    person_id = models.BigIntegerField(null=True)
    person_name = models.CharField(max_length=200)
    unit_name = models.CharField(max_length=500, default="", blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=RemarkKind.values), name="cell_remark_kind_known"),
            models.CheckConstraint(condition=~Q(text="") & ~Q(address=""), name="cell_remark_says_something_somewhere"),
            models.CheckConstraint(
                condition=Q(kind=RemarkKind.ANSWER, to__isnull=False) | ~Q(kind=RemarkKind.ANSWER) & Q(to__isnull=True),
                name="cell_remark_answers_something",
            ),
            models.CheckConstraint(
                condition=~Q(kind=RemarkKind.REMARK) | Q(sending__gte=1), name="cell_remark_is_about_a_sending"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.address}: {self.text}"


class Prefill(models.Model):
    """Values written into a report from the period before, on request: those that wait to be confirmed, as written.
    One that has been changed since was confirmed by that."""

    report = models.OneToOneField(Report, on_delete=models.CASCADE, primary_key=True, related_name="prefill")
    period_start = models.DateField()
    waiting = models.JSONField(default=dict)
    person_id = models.BigIntegerField(null=True)
    person_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.report_id}: {len(self.waiting)}"


class ArchivedReport(models.Model):
    """An answer brought from an older system, at the addresses of an edition we know. It is compared with, never
    changed by anybody here; importing it again replaces it."""

    unit = models.ForeignKey("registers.Unit", on_delete=models.PROTECT, related_name="archived_reports")
    form = models.CharField(max_length=30)
    period_start = models.DateField()
    edition = models.ForeignKey("catalogue.Edition", on_delete=models.PROTECT, related_name="+")
    answers = models.JSONField(decoder=Decoder)
    packed = models.BinaryField()
    digest = models.CharField(max_length=64)
    imported_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "form", "period_start"], name="archived_report_once"),
            models.CheckConstraint(condition=~Q(digest="") & ~Q(packed=b""), name="archived_report_has_answers"),
        ]
        indexes = [models.Index(fields=["form", "period_start", "unit"], name="archived_report_of_period")]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.form} {self.period_start}"


class CheckRun(models.Model):
    """How far the checks of a round's reports have got; one row a round, begun anew when it was finished."""

    round = models.OneToOneField("rounds.Round", on_delete=models.CASCADE, related_name="check_run")
    form_digest = models.CharField(max_length=64)
    position = models.BigIntegerField(default=0)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(finished_at__isnull=True) | Q(finished_at__gte=F("started_at")),
                name="check_run_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round_id}: {self.position}"


class CheckPlace(models.Model):
    """Where a report can go wrong; in key and target $1, $2 stand for added rows. Another form has other places."""

    form_digest = models.CharField(max_length=64)
    number = models.PositiveIntegerField()
    check_id = models.CharField(max_length=40)
    key = models.CharField(max_length=200)
    severity = models.CharField(max_length=7)
    level = models.PositiveSmallIntegerField()
    target = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["form_digest", "number"], name="check_place_once")]

    def __str__(self) -> str:
        return self.key


class CheckedReport(models.Model):
    """What the checks said of one report; a clean one has a row too. `places` are numbers of CheckPlace, `rows` beside
    them the ids of added rows („r3,r5”). `answers_digest` says for which answers it holds."""

    report = models.OneToOneField(Report, on_delete=models.CASCADE, primary_key=True, related_name="checked")
    form_digest = models.CharField(max_length=64)
    answers_digest = models.CharField(max_length=64)
    errors = models.PositiveIntegerField()
    warnings = models.PositiveIntegerField()
    places = ArrayField(models.IntegerField())
    rows = ArrayField(models.TextField())

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(places__len=F("errors") + F("warnings"), rows__len=F("errors") + F("warnings")),
                name="checked_report_counts_its_findings",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report_id}: {self.errors} + {self.warnings}"


class StoredFinding(models.Model):
    """The findings of checked reports, one a row: a view of CheckedReport and CheckPlace. `current`: the answers have
    not changed since."""

    pk = models.CompositePrimaryKey("report_id", "key")
    report = models.ForeignKey(Report, on_delete=models.DO_NOTHING, related_name="stored_findings")
    check_id = models.CharField(max_length=40)
    key = models.CharField(max_length=200)
    severity = models.CharField(max_length=7)
    level = models.PositiveSmallIntegerField()
    target = models.CharField(max_length=200)
    current = models.BooleanField()

    class Meta:
        managed = False
        db_table = "reports_finding"

    def __str__(self) -> str:
        return f"{self.report_id} {self.key}"
