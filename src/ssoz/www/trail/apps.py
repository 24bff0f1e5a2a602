# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig


class TrailConfig(AppConfig):
    name = "ssoz.www.trail"
    label = "www_trail"
