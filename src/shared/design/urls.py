# SPDX-License-Identifier: EUPL-1.2
from django.urls import path

from shared.design import views

app_name = "design"
urlpatterns = [
    path("design/", views.gallery, name="gallery"),
    path("jezyk/", views.language, name="language"),
]
