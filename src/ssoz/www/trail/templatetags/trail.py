# SPDX-License-Identifier: EUPL-1.2
"""The way from an object to its history, for those who may read the trail."""

from django import template
from django.template.context import RequestContext
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from ssoz.access.permissions import Permission
from ssoz.www.trail.lines import link

register = template.Library()


@register.simple_tag(takes_context=True)
def history(context: RequestContext, object_type: str, object_id: object) -> str | SafeString:
    """`{% history "report" report.public_id %}`: a link, or nothing."""
    actor = context.get("actor")
    if actor is None or not actor.may(Permission.AUDIT_VIEW):
        return ""
    target = link(object_type=object_type, object_id=str(object_id))
    return format_html('<a href="{}">{}</a>', target, _("Historia w dzienniku zdarzeń"))
