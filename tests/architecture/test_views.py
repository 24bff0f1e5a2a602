# SPDX-License-Identifier: EUPL-1.2
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from ssoz.access.views import rule_of

View = Callable[..., Any]


def views(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, View]]:
    for entry in resolver.url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from views(entry, route)
        elif isinstance(entry, URLPattern):
            yield route, entry.callback


VIEWS = sorted(views(get_resolver()), key=lambda entry: entry[0])


@pytest.mark.parametrize(("route", "view"), VIEWS, ids=[route or "/" for route, _ in VIEWS])
def test_every_view_says_who_may_call_it(route: str, view: View) -> None:
    assert rule_of(view) is not None, f"/{route} declares no permission"
