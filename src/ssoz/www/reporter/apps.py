# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig


class ReporterConfig(AppConfig):
    name = "ssoz.www.reporter"
    label = "www_reporter"
