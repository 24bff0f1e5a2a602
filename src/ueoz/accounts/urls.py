# SPDX-License-Identifier: EUPL-1.2
from django.urls import path

from ueoz.accounts.views import account, activating, entering

app_name = "accounts"
urlpatterns = [
    path("zaloguj/", entering.sign_in, name="sign_in"),
    path("przyjecie/", entering.arrive, name="arrive"),
    path("wyloguj/", entering.leave, name="sign_out"),
    path("wylogowano/", entering.left, name="left"),
    path("aktywacja/", activating.activate, name="activate"),
    path("aktywacja/nowy-email/", activating.resend, name="resend"),
    path("aktywacja/adres/", activating.correct, name="correct"),
    path("aktywacja/gotowe/", activating.confirmed, name="confirmed"),
    path("potwierdzenie/<secret:token>/", activating.confirm_link, name="confirm"),
    path("konto/", account.account, name="account"),
    path("konto/email/", account.change, name="change_email"),
    path("konto/sesje/<uuid:session>/zakoncz/", account.end, name="end_session"),
    path("konto/historia/", account.events, name="events"),
]
