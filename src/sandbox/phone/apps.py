# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig


class PhoneConfig(AppConfig):
    name = "sandbox.phone"
    label = "phone"
