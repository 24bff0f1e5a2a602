# SPDX-License-Identifier: EUPL-1.2
"""The chooser, and of the OpenID provider what `ssoz` needs: no client registration, introspection or devices."""

from django.urls import URLPattern, URLResolver, include, path
from oauth2_provider import views

provider = (
    [
        path("authorize/", views.AuthorizationView.as_view(), name="authorize"),
        path("token/", views.TokenView.as_view(), name="token"),
        path("userinfo/", views.UserInfoView.as_view(), name="user-info"),
        path("logout/", views.RPInitiatedLogoutView.as_view(), name="rp-initiated-logout"),
        path(".well-known/jwks.json", views.JwksInfoView.as_view(), name="jwks-info"),
    ],
    "oauth2_provider",
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("sandbox.people.urls")),
    path("", include("shared.design.urls")),
    path("o/", include(provider)),
]
