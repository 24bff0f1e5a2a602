# SPDX-License-Identifier: EUPL-1.2
"""`{% load attachments %}{% attachments submission.public_id %}`: what is attached, and the place to attach more."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import template
from django.conf import settings
from django.middleware.csrf import get_token

from shared.design import formatting
from ssoz.applications.queries import may_change
from ssoz.attachments import queries
from ssoz.attachments.sentences import reason

register = template.Library()


@register.inclusion_tag("attachments/panel.html", takes_context=True, name="attachments")
def panel(context: Mapping[str, Any], collection: UUID, *, level: int = 3) -> dict[str, Any]:
    """Three lists by what is known of the files; changing is offered to whoever may."""
    request = context["request"]
    files = list(queries.attachments_of(collection))
    return {
        "request": request,
        "csrf_token": get_token(request),
        "collection": collection,
        "heading": f"h{level}",
        "may_change": may_change(request.actor, collection),
        "waiting": [file for file in files if file.is_waiting],
        "safe": [(file, queries.signatures(file)) for file in files if file.is_safe],
        "unsafe": [(file, reason(file.verdict)) for file in files if file.verdict],
        "limit": settings.ATTACHMENT_LIMIT,
        "megabytes": settings.ATTACHMENT_LIMIT // 1024**2,
        "next": request.GET.get("next") or request.get_full_path(),
    }


@register.filter
def file_size(size: int) -> str:
    """`72,01 KB`, as the manual writes sizes."""
    kilobytes = size / 1024
    if kilobytes < 1024:
        return f"{formatting.number(round(kilobytes, 2), 2)} KB"
    return f"{formatting.number(round(kilobytes / 1024, 2), 2)} MB"
