# SPDX-License-Identifier: EUPL-1.2
"""`{% load kept %}`: what is the same for everybody, made once."""

from typing import Any

from django import template
from django.core.files.storage import storages
from django.template.base import FilterExpression, NodeList, Parser, Token
from django.template.context import Context
from django.urls import get_urlconf
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

register = template.Library()


@register.tag
def kept(parser: Parser, token: Token) -> "Kept":
    """`{% kept site.short %}…{% endkept %}`: made once for each language and for each of the values named.

    Nothing may stand inside that depends on who asks, for which page, or when.
    """
    values = [parser.compile_filter(word) for word in token.split_contents()[1:]]
    inside = parser.parse(("endkept",))
    parser.delete_first_token()
    return Kept(inside, values)


class Kept(template.Node):
    """The piece of a page, and what it looked like."""

    def __init__(self, nodelist: NodeList, values: list[FilterExpression]) -> None:
        self.nodelist = nodelist
        self.values = values
        self.made: dict[tuple[Any, ...], SafeString] = {}

    def render(self, context: Context) -> SafeString:
        values = (value.resolve(context) for value in self.values)
        key = (get_language(), get_urlconf(), storages["staticfiles"], *values)
        if key not in self.made:
            self.made[key] = mark_safe(self.nodelist.render(context))  # noqa: S308  what a template made is escaped
        return self.made[key]
