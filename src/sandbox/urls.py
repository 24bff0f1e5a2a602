# SPDX-License-Identifier: EUPL-1.2
"""`login.localhost`, and whatever servers call by number: the node, and still the OpenID provider of before."""

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
    path("", include("sandbox.node.urls")),
    path("", include("sandbox.people.urls")),
    path("", include("shared.design.urls")),
    path("o/", include(provider)),
]
