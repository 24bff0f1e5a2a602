# SPDX-License-Identifier: EUPL-1.2
"""Addresses of all pages; each package of pages keeps its own."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("shared.design.urls")),
    path("", include("ssoz.www.health.urls")),
    path("", include("ssoz.www.account.urls")),
]
