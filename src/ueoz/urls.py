# SPDX-License-Identifier: EUPL-1.2
"""Addresses of all pages; each app keeps its own."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("shared.design.urls")),
    path("", include("ueoz.pages.urls")),
    path("", include("ueoz.node.urls")),
    path("", include("ueoz.accounts.urls")),
    path("", include("ueoz.eploz.urls")),
    path("", include("ueoz.provider.urls")),
]

handler400 = "ueoz.pages.errors.bad_request"
handler403 = "ueoz.pages.errors.forbidden"
handler404 = "ueoz.pages.errors.not_found"
handler500 = "ueoz.pages.errors.failure"
