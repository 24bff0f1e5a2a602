# SPDX-License-Identifier: EUPL-1.2
from django.urls import path

from ueoz.node import views

app_name = "node"
urlpatterns = [
    path("wk/start/", views.start, name="start"),
    path("wk/acs/", views.acs, name="acs"),
    path("wk/powrot/", views.back, name="finish"),
    path("wk/odmowa/<str:number>/", views.refused, name="refused"),
]
