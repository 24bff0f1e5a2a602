# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig


class ProfilesConfig(AppConfig):
    name = "sandbox.profiles"
    label = "profiles"
