# SPDX-License-Identifier: EUPL-1.2
from django.urls import path

from ssoz.www.health import views

app_name = "health"
urlpatterns = [
    path("health/live", views.live, name="live"),
    path("health/ready", views.ready, name="ready"),
]
