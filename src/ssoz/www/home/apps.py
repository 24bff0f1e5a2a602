# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig


class HomeConfig(AppConfig):
    """The page after signing in: what to do next, and everything else one step away."""

    name = "ssoz.www.home"
    label = "www_home"
