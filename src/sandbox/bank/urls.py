# SPDX-License-Identifier: EUPL-1.2
from django.urls import include, path

from sandbox.bank import views

pages = (
    [
        path("", views.start, name="start"),
        path("logowanie/<str:handle>/", views.choose, name="choose"),
        path("logowanie/<str:handle>/<slug:code>/", views.confirm, name="confirm"),
    ],
    "bank",
)
urlpatterns = [path("", include(pages)), path("", include("shared.design.urls"))]
