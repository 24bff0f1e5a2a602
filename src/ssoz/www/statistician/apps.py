# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig


class StatisticianConfig(AppConfig):
    name = "ssoz.www.statistician"
    label = "www_statistician"
