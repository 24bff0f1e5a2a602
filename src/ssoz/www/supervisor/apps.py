# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig


class SupervisorConfig(AppConfig):
    name = "ssoz.www.supervisor"
    label = "www_supervisor"
