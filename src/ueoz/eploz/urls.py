# SPDX-License-Identifier: EUPL-1.2
from django.urls import URLPattern, path

from ueoz.eploz.views import entering, helping, migrating

app_name = "eploz"
urlpatterns: list[URLPattern] = [
    path("zaloguj/eploz/", entering.password, name="password"),
    path("eploz/", entering.entered, name="entered"),
    path("migracja/", migrating.migration, name="migration"),
    path("migracja/stan/", migrating.state, name="state"),
    path("migracja/ponow/", migrating.again, name="again"),
    path("migracja/przerwij/", migrating.stop, name="stop"),
    path("migracja/dane/", migrating.details, name="details"),
    path("obsluga/migracje/", helping.help_desk, name="help_desk"),
]
