# SPDX-License-Identifier: EUPL-1.2
from django.urls import path

from ssoz.www.home import views

app_name = "home"
urlpatterns = [path("strona-glowna/", views.home, name="home")]
