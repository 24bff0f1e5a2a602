# SPDX-License-Identifier: EUPL-1.2
from django.urls import path

from ssoz.www.administrator import editions, permissions, rounds

app_name = "administrator"
urlpatterns = [
    path("zarzadzanie/rundy/", rounds.rounds_page, name="rounds"),
    path("zarzadzanie/rundy/nowa/", rounds.plan_page, name="plan"),
    path("zarzadzanie/rundy/<uuid:round>/<slug:step>/", rounds.move_page, name="move"),
    path("zarzadzanie/formularze/", editions.editions_page, name="editions"),
    path("uprawnienia/", permissions.permissions_page, name="permissions"),
    path("uprawnienia/csv/", permissions.permissions_file, name="permissions_file"),
]
