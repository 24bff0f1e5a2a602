# SPDX-License-Identifier: EUPL-1.2
from django.urls import path

from ueoz.accounts import views

app_name = "accounts"
urlpatterns = [
    path("zaloguj/", views.sign_in, name="sign_in"),
    path("przyjecie/", views.arrive, name="arrive"),
    path("konto/", views.account, name="account"),
]
