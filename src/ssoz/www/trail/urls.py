# SPDX-License-Identifier: EUPL-1.2
from django.urls import path

from ssoz.www.trail import views

app_name = "trail"
urlpatterns = [
    path("dziennik/", views.search_page, name="search"),
    path("dziennik/csv/", views.file, name="file"),
]
