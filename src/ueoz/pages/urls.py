# SPDX-License-Identifier: EUPL-1.2
from django.urls import URLPattern, path

from ueoz.pages import views
from ueoz.pages.prose import PAGES

app_name = "pages"
urlpatterns: list[URLPattern] = [
    path("", views.start, name="start"),
    path("mapa-strony/", views.site_map, name="map"),
    path("health/live", views.live, name="live"),
    path("health/ready", views.ready, name="ready"),
    *(path(page.address, views.prose(page), name=page.name) for page in PAGES),
]
