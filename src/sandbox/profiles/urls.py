# SPDX-License-Identifier: EUPL-1.2
from django.urls import include, path

from sandbox.profiles import account, views
from shared import addresses  # noqa: F401  knows what a secret in a route is; the other sites have it by their logs

pages = (
    [
        path("", views.start, name="start"),
        path("dt/login/<str:handle>/", views.sign_in, name="sign_in"),
        path("dt/login/<str:handle>/kod/", views.code, name="code"),
        path("dt/login/<str:handle>/kod/nowy/", views.new_code, name="new_code"),
        path("pz/zaloz-profil/", account.register, name="register"),
        path("pz/zaloz-profil/kody/", account.confirm, name="confirm"),
        path("pz/zaloz-profil/gotowe/", account.done, name="done"),
        path("pz/nazwa-uzytkownika/", account.forgotten_name, name="forgotten_name"),
        path("pz/haslo/", account.forgotten_password, name="forgotten_password"),
        path("pz/wyslano/", account.sent, name="sent"),
        path("pz/haslo/<secret:secret>/", account.new_password, name="new_password"),
    ],
    "profiles",
)
urlpatterns = [path("", include(pages)), path("", include("shared.design.urls"))]
