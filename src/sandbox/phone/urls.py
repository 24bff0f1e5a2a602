# SPDX-License-Identifier: EUPL-1.2
from django.urls import include, path

from sandbox.phone import views

pages = (
    [
        path("", views.choose, name="choose"),
        path("m/<str:code>/", views.approve, name="approve"),
        path("<str:phone>/", views.messages, name="messages"),
        path("<str:phone>/lista/", views.messages_part, name="messages_part"),
        path("<str:phone>/potwierdz/<str:code>/", views.approve_on, name="approve_on"),
    ],
    "phone",
)
urlpatterns = [path("", include("shared.design.urls")), path("", include(pages))]
