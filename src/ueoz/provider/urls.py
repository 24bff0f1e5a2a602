# SPDX-License-Identifier: EUPL-1.2
from django.urls import path

from ueoz.provider.views import administration, authorize, discovery, logout, tokens

app_name = "provider"
urlpatterns = [
    path(".well-known/openid-configuration", discovery.configuration, name="configuration"),
    path("o/.well-known/jwks.json", discovery.jwks, name="jwks"),
    path("o/authorize/", authorize.authorize, name="authorize"),
    path("o/zgoda/", authorize.consent, name="consent"),
    path("o/token/", tokens.Token.as_view(), name="token"),
    path("o/revoke/", tokens.Revoke.as_view(), name="revoke"),
    path("o/userinfo/", tokens.UserInfo.as_view(), name="userinfo"),
    path("o/logout/", logout.logout, name="logout"),
    path("administracja/systemy/", administration.systems, name="systems"),
    path("administracja/systemy/nowy/", administration.add, name="add_system"),
    path("administracja/systemy/<str:client_id>/", administration.system, name="system"),
    path("administracja/systemy/<str:client_id>/sekret/", administration.secret, name="secret"),
    path("administracja/systemy/<str:client_id>/stan/", administration.switch, name="switch"),
    path("o/wyloguj/", logout.confirm, name="confirm_logout"),
]
