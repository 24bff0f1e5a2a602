# SPDX-License-Identifier: EUPL-1.2
"""Addresses of all pages; each package of pages keeps its own."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("shared.design.urls")),
    path("", include("ssoz.www.health.urls")),
    path("", include("ssoz.www.account.urls")),
    path("", include("ssoz.www.reporter.urls")),
    path("", include("ssoz.www.reporter.cards.urls")),
    path("", include("ssoz.www.public.urls")),
    path("", include("ssoz.www.statistician.urls")),
    path("", include("ssoz.www.supervisor.urls")),
    path("", include("ssoz.www.administrator.urls")),
    path("", include("ssoz.www.trail.urls")),
    path("", include("ssoz.www.home.urls")),
]

handler400 = "ssoz.www.public.errors.bad_request"
handler403 = "ssoz.www.public.errors.forbidden"
handler404 = "ssoz.www.public.errors.not_found"
handler500 = "ssoz.www.public.errors.failure"
