# SPDX-License-Identifier: EUPL-1.2
from django.urls import path

from sandbox.people import views

app_name = "people"
urlpatterns = [
    path("", views.start, name="start"),
    path("zaloguj-jako/", views.choose, name="choose"),
]
