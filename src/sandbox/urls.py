# SPDX-License-Identifier: EUPL-1.2
"""`login.localhost`, and whatever servers call by number: the node."""

from django.urls import include, path

urlpatterns = [path("", include("sandbox.node.urls")), path("", include("shared.design.urls"))]
