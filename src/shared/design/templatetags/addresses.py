# SPDX-License-Identifier: EUPL-1.2
"""`{% url %}` as Django has it; pages without arguments are looked up once. Built in by the settings of each site."""

from django import template
from django.template.base import Parser, Token
from django.template.context import Context
from django.template.defaulttags import URLNode
from django.template.defaulttags import url as django_url
from django.urls import NoReverseMatch
from django.utils.html import conditional_escape

from shared.design.addresses import address

register = template.Library()


@register.tag
def url(parser: Parser, token: Token) -> URLNode:
    """`{% url 'route' %}`."""
    node = django_url(parser, token)
    return node if node.args or node.kwargs else Fixed(node.view_name, node.args, node.kwargs, node.asvar)


class Fixed(URLNode):
    """A link to a page that has one address."""

    def render(self, context: Context) -> str:
        try:
            found = address(self.view_name.resolve(context))
        except NoReverseMatch:
            if self.asvar is None:
                raise
            found = ""
        if self.asvar is None:
            return conditional_escape(found) if context.autoescape else found
        context[self.asvar] = found
        return ""
