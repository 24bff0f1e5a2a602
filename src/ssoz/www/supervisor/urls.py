# SPDX-License-Identifier: EUPL-1.2
from django.urls import path

from ssoz.www.supervisor import decisions, queues

app_name = "supervisor"
urlpatterns = [
    path("nadzor/", queues.queue_page, name="queue"),
    path("sprawozdanie/<uuid:report>/zwroc/", decisions.return_page, name="return"),
    path("sprawozdanie/<uuid:report>/zatwierdz/", decisions.accept_page, name="accept"),
    path("sprawozdanie/<uuid:report>/otworz-ponownie/", decisions.reopen_page, name="reopen"),
]
