# SPDX-License-Identifier: EUPL-1.2
"""Addresses looked up once are those that Django would say, in templates and out of them."""

import pytest
from django.template import Context, Template
from django.template.defaulttags import URLNode
from django.test.utils import override_settings
from django.urls import NoReverseMatch, path, reverse, set_script_prefix

from shared.design.addresses import address
from shared.design.templatetags.addresses import Fixed

urlpatterns = [
    path("elsewhere/<int:number>/", lambda _: None, name="numbered"),
    path("a/&/", lambda _: None, name="odd"),
]


def rendered(source: str, **values: object) -> str:
    return Template(source).render(Context(values))


def test_a_page_without_arguments_has_the_address_that_django_says():
    for _ in range(2):
        assert rendered("{% url 'public:help' %}") == address("public:help") == reverse("public:help")
        assert rendered("{% url route as there %}[{{ there }}]", route="public:help") == f"[{reverse('public:help')}]"


def test_a_page_that_is_not_there_is_refused_or_nothing():
    with pytest.raises(NoReverseMatch):
        rendered("{% url 'public:nowhere' %}")
    assert rendered("{% url 'public:nowhere' as there %}[{{ there }}]") == "[]"


@override_settings(ROOT_URLCONF=__name__)
def test_every_set_of_pages_has_its_own_addresses():
    with pytest.raises(NoReverseMatch):
        address("public:help")
    assert rendered("{% url 'odd' %}|{% url 'numbered' 7 %}") == "/a/&amp;/|/elsewhere/7/"
    assert rendered("{% autoescape off %}{% url 'odd' %}{% endautoescape %}") == "/a/&/"


@override_settings(ROOT_URLCONF=__name__)
def test_a_site_below_another_address_says_so():
    assert address("odd") == "/a/&/"
    set_script_prefix("/below/")
    try:
        assert address("odd") == "/below/a/&/"
    finally:
        set_script_prefix("/")


def test_only_what_has_no_arguments_is_looked_up_once():
    kinds = [type(node) for node in Template("{% url 'a' %}{% url 'b' 1 %}{% url 'c' d=1 %}").nodelist]
    assert kinds == [Fixed, URLNode, URLNode]
