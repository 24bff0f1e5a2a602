# SPDX-License-Identifier: EUPL-1.2
import uuid

from django.db import models
from django.db.models import Q


class Receipt(models.Model):
    """A receipt as it was handed out: the file lies among the papers, its digest tells it from any other.

    Append-only by trigger. One sending has more than one only where the file was lost and printed anew otherwise.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sending = models.ForeignKey("reports.Sending", on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    issued_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(digest__regex=r"^[0-9a-f]{64}$"), name="receipt_digest_is_sha256"),
        ]

    def __str__(self) -> str:
        return f"{self.sending_id}: {self.digest[:16]}"
