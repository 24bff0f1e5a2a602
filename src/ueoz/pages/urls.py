# SPDX-License-Identifier: EUPL-1.2
from django.urls import URLPattern, path

from ueoz.pages import views

app_name = "pages"
urlpatterns: list[URLPattern] = [
    path("", views.start, name="start"),
    path("health/live", views.live, name="live"),
    path("health/ready", views.ready, name="ready"),
]
