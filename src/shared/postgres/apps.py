# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig


class PostgresConfig(AppConfig):
    """Brings the migration that makes the collation `pl`."""

    name = "shared.postgres"
    label = "postgres"
