# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig


class PublicConfig(AppConfig):
    """Pages open to everybody: start, announcements, forms, help, the pages the law asks for."""

    name = "ssoz.www.public"
    label = "www_public"
