# SPDX-License-Identifier: EUPL-1.2
from django.urls import path

from ssoz.www.administrator import deciding, editions, local_accounts, people, permissions, queue, rounds, unsent

app_name = "administrator"
urlpatterns = [
    path("zarzadzanie/rundy/", rounds.rounds_page, name="rounds"),
    path("zarzadzanie/rundy/nowa/", rounds.plan_page, name="plan"),
    path("zarzadzanie/rundy/<uuid:round>/<slug:step>/", rounds.move_page, name="move"),
    path("zarzadzanie/formularze/", editions.editions_page, name="editions"),
    path("uzytkownicy/", people.people_page, name="people"),
    path("uzytkownicy/pesel/", people.pesel_page, name="pesel"),
    path("uzytkownicy/profil/<uuid:profile>/", people.profile_page, name="profile"),
    path("uzytkownicy/profil/<uuid:profile>/<slug:deed>/", people.block_page, name="block"),
    path("uzytkownicy/profil/<uuid:profile>/odbierz/<slug:role>/", people.take_role_page, name="take_role"),
    path("uzytkownicy/wnioski/", queue.applications_page, name="applications"),
    path("uzytkownicy/wnioski/razem/", queue.several_page, name="several"),
    path("uzytkownicy/wnioski/<uuid:application>/", deciding.application_page, name="application"),
    path("uzytkownicy/wnioski/<uuid:application>/zarchiwizuj/", deciding.archive_page, name="archive"),
    path("uzytkownicy/wiadomosci/", unsent.messages_page, name="messages"),
    path("konta-lokalne/", local_accounts.local_accounts_page, name="local_accounts"),
    path("konta-lokalne/<uuid:account>/aktywuj/", local_accounts.activate, name="activate_local_account"),
    path("konta-lokalne/<uuid:account>/odrzuc/", local_accounts.refuse, name="refuse_local_account"),
    path("uprawnienia/", permissions.permissions_page, name="permissions"),
    path("uprawnienia/csv/", permissions.permissions_file, name="permissions_file"),
]
