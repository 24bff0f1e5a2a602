# SPDX-License-Identifier: EUPL-1.2
"""`{% load phones %}`: telephone numbers as people read them."""

from django import template

register = template.Library()


@register.filter
def spaced(phone: str) -> str:
    """`600100201` → `600 100 201`."""
    return f"{phone[:3]} {phone[3:6]} {phone[6:]}"
