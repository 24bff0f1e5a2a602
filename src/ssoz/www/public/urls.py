# SPDX-License-Identifier: EUPL-1.2
from django.urls import path

from ssoz.www.public import views
from ssoz.www.public.papers import form_paper
from ssoz.www.public.prose import PAGES
from ssoz.www.public.receipts import receipt

app_name = "public"
urlpatterns = [
    path("", views.start, name="start"),
    path("komunikaty/", views.news, name="news"),
    path("formularze/", views.form_list, name="forms"),
    path("formularze/<int:year>/<path:form>/pdf/", form_paper, name="paper"),
    path("formularze/<int:year>/<path:form>/", views.form_page, name="form"),
    path("potwierdzenie/", receipt, name="receipt"),
    path("mapa-strony/", views.site_map, name="map"),
    *(path(page.address, views.prose(page), name=page.name) for page in PAGES),
]
