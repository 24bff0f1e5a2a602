# SPDX-License-Identifier: EUPL-1.2
from django.urls import path

from ssoz.www.supervisor import decisions, duties, petitions, queues

app_name = "supervisor"
urlpatterns = [
    path("nadzor/", queues.queue_page, name="queue"),
    path("nadzor/zgloszenia/", petitions.petitions, name="petitions"),
    path("nadzor/zgloszenia/<uuid:petition>/", petitions.petition, name="petition"),
    path("nadzor/jednostka/<uuid:unit>/obowiazki/", duties.unit_duties, name="unit_duties"),
    path("nadzor/jednostka/<uuid:unit>/obowiazki/przypisz/", duties.assign_form, name="assign"),
    path("nadzor/jednostka/<uuid:unit>/obowiazki/<uuid:round>/zwolnij/", duties.release_form, name="release"),
    path("sprawozdanie/<uuid:report>/zwroc/", decisions.return_page, name="return"),
    path("sprawozdanie/<uuid:report>/zatwierdz/", decisions.accept_page, name="accept"),
    path("sprawozdanie/<uuid:report>/otworz-ponownie/", decisions.reopen_page, name="reopen"),
]
