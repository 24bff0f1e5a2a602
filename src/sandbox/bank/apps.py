# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig


class BankConfig(AppConfig):
    name = "sandbox.bank"
    label = "bank"
