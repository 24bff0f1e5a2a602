# SPDX-License-Identifier: EUPL-1.2
from django.urls import path

from ssoz.www.account import attachments, ended, transfer, views
from ssoz.www.account.applying import download, roles, summary, unit
from ssoz.www.account.local import entering, registering
from ssoz.www.account.local import passwords as local_passwords
from ssoz.www.account.mine import pages as mine
from ssoz.www.account.mine import reminder

app_name = "account"
urlpatterns = [
    path("zaloguj/", views.sign_in, name="sign_in"),
    path("oidc/powrot/", views.callback, name="callback"),
    path("oidc/koniec/", ended.end, name="ended"),
    path("logowanie/", entering.sign_in, name="local"),
    path("rejestracja/", registering.register, name="register"),
    path("rejestracja/jednostki/", registering.units, name="register_units"),
    path("rejestracja/przyjeta/", registering.registered, name="registered"),
    path("rejestracja/formularz/", registering.paper, name="registration_paper"),
    path("haslo/", local_passwords.forgotten, name="forgotten"),
    path("haslo/zmiana/", local_passwords.change, name="password"),
    path("haslo/<secret:token>/", local_passwords.reset, name="reset"),
    path("wyloguj/", views.sign_out, name="sign_out"),
    path("profil/", views.profiles, name="profiles"),
    path("przeniesienie/", transfer.begin, name="transfer"),
    path("przeniesienie/podsumowanie/", transfer.summary, name="transferred"),
    path("zalaczniki/<uuid:collection>/", attachments.follow, name="attachments"),
    path("zalaczniki/<uuid:collection>/dodaj/", attachments.attach, name="attach"),
    path("zalacznik/<uuid:public_id>/", attachments.download, name="download"),
    path("zalacznik/<uuid:public_id>/usun/", attachments.remove, name="remove"),
    path("zalacznik/<uuid:public_id>/strona/<int:number>/", attachments.picture, name="picture"),
    path("moje-konto/", mine.overview, name="account"),
    path("moje-konto/<uuid:profile>/kontakt/", mine.contact, name="contact"),
    path("moje-konto/wniosek/<uuid:application>/wycofaj/", mine.withdraw, name="withdraw"),
    path("moje-konto/wniosek/<uuid:application>/przypominaj/", mine.mute, name="mute"),
    path("moje-konto/przypomnienie/", reminder.read, name="reminded"),
    path("przewodnik/<slug:tour>/", views.toured, name="toured"),
    path("wniosek/", download.resume, name="apply"),
    path("wniosek/jednostka/", unit.choose, name="apply_unit"),
    path("wniosek/role/", roles.choose, name="apply_roles"),
    path("wniosek/inne-role/", roles.more, name="apply_more"),
    path("wniosek/podsumowanie/", summary.confirm, name="apply_summary"),
    path("wniosek/pobranie/", download.finish, name="apply_download"),
    path("wniosek/anuluj/", download.cancel, name="apply_cancel"),
    path("wniosek/<uuid:collection>/pdf/", download.paper, name="paper"),
    path("sesja/", views.session, name="session"),
    path("sesja/przedluz/", views.stay, name="stay"),
    path("sesja/koniec/", views.over, name="over"),
]
