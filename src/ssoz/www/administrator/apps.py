# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig


class AdministratorConfig(AppConfig):
    name = "ssoz.www.administrator"
    label = "www_administrator"
