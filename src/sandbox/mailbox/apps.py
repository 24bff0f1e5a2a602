# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig


class MailboxConfig(AppConfig):
    name = "sandbox.mailbox"
    label = "mailbox"
