# SPDX-License-Identifier: EUPL-1.2
from django.urls import path

from ssoz.www.account import ended, transfer, views

app_name = "account"
urlpatterns = [
    path("zaloguj/", views.sign_in, name="sign_in"),
    path("oidc/powrot/", views.callback, name="callback"),
    path("oidc/koniec/", ended.end, name="ended"),
    path("wyloguj/", views.sign_out, name="sign_out"),
    path("profil/", views.profiles, name="profiles"),
    path("przeniesienie/", transfer.begin, name="transfer"),
    path("przeniesienie/podsumowanie/", transfer.summary, name="transferred"),
    path("moje-konto/", views.account, name="account"),
    path("sesja/", views.session, name="session"),
    path("sesja/przedluz/", views.stay, name="stay"),
    path("sesja/koniec/", views.over, name="over"),
]
