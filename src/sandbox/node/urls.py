# SPDX-License-Identifier: EUPL-1.2
from django.urls import path

from sandbox.node import protocol, views

app_name = "node"
urlpatterns = [
    path("", views.start, name="start"),
    path("login/SingleSignOnService", protocol.single_sign_on, name="single_sign_on"),
    path("login-services/idpArtifactResolutionService", protocol.artifact_resolution, name="artifact_resolution"),
    path("login-services/singleLogoutService", protocol.single_logout, name="single_logout"),
    path("login/metadata", protocol.metadata, name="metadata"),
    path("login/usluga/<str:handle>/", views.choose, name="choose"),
    path("login/usluga/<str:handle>/kontynuuj/", views.go_on, name="go_on"),
    path("login/usluga/<str:handle>/anuluj/", views.cancel, name="cancel"),
    path("login/usluga/<str:handle>/osoby/", views.demo, name="demo"),
    path("login/usluga/<str:handle>/eid/", views.foreign, name="foreign"),
    path("login/usluga/<str:handle>/telefon/", views.telephone, name="telephone"),
    path("login/usluga/<str:handle>/telefon/stan/", views.telephone_state, name="telephone_state"),
    path("login/usluga/<str:handle>/powrot/", views.back, name="back"),
]
