# SPDX-License-Identifier: EUPL-1.2
from django.urls import include, path

from sandbox.mailbox import views

pages = (
    [
        path("", views.choose, name="choose"),
        path("<str:address>/", views.inbox, name="inbox"),
        path("<str:address>/lista/", views.inbox_part, name="inbox_part"),
        path("<str:address>/<slug:name>/", views.letter, name="letter"),
    ],
    "mailbox",
)
urlpatterns = [path("", include("shared.design.urls")), path("", include(pages))]
